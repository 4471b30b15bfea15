//! Which names a query reads from: what stands after `FROM`, `JOIN`, the commas between them, and
//! `IN`. Names of common table expressions are among them; they are told apart by not existing.

use std::collections::BTreeSet;

use crate::dialect::sqlite::cursor::Cursor;
use crate::dialect::sqlite::token::Token;

/// What a level of parentheses is about to show.
#[derive(Clone, Copy, Default)]
struct Level {
    /// In a list of tables: a comma is followed by another.
    in_from: bool,
    /// A table comes next.
    expects: bool,
}

/// The words that end a list of tables.
const END: [&str; 10] = [
    "where",
    "group",
    "having",
    "order",
    "limit",
    "window",
    "union",
    "except",
    "intersect",
    "select",
];

/// The names of the tables and views that a query reads, as the query spells them.
pub(super) fn names_read(query: &[Token<'_>]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut outer = Vec::new();
    let mut level = Level::default();
    let mut cursor = Cursor::new(query);
    while let Some(token) = cursor.peek(0) {
        if level.expects && token.name().is_some() && !token.is_word("select") {
            level.expects = false;
            read_name(&mut cursor, &mut names);
            continue;
        }
        cursor.next();
        if token.is_operator("(") {
            // `FROM (a, b)` goes on with the list; other parentheses begin something new.
            let inner = if level.expects {
                level
            } else {
                Level::default()
            };
            level.expects = false;
            outer.push(std::mem::replace(&mut level, inner));
        } else if token.is_operator(")") {
            level = outer.pop().unwrap_or_default();
        } else if token.is_operator(",") {
            level.expects = level.in_from;
        } else if token.is_any_word(&["from", "join"]) {
            level = Level {
                in_from: true,
                expects: true,
            };
        } else if token.is_any_word(&END) {
            level = Level::default();
        } else if token.is_word("in") && !cursor.sees_operator("(") {
            read_name(&mut cursor, &mut names);
        }
    }
    names
}

/// A name after another schema than `main` is none of ours.
fn read_name(cursor: &mut Cursor<'_>, names: &mut BTreeSet<String>) {
    if let Ok((schema, name)) = cursor.qualified_name("a name")
        && schema.is_none_or(|schema| schema.eq_ignore_ascii_case("main"))
    {
        names.insert(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::sqlite::token::tokenize;

    #[test]
    fn every_place_of_a_table_is_seen() {
        for (query, expected) in [
            ("SELECT a, b FROM t", vec!["t"]),
            (
                "SELECT a FROM t, u AS x, main.v WHERE c IN (1, w)",
                vec!["t", "u", "v"],
            ),
            (
                "SELECT a FROM (t JOIN \"u v\" ON t.a = f(b, c), w)",
                vec!["t", "u v", "w"],
            ),
            ("SELECT (SELECT a FROM t), b FROM u", vec!["t", "u"]),
            ("SELECT a FROM (SELECT b, c FROM t) s, u", vec!["t", "u"]),
            ("SELECT a FROM t UNION SELECT b, c FROM u", vec!["t", "u"]),
            (
                "WITH x AS (SELECT a FROM t) SELECT b FROM x",
                vec!["t", "x"],
            ),
            (
                "SELECT a FROM t WHERE a IN u AND b IN (SELECT c FROM v)",
                vec!["t", "u", "v"],
            ),
            ("SELECT a FROM other.t", vec![]),
            (
                "WITH x(a) AS (VALUES (1, 2)) SELECT a FROM json_each(b, c), t",
                vec!["json_each", "t"],
            ),
            ("SELECT a FROM t ORDER BY b, c", vec!["t"]),
        ] {
            let tokens = tokenize(query).unwrap();
            let names = names_read(&tokens);
            assert_eq!(names.into_iter().collect::<Vec<_>>(), expected, "{query}");
        }
    }
}
