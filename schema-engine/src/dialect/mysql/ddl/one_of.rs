//! Checks that only say that a column is one of some values: `c IN ('a', 'b')`, `c = 'a' OR c = 'b'`,
//! and either of them beside `c IS NULL`. Everything else is left alone.

use schema_model::OneOf;

use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::lexer::{Kind, Token, tokens};

/// The column and the values, if the expression says no more than that.
pub(super) fn one_of(expression: &str, flavour: &Flavour) -> Option<OneOf> {
    let mut tokens = tokens(expression, flavour);
    // `_utf8mb4'text'` is a text.
    let introducers: Vec<bool> = tokens
        .iter()
        .enumerate()
        .map(|(at, token)| {
            let text = tokens
                .get(at + 1)
                .is_some_and(|next| next.kind == Kind::Text);
            token.kind == Kind::Word && token.text.starts_with('_') && text
        })
        .collect();
    let mut keep = introducers.iter().map(|introducer| !introducer);
    tokens.retain(|_| keep.next().unwrap_or(true));
    let mut found: Option<OneOf> = None;
    for alternative in split(strip_parentheses(&tokens), |token| token.is_word("or")) {
        let next = alternative_of(strip_parentheses(alternative))?;
        match &mut found {
            None => found = Some(next),
            Some(found) => merge(found, next)?,
        }
    }
    found.filter(|found| !found.values.is_empty())
}

fn merge(found: &mut OneOf, next: OneOf) -> Option<()> {
    let one_kind =
        found.values.is_empty() || next.values.is_empty() || found.integers == next.integers;
    if !found.column.eq_ignore_ascii_case(&next.column) || !one_kind {
        return None;
    }
    found.integers |= next.integers;
    let new = |value: &String| !found.values.contains(value);
    let values: Vec<String> = next.values.into_iter().filter(new).collect();
    found.values.extend(values);
    Some(())
}

/// Takes off parentheses that are around everything.
fn strip_parentheses<'s, 't>(tokens: &'s [Token<'t>]) -> &'s [Token<'t>] {
    let [open, inner @ .., close] = tokens else {
        return tokens;
    };
    let mut depth = 0_usize;
    let balanced = inner.iter().all(|token| {
        if token.is_symbol('(') {
            depth += 1;
        } else if token.is_symbol(')') {
            if depth == 0 {
                return false;
            }
            depth -= 1;
        }
        true
    });
    match open.is_symbol('(') && close.is_symbol(')') && balanced {
        true => strip_parentheses(inner),
        false => tokens,
    }
}

/// The parts between separators that are in no parentheses.
fn split<'s, 't>(
    tokens: &'s [Token<'t>],
    separates: impl Fn(&Token<'t>) -> bool,
) -> impl Iterator<Item = &'s [Token<'t>]> {
    let mut depth = 0_usize;
    tokens.split(move |token| {
        if token.is_symbol('(') {
            depth += 1;
        } else if token.is_symbol(')') {
            depth = depth.saturating_sub(1);
        }
        depth == 0 && separates(token)
    })
}

/// `c IS NULL` has no values: a check holds for NULL in any case.
fn alternative_of(tokens: &[Token<'_>]) -> Option<OneOf> {
    let (column, rest) = tokens.split_first()?;
    if !matches!(column.kind, Kind::Word | Kind::Name) {
        return None;
    }
    let values: Vec<(String, bool)> = match rest {
        [is, null] if is.is_word("is") && null.is_word("null") => Vec::new(),
        [equals, value @ ..] if equals.is_symbol('=') => vec![value_of(value)?],
        [word, list @ ..] if word.is_word("in") => {
            let inner = strip_parentheses(list);
            if inner.len() == list.len() {
                return None;
            }
            let values = split(inner, |token| token.is_symbol(','));
            values.map(value_of).collect::<Option<_>>()?
        }
        _ => return None,
    };
    let integers = values.iter().any(|(_, integer)| *integer);
    if values.iter().any(|(_, integer)| *integer != integers) {
        return None;
    }
    Some(OneOf {
        column: column.value(),
        values: values.into_iter().map(|(value, _)| value).collect(),
        integers,
    })
}

/// A value, and whether it is an integer.
fn value_of(tokens: &[Token<'_>]) -> Option<(String, bool)> {
    let integer = |token: &Token<'_>| -> Option<u64> { token.text.parse().ok() };
    match tokens {
        [text] if text.kind == Kind::Text => Some((text.value(), false)),
        [number] => Some((integer(number)?.to_string(), true)),
        [sign, number] if sign.is_symbol('-') => Some((format!("-{}", integer(number)?), true)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::mysql::flavour::{MARIADB, MYSQL};

    #[test]
    fn only_lists_of_values_are_found() {
        for (expression, found) in [
            (r"`c` in ('x','y\'s','(z)')", Some("c:x|y's|(z)")),
            ("(`c` in (_utf8mb4'a',_utf8mb4'b'))", Some("c:a|b")),
            ("c = 'a' OR ((c) IS NULL) OR c = 'b'", None),
            ("c = 'a' OR (c IS NULL) OR c IN ('b', 'a')", Some("c:a|b")),
            ("c in (1, -2)", Some("c:1|-2")),
            ("c in (1, 'a')", None),
            ("c in ('a') or d in ('b')", None),
            ("c in ('a') and d = 1", None),
            ("c in (lower('a'))", None),
            ("c is null", None),
            ("c > 1", None),
            ("(c) in ('a')", None),
            ("", None),
        ] {
            for flavour in [&MYSQL, &MARIADB] {
                let one_of = one_of(expression, flavour);
                let text = one_of.map(|it| format!("{}:{}", it.column, it.values.join("|")));
                assert_eq!(text.as_deref(), found, "{expression}");
            }
        }
    }
}
