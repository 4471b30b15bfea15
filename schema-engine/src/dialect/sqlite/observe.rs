//! What SQLite itself keeps of a schema: the statements in `sqlite_master`.

use super::token::tokenize;
use crate::observe::{Account, sorted_parts};
use crate::{Connector, EngineError};

const OBJECTS: &str =
    "SELECT type || ' ' || name, type, sql FROM sqlite_master WHERE sql IS NOT NULL";

/// Asks for it.
pub fn account(connector: &mut dyn Connector) -> Result<Account, EngineError> {
    let mut account = Account::new("`sqlite_master`");
    for row in connector.query(OBJECTS)? {
        let [Some(name), Some(kind), Some(sql)] = &row[..] else {
            continue;
        };
        // It has read the statement itself, so this does not fail; if it did, the text would do.
        let Ok(tokens) = tokenize(sql) else {
            account.add(name, [sql.clone()]);
            continue;
        };
        let texts = tokens.iter().map(|token| token.text);
        account.add(
            name,
            match kind.as_str() {
                "table" => references_apart(sorted_parts(texts)),
                _ => vec![texts.collect::<Vec<_>>().join(" ")],
            },
        );
    }
    Ok(account)
}

/// A column that is added says itself what it refers to; in a new table that stands behind the columns.
fn references_apart(parts: Vec<String>) -> Vec<String> {
    let mut apart = Vec::new();
    for part in parts {
        match part.split_once(" REFERENCES ") {
            Some((column, target)) if !column.contains("FOREIGN KEY (") => {
                let name = column.split(' ').next().unwrap_or_default();
                apart.push(format!("FOREIGN KEY ( {name} ) REFERENCES {target}"));
                apart.push(column.to_owned());
            }
            _ => apart.push(part),
        }
    }
    apart.sort();
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_the_same_wherever_it_stands() {
        let parts = |parts: &[&str]| parts.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(
            references_apart(parts(&["\"a\" INTEGER REFERENCES \"b\" ( \"id\" )"])),
            references_apart(parts(&[
                "\"a\" INTEGER",
                "FOREIGN KEY ( \"a\" ) REFERENCES \"b\" ( \"id\" )"
            ])),
        );
    }
}
