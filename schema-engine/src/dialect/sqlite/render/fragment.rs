//! Text that goes into statements as it is. A snapshot can be edited by hand, so each piece is
//! looked at first: it must not end the statement that it is put into.

use crate::dialect::sqlite::cursor::{Cursor, split_statements};
use crate::dialect::sqlite::token::{Token, TokenKind, quote_name, tokenize};

/// An expression: at least one token, parentheses in pairs, no semicolon.
pub(super) fn expression(text: &str) -> Result<String, String> {
    let tokens = tokenize(text).map_err(|error| format!("`{text}`: {}", error.message))?;
    let mut depth = 0_usize;
    for token in &tokens {
        match token.text {
            "(" => depth += 1,
            ")" if depth == 0 => return Err(format!("`{text}` has a `)` too many")),
            ")" => depth -= 1,
            ";" => return Err(format!("`{text}` holds a `;`")),
            _ => {}
        }
    }
    if depth > 0 {
        return Err(format!("`{text}` lacks a `)`"));
    }
    without_trailing_comment(text, &tokens).ok_or_else(|| "an expression is empty".into())
}

/// A default: a literal as it is, anything else in parentheses.
pub(super) fn default(text: &str) -> Result<String, String> {
    let expression = expression(text)?;
    let tokens = tokenize(&expression).map_err(|error| error.message)?;
    let is_literal = match tokens.as_slice() {
        [token] => token.kind != TokenKind::Parameter,
        [sign, token] => {
            (sign.is_operator("-") || sign.is_operator("+"))
                && matches!(token.kind, TokenKind::Number | TokenKind::Word)
        }
        _ => false,
    };
    Ok(if is_literal {
        expression
    } else {
        format!("({expression})")
    })
}

/// A declared type: words, with numbers in parentheses.
pub(super) fn native_type(text: &str) -> Result<String, String> {
    let tokens = tokenize(text).map_err(|error| format!("`{text}`: {}", error.message))?;
    let mut cursor = Cursor::new(&tokens);
    let read = crate::dialect::sqlite::types::read_type(&mut cursor);
    match read {
        Ok(native) if cursor.is_end() => Ok(native),
        _ => Err(format!("`{text}` is not a type that SQLite can read")),
    }
}

/// A whole statement that begins with these words.
pub(super) fn statement(text: &str, beginning: &[&str]) -> Result<String, String> {
    let tokens = tokenize(text).map_err(|error| format!("its definition: {error}"))?;
    if !Cursor::new(&tokens).sees(beginning) || split_statements(&tokens).len() != 1 {
        let words = beginning.join(" ").to_ascii_uppercase();
        return Err(format!("its definition is not one `{words}` statement"));
    }
    let whole = tokens.last().filter(|token| !token.is_operator(";"));
    match whole {
        Some(_) => without_trailing_comment(text, &tokens).ok_or_else(String::new),
        None => Err("its definition ends in a `;`".into()),
    }
}

/// A collation; the built-in ones need no quotes.
pub(super) fn collation(name: &str) -> String {
    unquoted_among(&["BINARY", "NOCASE", "RTRIM"], name)
}

/// The word after `MATCH`.
pub(super) fn match_word(name: &str) -> String {
    unquoted_among(&["SIMPLE", "NONE"], name)
}

fn unquoted_among(words: &[&str], name: &str) -> String {
    if words.iter().any(|word| word.eq_ignore_ascii_case(name)) {
        name.into()
    } else {
        quote_name(name)
    }
}

/// A comment at the end would swallow what follows.
fn without_trailing_comment(text: &str, tokens: &[Token<'_>]) -> Option<String> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    text.get(first.start..last.end()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_would_end_the_statement_is_refused() {
        for text in ["1); DROP TABLE t", "1)", "(1", "a; b", "'a", "", "-- a"] {
            assert!(expression(text).is_err(), "{text}");
            assert!(default(text).is_err(), "{text}");
        }
        for text in ["int); drop", "a, b", "int check", "int(", "x(1,2,3)"] {
            assert!(native_type(text).is_err(), "{text}");
        }
        for text in [
            "CREATE VIEW v AS SELECT 1; DROP TABLE t",
            "DROP VIEW v",
            "",
            "CREATE VIEW v;",
        ] {
            assert!(statement(text, &["create", "view"]).is_err(), "{text}");
        }
    }

    #[test]
    fn comments_at_the_end_are_cut_and_others_stay() {
        assert_eq!(
            expression("a -- b\n + c -- d").as_deref(),
            Ok("a -- b\n + c")
        );
        let view = "CREATE VIEW v AS SELECT 1 /* one */";
        assert_eq!(
            statement(view, &["create", "view"]).as_deref(),
            Ok("CREATE VIEW v AS SELECT 1")
        );
    }

    #[test]
    fn only_literals_stand_without_parentheses() {
        for (text, written) in [
            ("1", "1"),
            ("-1.5", "-1.5"),
            ("'a'", "'a'"),
            ("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"),
            ("x'00'", "x'00'"),
            ("json('{}')", "(json('{}'))"),
            ("1 + 1", "(1 + 1)"),
            ("- - 1", "(- - 1)"),
        ] {
            assert_eq!(default(text).as_deref(), Ok(written));
        }
    }
}
