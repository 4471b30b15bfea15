//! How much work a change may be: the strongest clause first, and the server decides.
//!
//! Which change is instant and which one copies the table depends on version, row format and engine,
//! and no table of ours would be right for long:
//! <https://mariadb.com/kb/en/innodb-online-ddl-overview/>,
//! <https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html>

use super::flavour::Flavour;
use super::hazard;
use crate::plan::Statement;

/// The forms of a statement, the least work first; none where there is nothing to choose.
pub(super) fn forms(statement: &Statement, flavour: &Flavour) -> Vec<Statement> {
    let Some(table) = altered(statement) else {
        return Vec::new();
    };
    let with = |clause: &str| Statement {
        sql: format!("{}, {clause}", statement.sql),
        ..statement.clone()
    };
    let mut forms = vec![with("ALGORITHM=INSTANT")];
    for clause in flavour.online {
        forms.push(with(clause).hazard(hazard::in_place(&table, true)));
    }
    forms.push(with("ALGORITHM=INPLACE").hazard(hazard::in_place(&table, false)));
    forms.push(with("ALGORITHM=COPY").hazard(hazard::copy(&table)));
    forms.push(statement.clone());
    forms
}

/// The forms behind the one that a statement has: a table may hold what a scratch database did not,
/// such as an index that the server made by itself.
pub(super) fn weaker(statement: &Statement, flavour: &Flavour) -> Vec<Statement> {
    let Some((plain, _)) = statement.sql.rsplit_once(", ALGORITHM=") else {
        return Vec::new();
    };
    let plain = Statement {
        sql: plain.to_owned(),
        ..statement.clone()
    };
    let forms = forms(&plain, flavour);
    let at = forms.iter().position(|form| form.sql == statement.sql);
    at.map_or_else(Vec::new, |at| forms[at + 1..].to_vec())
}

/// The table that a statement alters, where it takes the clause.
fn altered(statement: &Statement) -> Option<String> {
    let rest = statement.sql.strip_prefix("ALTER TABLE `")?;
    let mut name = String::new();
    let mut quotes = rest.char_indices().peekable();
    let mut end = None;
    while let Some((at, c)) = quotes.next() {
        match (c, quotes.peek()) {
            ('`', Some((_, '`'))) => {
                quotes.next();
                name.push('`');
            }
            ('`', _) => {
                end = Some(at + 1);
                break;
            }
            _ => name.push(c),
        }
    }
    let clauses = rest[end?..].trim_start();
    let refuses = [
        "PARTITION BY",
        "REMOVE PARTITIONING",
        "ADD PARTITION",
        "RENAME TO",
    ];
    (!refuses.iter().any(|word| clauses.starts_with(word))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::flavour::MARIADB;
    use super::*;

    #[test]
    fn the_last_form_is_the_statement_itself() {
        let statement = Statement::new("ALTER TABLE `a``b` ADD COLUMN `c` int", "a");
        let forms = forms(&statement, &MARIADB);
        assert_eq!(forms.last(), Some(&statement));
        assert!(forms[0].sql.ends_with(", ALGORITHM=INSTANT"));
        assert!(forms[3].hazards.iter().any(|it| it.contains("`a`b`")));
    }

    #[test]
    fn what_is_weaker_comes_behind() {
        let statement = Statement::new("ALTER TABLE `a` ADD KEY `b` (`c`), ALGORITHM=COPY", "a");
        let texts: Vec<String> = weaker(&statement, &MARIADB)
            .into_iter()
            .map(|it| it.sql)
            .collect();
        assert_eq!(texts, ["ALTER TABLE `a` ADD KEY `b` (`c`)"]);
        let other = Statement::new("ALTER TABLE `a` COMMENT='x, ALGORITHM=COPY'", "a");
        assert!(weaker(&other, &MARIADB).is_empty());
    }

    #[test]
    fn partitions_take_no_clause() {
        for sql in [
            "ALTER TABLE `t` PARTITION BY HASH (`a`)",
            "ALTER TABLE `t` RENAME TO `u`",
            "CREATE TABLE `t` (a int)",
        ] {
            assert!(
                forms(&Statement::new(sql, "t"), &MARIADB).is_empty(),
                "{sql}"
            );
        }
    }
}
