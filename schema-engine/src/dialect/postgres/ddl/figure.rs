//! The names that the server gives to expressions: of columns of queries, and in names of indexes.

use super::super::types;
use super::cursor::Cursor;
use super::lexer::{TokenKind, tokens};

/// A name, and whether it is better than that of a cast around it.
type Found = (String, bool);

/// The name of an expression, if it has one.
pub(super) fn expression_name(text: &str) -> Option<String> {
    let read = tokens(text);
    figure(Cursor::new(text, &read)).map(|(name, _)| name)
}

/// The name of a column of a query; the server has one for those without, too.
pub(crate) fn column_name(value: Cursor<'_, '_>) -> String {
    figure(value).map_or_else(|| "?column?".into(), |(name, _)| name)
}

fn figure(mut value: Cursor<'_, '_>) -> Option<Found> {
    loop {
        let mut ahead = value.clone();
        match ahead.parenthesized() {
            Some(inner) if ahead.is_done() => value = inner,
            _ => break,
        }
    }
    let mut after = value.clone();
    let operand = last_cast(&mut after);
    if let Some(operand) = operand {
        let inner = figure(operand).filter(|(_, is_strong)| *is_strong);
        return inner.or_else(|| type_name(after).map(|name| (name, false)));
    }
    if value.at_word("case") {
        return case(value);
    }
    if value.at_word("select") {
        return subquery(value);
    }
    if let Some(kind) = value.eat_any(&["exists", "array"]) {
        let _ = value.parenthesized().is_some() || value.brackets();
        return value.is_done().then(|| (kind.to_owned(), true));
    }
    if value.at_word("not") {
        return None;
    }
    call_or_column(value)
}

/// What stands before the last cast; the cursor is left behind its symbol.
fn last_cast<'a, 't>(cursor: &mut Cursor<'a, 't>) -> Option<Cursor<'a, 't>> {
    const LOOSER: &[&str] = &[
        "and", "or", "is", "in", "like", "ilike", "between", "not", "at",
    ];
    let start = cursor.clone();
    let mut ahead = cursor.clone();
    let mut found = None;
    while !ahead.is_done() {
        ahead.take_until(|token| match token.kind {
            TokenKind::Symbol => ![".", "(", "["].contains(&token.text),
            _ => LOOSER.iter().any(|word| token.is_word(word)),
        });
        if ahead.is_done() {
            break;
        }
        // Everything else binds less than a cast.
        ahead.at_symbol("::").then_some(())?;
        found = Some(start.slice(0, start.rest().len() - ahead.rest().len()));
        ahead.bump();
        *cursor = ahead.clone();
    }
    found
}

/// The name in the catalog: `int4` of `integer`.
fn type_name(mut ty: Cursor<'_, '_>) -> Option<String> {
    let words = ty.take_until(|token| token.is_symbol("("));
    let text = words.text().to_ascii_lowercase();
    if let Some((catalog, _)) = types::spelling(&text) {
        return Some(catalog.into());
    }
    let mut words = words;
    Some(words.name()?.name)
}

fn case(mut value: Cursor<'_, '_>) -> Option<Found> {
    value.take_until(|token| token.is_word("else"));
    let mut result = value;
    result.bump();
    let result = result.take_until(|token| token.is_word("end"));
    let found = figure(result).filter(|(_, is_strong)| *is_strong);
    Some(found.unwrap_or_else(|| ("case".into(), false)))
}

/// The name of the only column of a query.
fn subquery(mut value: Cursor<'_, '_>) -> Option<Found> {
    value.bump();
    let mut item = value.take_until(|token| token.is_word("from") || token.is_symbol(","));
    let before = item.take_until(|token| token.is_word("as"));
    if item.eat("as") {
        return Some((item.identifier()?, true));
    }
    figure(before)
}

fn call_or_column(mut value: Cursor<'_, '_>) -> Option<Found> {
    const CLAUSES: &[&str] = &["over", "filter", "within"];
    let is_bare = value.peek()?.kind == TokenKind::Word;
    let word = value.peek()?.text.to_ascii_lowercase();
    let name = value.name()?.name;
    if let Some(mut inner) = value.parenthesized() {
        while let Some(clause) = value.eat_any(CLAUSES) {
            if clause == "within" {
                value.eat("group");
            }
            if value.parenthesized().is_none() {
                value.identifier();
            }
        }
        if is_bare && word == "cast" {
            let operand = inner.take_until(|token| token.is_word("as"));
            let found = figure(operand).filter(|(_, is_strong)| *is_strong);
            inner.bump();
            return found.or_else(|| type_name(inner).map(|name| (name, false)));
        }
        return value.is_done().then_some((name, true));
    }
    while value.brackets() {}
    let is_constant = is_bare && ["null", "true", "false"].contains(&word.as_str());
    if is_constant && value.is_done() {
        // A constant of a truth is a cast for the server.
        return (word != "null").then(|| ("bool".into(), false));
    }
    value.is_done().then_some((name, true))
}
