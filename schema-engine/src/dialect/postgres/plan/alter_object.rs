//! Changes of objects that are kept as statements, where the server has an ALTER for them.

use std::collections::BTreeMap;

use schema_model::DefinedObject;

use super::super::ddl::lexer::{Token, tokens};

/// The statements that lead from one making to the other; `None` where there are none.
pub(super) fn statements(it: &DefinedObject, from: &[&str], to: &[&str]) -> Option<Vec<String>> {
    let ([from], [to]) = (from, to) else {
        return None;
    };
    match it.kind.as_str() {
        "server" => with_options(from, to, server_head),
        "user mapping" => with_options(from, to, mapping_head),
        "foreign data wrapper" => with_options(from, to, wrapper_head),
        "publication" => publication(from, to),
        _ => None,
    }
}

/// What stands before the options.
struct Head {
    /// What is altered: `SERVER s`.
    target: String,
    /// What ALTER cannot change.
    fixed: String,
    /// The clauses that ALTER takes to change the rest.
    clauses: String,
}

/// Statements of the form `CREATE head [OPTIONS (name 'value', …)]`.
fn with_options(from: &str, to: &str, head: fn(&str) -> Option<Head>) -> Option<Vec<String>> {
    let (from, from_options) = options(from.strip_prefix("CREATE ")?)?;
    let (to, to_options) = options(to.strip_prefix("CREATE ")?)?;
    let (from, to) = (head(from)?, head(to)?);
    if from.target != to.target || from.fixed != to.fixed {
        return None;
    }
    let mut clauses = Vec::new();
    if from.clauses != to.clauses {
        clauses.push(to.clauses);
    }
    let changed = option_changes(&from_options, &to_options);
    if !changed.is_empty() {
        clauses.push(format!("OPTIONS ({})", changed.join(", ")));
    }
    Some(vec![format!("ALTER {} {}", to.target, clauses.join(" "))])
}

fn option_changes(from: &BTreeMap<String, String>, to: &BTreeMap<String, String>) -> Vec<String> {
    let gone = from.keys().filter(|name| !to.contains_key(*name));
    let gone = gone.map(|name| format!("DROP {name}"));
    let set = to.iter().filter_map(|(name, value)| match from.get(name) {
        None => Some(format!("ADD {name} {value}")),
        Some(old) if old != value => Some(format!("SET {name} {value}")),
        Some(_) => None,
    });
    gone.chain(set).collect()
}

/// What stands before OPTIONS, and the options as they are written.
fn options(text: &str) -> Option<(&str, BTreeMap<String, String>)> {
    let tokens = tokens(text);
    let at = tokens
        .windows(2)
        .position(|pair| pair[0].is_word("OPTIONS") && pair[1].is_symbol("("));
    let Some(at) = at else {
        return Some((text.trim_end(), BTreeMap::new()));
    };
    let inside = tokens.get(at + 2..tokens.len().checked_sub(1)?)?;
    let mut found = BTreeMap::new();
    for option in inside.split(|token| token.is_symbol(",")) {
        let [name, value] = option else { return None };
        found.insert(name.text.to_owned(), value.text.to_owned());
    }
    Some((text[..tokens[at].start].trim_end(), found))
}

/// `USER MAPPING FOR role SERVER name`.
fn mapping_head(head: &str) -> Option<Head> {
    Some(Head {
        target: head.to_owned(),
        fixed: String::new(),
        clauses: String::new(),
    })
}

/// `SERVER name [TYPE 't'] [VERSION 'v'] FOREIGN DATA WRAPPER w`: only the version can change.
fn server_head(head: &str) -> Option<Head> {
    let tokens = tokens(head);
    let name = tokens.get(1)?;
    let version = tokens.iter().position(|token| token.is_word("VERSION"));
    let value = version.and_then(|at| Some((tokens.get(at)?, tokens.get(at + 1)?)));
    let rest = &head[name.end()..];
    Some(Head {
        target: format!("SERVER {}", name.text),
        fixed: match value {
            Some((word, value)) => {
                let before = &head[name.end()..word.start];
                format!("{before}{}", head[value.end()..].trim_start())
            }
            None => rest.to_owned(),
        },
        clauses: value.map_or_else(
            || "VERSION NULL".to_owned(),
            |(_, value)| format!("VERSION {}", value.text),
        ),
    })
}

/// `FOREIGN DATA WRAPPER name [HANDLER f] [VALIDATOR f]`.
fn wrapper_head(head: &str) -> Option<Head> {
    let tokens = tokens(head);
    let name = tokens.get(3)?;
    let mut clauses = head[name.end()..].trim().to_owned();
    for word in ["HANDLER", "VALIDATOR"] {
        if !tokens.iter().skip(4).any(|token| token.is_word(word)) {
            clauses += &format!(" NO {word}");
        }
    }
    Some(Head {
        target: head[..name.end()].to_owned(),
        fixed: String::new(),
        clauses: clauses.trim().to_owned(),
    })
}

/// `CREATE PUBLICATION name [FOR …] WITH (…)`: the list can be set, but not between all tables and
/// some.
fn publication(from: &str, to: &str) -> Option<Vec<String>> {
    let (from, to) = (Publication::of(from)?, Publication::of(to)?);
    let mut statements = Vec::new();
    if from.list != to.list {
        let is_list = |list: Option<&str>| list.is_some_and(|list| list != "ALL TABLES");
        if !is_list(from.list) || !is_list(to.list) {
            return None;
        }
        statements.push(format!("ALTER PUBLICATION {} SET {}", to.name, to.list?));
    }
    if from.with != to.with {
        let mut with = to.with.to_owned();
        // What is not said is as it was.
        if from.with.contains("publish_via_partition_root") && !with.contains("publish_via") {
            with = with.replacen(')', ", publish_via_partition_root = false)", 1);
        }
        statements.push(format!("ALTER PUBLICATION {} SET {with}", to.name));
    }
    Some(statements)
}

struct Publication<'a> {
    name: &'a str,
    list: Option<&'a str>,
    /// The options in parentheses.
    with: &'a str,
}

impl<'a> Publication<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let tokens = tokens(text);
        let name = tokens.get(2)?.text;
        let with = tokens.iter().rposition(|token| token.is_word("WITH"))?;
        let list = tokens.get(3).filter(|token| token.is_word("FOR"));
        Some(Self {
            name,
            list: list.map(|word| text[word.end()..tokens[with].start].trim()),
            with: text[tokens[with].end()..].trim(),
        })
    }
}

/// Where the parenthesis that a text begins with is closed.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for token in tokens(text) {
        depth += i32::from(token.is_symbol("(")) - i32::from(token.is_symbol(")"));
        if depth == 0 {
            return Some(token.end());
        }
    }
    None
}

/// `ALTER OPERATOR FAMILY f USING m ADD OPERATOR 1 <(a,b), FUNCTION 1 (a, b) f(a,b)` the other way.
pub(super) fn drop_members(text: &str) -> Option<String> {
    let tokens = tokens(text);
    let add = tokens.iter().position(|token| token.is_word("ADD"))?;
    let mut depth = 0;
    let members = tokens[add + 1..].split(|token| {
        depth += i32::from(token.is_symbol("(")) - i32::from(token.is_symbol(")"));
        depth == 0 && token.is_symbol(",")
    });
    let members: Vec<String> = members
        .filter_map(|member| {
            let [what, number, rest @ ..] = member else {
                return None;
            };
            let open = rest.iter().position(|token| token.is_symbol("("))?;
            let end = rest[open..].iter().position(|token| token.is_symbol(")"))?;
            let types = &text[rest[open].start..rest[open..].get(end).map(Token::end)?];
            Some(format!("{} {} {types}", what.text, number.text))
        })
        .collect();
    let start = &text[..tokens[add].start];
    Some(format!("{start}DROP {}", members.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(kind: &str) -> DefinedObject {
        DefinedObject {
            kind: kind.into(),
            name: schema_model::ObjectName::bare("it"),
            definition: Vec::new(),
            depends_on: Vec::new(),
            owner: None,
            grants: Vec::new(),
            comment: None,
        }
    }

    #[test]
    fn options_are_added_set_and_dropped() {
        let from = "CREATE USER MAPPING FOR a SERVER s OPTIONS (x '1', y '2')";
        let to = "CREATE USER MAPPING FOR a SERVER s OPTIONS (y '3', z '4')";
        let found = statements(&object("user mapping"), &[from], &[to]);
        let expected = "ALTER USER MAPPING FOR a SERVER s OPTIONS (DROP x, SET y '3', ADD z '4')";
        assert_eq!(found, Some(vec![expected.to_owned()]));
    }

    #[test]
    fn a_list_of_tables_is_set_but_all_tables_are_not() {
        let some = "CREATE PUBLICATION p FOR TABLE ONLY app.a WITH (publish = 'insert')";
        let more =
            "CREATE PUBLICATION p FOR TABLE ONLY app.a, ONLY app.b WITH (publish = 'insert')";
        let all = "CREATE PUBLICATION p FOR ALL TABLES WITH (publish = 'insert')";
        let found = statements(&object("publication"), &[some], &[more]);
        let expected = "ALTER PUBLICATION p SET TABLE ONLY app.a, ONLY app.b";
        assert_eq!(found, Some(vec![expected.to_owned()]));
        assert_eq!(statements(&object("publication"), &[some], &[all]), None);
    }

    #[test]
    fn members_of_a_family_are_dropped_by_their_types() {
        let text = "ALTER OPERATOR FAMILY app.f USING btree ADD FUNCTION 1 (a, b) app.c(a,b), OPERATOR 1 app.<(a,b)";
        let expected =
            "ALTER OPERATOR FAMILY app.f USING btree DROP FUNCTION 1 (a, b), OPERATOR 1 (a,b)";
        assert_eq!(drop_members(text).as_deref(), Some(expected));
    }
}
