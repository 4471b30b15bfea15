//! `SELECT` on its own: functions that change what later statements mean.

use super::cursor::Cursor;
use super::lexer::TokenKind;
use super::script::{Applied, Passed, Script, skip};
use schema_model::ObjectName;

/// Functions that dumps and migrations call and that change no schema.
const HARMLESS: &[&str] = &[
    "array_agg",
    "coalesce",
    "concat",
    "count",
    "current_setting",
    "format",
    "gen_random_uuid",
    "generate_series",
    "json_agg",
    "jsonb_agg",
    "max",
    "min",
    "nextval",
    "now",
    "pg_advisory_lock",
    "pg_advisory_unlock",
    "pg_advisory_xact_lock",
    "pg_sleep",
    "setval",
    "string_agg",
    "sum",
    "unnest",
    "version",
];

/// Reads a query: its rows are data, what it calls may not be.
pub(super) fn apply(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    if set_path(script, cursor.clone()) {
        skip(cursor);
        return Ok(());
    }
    let called = called(cursor);
    let tokens = cursor.rest();
    let makes_table = tokens.iter().position(|token| token.is_word("into"));
    let from = tokens.iter().position(|token| token.is_word("from"));
    skip(cursor);
    if makes_table.is_some_and(|into| from.is_none_or(|from| into < from)) {
        return Err(Passed::Unmodelled(
            "its columns are those of a query, which only a server works out: write CREATE TABLE … AS"
                .into(),
        ));
    }
    match called {
        Some(name) => Err(Passed::Unmodelled(format!(
            "not evaluated: what function `{name}` does is only known when it runs"
        ))),
        None => Ok(()),
    }
}

/// `SELECT pg_catalog.set_config('search_path', '…', false)`.
fn set_path(script: &mut Script, mut cursor: Cursor<'_, '_>) -> bool {
    cursor.eat("select");
    let is_it = cursor.name().is_some_and(|name| name.name == "set_config");
    let Some(inner) = cursor.parenthesized().filter(|_| is_it) else {
        return false;
    };
    let mut arguments = inner.split_commas().into_iter();
    let mut string = || arguments.next().and_then(|mut item| item.string());
    if let (Some("search_path"), Some(path)) = (string().as_deref(), string()) {
        let names = path
            .split(',')
            .map(|name| name.trim().trim_matches('"').to_owned());
        script.db.path = names.filter(|name| !name.is_empty()).collect();
    }
    true
}

/// The first function that is called and may change the schema.
fn called(cursor: &Cursor<'_, '_>) -> Option<ObjectName> {
    let tokens = cursor.rest();
    for index in 0..tokens.len() {
        let is_name = matches!(tokens[index].kind, TokenKind::Word | TokenKind::Quoted);
        let is_inside = index > 0 && tokens[index - 1].is_symbol(".");
        if !is_name || is_inside {
            continue;
        }
        let mut ahead = cursor.slice(index, usize::MAX);
        let Some(name) = ahead.name() else { continue };
        let of_server = name.namespace.as_deref() == Some("pg_catalog");
        if ahead.at_symbol("(") && !of_server && !is_harmless(&name) {
            return Some(name);
        }
    }
    None
}

/// Whether a name before parentheses is a keyword, or a function of the server's own that only
/// computes.
fn is_harmless(name: &ObjectName) -> bool {
    const WORDS: &[&str] = &[
        "and",
        "any",
        "array",
        "as",
        "by",
        "case",
        "cast",
        "distinct",
        "else",
        "exists",
        "extract",
        "filter",
        "from",
        "in",
        "join",
        "lateral",
        "not",
        "on",
        "or",
        "over",
        "select",
        "some",
        "then",
        "union",
        "using",
        "values",
        "when",
        "where",
        "all",
        "having",
        "between",
        "is",
        "row",
        "varchar",
        "char",
        "numeric",
        "decimal",
        "timestamp",
        "time",
        "interval",
        "bit",
    ];
    let word = name.name.as_str();
    name.namespace.is_none()
        && (WORDS.contains(&word)
            || HARMLESS.contains(&word)
            || super::super::nullability::is_computing(word))
}
