//! Checks that only say that a column is one of some values.
//!
//! `c IN ('a', 'b')`, `c = 'a' OR c = 'b'`, either of them after `c IS NULL OR`, and the same with
//! integers; in any number of parentheses. Everything else is left alone.

use schema_model::OneOf;

use crate::dialect::sqlite::cursor::{Cursor, split_list};
use crate::dialect::sqlite::token::{Token, TokenKind, unquote};

/// The column and the values, if the expression says no more than that.
pub(super) fn one_of(expression: &[Token<'_>]) -> Option<OneOf> {
    let mut found: Option<OneOf> = None;
    for alternative in split_or(strip_parentheses(expression)) {
        let next = read_alternative(strip_parentheses(alternative))?;
        match &mut found {
            None => found = Some(next),
            Some(found) => merge(found, next)?,
        }
    }
    found.filter(|found| !found.values.is_empty())
}

fn merge(found: &mut OneOf, next: OneOf) -> Option<()> {
    let same_kind =
        found.values.is_empty() || next.values.is_empty() || found.integers == next.integers;
    if !found.column.eq_ignore_ascii_case(&next.column) || !same_kind {
        return None;
    }
    found.integers |= next.integers;
    for value in next.values {
        if !found.values.contains(&value) {
            found.values.push(value);
        }
    }
    Some(())
}

fn strip_parentheses<'s>(mut tokens: &'s [Token<'s>]) -> &'s [Token<'s>] {
    loop {
        let mut cursor = Cursor::new(tokens);
        match cursor.group() {
            Ok(inner) if cursor.is_end() => tokens = inner,
            _ => return tokens,
        }
    }
}

/// Splits at each `OR` that is in no parentheses.
fn split_or<'s>(tokens: &'s [Token<'s>]) -> Vec<&'s [Token<'s>]> {
    let mut depth = 0_usize;
    tokens
        .split(|token| {
            if token.is_operator("(") {
                depth += 1;
            } else if token.is_operator(")") {
                depth = depth.saturating_sub(1);
            }
            depth == 0 && token.is_word("or")
        })
        .collect()
}

/// `c IS NULL` has no values: a check holds for NULL in any case.
fn read_alternative(tokens: &[Token<'_>]) -> Option<OneOf> {
    let mut cursor = Cursor::new(tokens);
    let column = cursor.next()?;
    if !matches!(column.kind, TokenKind::Word | TokenKind::Quoted) {
        return None;
    }
    let column = column.name()?;
    let mut values = Vec::new();
    if cursor.eat(&["in"]) {
        for item in split_list(cursor.group().ok()?) {
            values.push(read_value(item)?);
        }
    } else if cursor.eat_operator("=") || cursor.eat_operator("==") {
        values.push(read_value(cursor.rest())?);
        cursor = Cursor::new(&[]);
    } else if !cursor.eat(&["is", "null"]) {
        return None;
    }
    let integers = values.iter().any(|(_, is_integer)| *is_integer);
    if !cursor.is_end() || values.iter().any(|(_, is_integer)| *is_integer != integers) {
        return None;
    }
    Some(OneOf {
        column,
        values: values.into_iter().map(|(value, _)| value).collect(),
        integers,
    })
}

/// A value, and whether it is an integer.
fn read_value(item: &[Token<'_>]) -> Option<(String, bool)> {
    match item {
        [token] if token.kind == TokenKind::String => Some((unquote(token.text), false)),
        // SQLite takes a name in double quotes for a string where there is no such column.
        [token] if token.kind == TokenKind::Quoted && token.text.starts_with('"') => {
            Some((unquote(token.text), false))
        }
        [token] if token.kind == TokenKind::Number => Some((integer(token.text)?, true)),
        [sign, token] if sign.is_operator("-") && token.kind == TokenKind::Number => {
            Some((format!("-{}", integer(token.text)?), true))
        }
        _ => None,
    }
}

fn integer(text: &str) -> Option<String> {
    text.parse::<u64>().ok().map(|number| number.to_string())
}
