//! Text that the engine printed, so that it prints the same again.
//!
//! What it prints of `(VALUES …)` gets a query more around it each time that it is read and printed.

use super::super::token::{Token, bracketed, tokens};

/// The text as somebody would have written it.
pub(in crate::dialect::duckdb) fn as_written(text: &str) -> String {
    let tokens = tokens(text);
    let mut written = String::with_capacity(text.len());
    let mut copied = 0;
    let mut at = 0;
    while at < tokens.len() {
        if let Some((start, end, next)) = values_in_query(&tokens, at) {
            written.push_str(&text[copied..tokens[at].start]);
            written.push_str(&text[start..end]);
            copied = next;
            while tokens.get(at).is_some_and(|token| token.start < next) {
                at += 1;
            }
            continue;
        }
        at += 1;
    }
    written.push_str(&text[copied..]);
    written
}

/// `(SELECT * FROM (VALUES …) AS valueslist)`: where `(VALUES …)` begins and ends, and where all of
/// it ends.
fn values_in_query(tokens: &[Token<'_>], at: usize) -> Option<(usize, usize, usize)> {
    let (inner, rest) = bracketed(&tokens[at..])?;
    let [select, star, from, values @ ..] = inner else {
        return None;
    };
    let is_query = select.is_word("SELECT") && star.is("*") && from.is_word("FROM");
    let (list, name) = bracketed(values)?;
    let is_values = list.first()?.is_word("VALUES");
    let is_named = matches!(name, [word, name] if word.is_word("AS") && name.is_word("valueslist"));
    if !(is_query && is_values && is_named) {
        return None;
    }
    let closing = tokens.len() - rest.len() - 1;
    let end = values[list.len() + 1].end();
    Some((values[0].start, end, tokens[closing].end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_around_values_go() {
        for (printed, written) in [
            (
                "SELECT x FROM (SELECT * FROM (VALUES (1), (2)) AS valueslist) AS t(x) WHERE (x > 1)",
                "SELECT x FROM (VALUES (1), (2)) AS t(x) WHERE (x > 1)",
            ),
            (
                "SELECT '(SELECT * FROM (VALUES' FROM (a)",
                "SELECT '(SELECT * FROM (VALUES' FROM (a)",
            ),
            (
                "(SELECT * FROM (VALUES (1)) AS v)",
                "(SELECT * FROM (VALUES (1)) AS v)",
            ),
            ("é (SELECT", "é (SELECT"),
        ] {
            assert_eq!(as_written(printed), written);
        }
    }
}
