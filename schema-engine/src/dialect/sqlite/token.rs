//! SQLite's lexer: SQL text to tokens, each with its place.
//!
//! Blanks and comments are left out. Words are not told apart into keywords and names, since
//! SQLite lets most keywords serve as names; the readers decide by position.

use std::fmt;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A keyword or a name without quotes.
    Word,
    /// A name in `"…"`, `` `…` `` or `[…]`.
    Quoted,
    /// `'…'`, which SQLite takes for a name where only a name can stand.
    String,
    /// `x'…'`.
    Blob,
    /// A number.
    Number,
    /// `?`, `?1`, `:name`, `@name`, `$name`.
    Parameter,
    /// Everything else.
    Operator,
}

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'s> {
    /// What it is.
    pub kind: TokenKind,
    /// The token as it is written, quotes included.
    pub text: &'s str,
    /// Byte offset in the text.
    pub start: usize,
    /// Line, from 1.
    pub line: usize,
}

impl Token<'_> {
    /// Byte offset of what follows.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is this keyword.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these keywords.
    pub fn is_any_word(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(word))
    }

    /// Whether it is this operator.
    pub fn is_operator(&self, operator: &str) -> bool {
        self.kind == TokenKind::Operator && self.text == operator
    }

    /// The name that it stands for, without quotes.
    pub fn name(&self) -> Option<String> {
        match self.kind {
            TokenKind::Word => Some(self.text.into()),
            TokenKind::Quoted | TokenKind::String => Some(unquote(self.text)),
            _ => None,
        }
    }
}

/// What is wrong in a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SqlError {
    /// Byte offset.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for SqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Splits a text into tokens.
///
/// # Errors
/// When a string or a quoted name does not end.
pub(crate) fn tokenize(source: &str) -> Result<Vec<Token<'_>>, SqlError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while at < source.len() {
        let rest = &source[at..];
        let blank = blank_length(rest);
        if blank > 0 {
            line += count_lines(&rest[..blank]);
            at += blank;
            continue;
        }
        let (kind, length) = scan(rest).ok_or_else(|| SqlError {
            offset: at,
            line,
            message: format!(
                "the text that begins with {} does not end",
                first_char(rest)
            ),
        })?;
        let text = &rest[..length];
        tokens.push(Token {
            kind,
            text,
            start: at,
            line,
        });
        // No other token holds a line's end.
        if matches!(
            kind,
            TokenKind::String | TokenKind::Quoted | TokenKind::Blob
        ) {
            line += count_lines(text);
        }
        at += length;
    }
    Ok(tokens)
}

/// Tokens as text: comments are gone, and each run of blanks is one space.
pub(crate) fn text_of(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    let mut end = None;
    for token in tokens {
        if end.is_some_and(|end| end < token.start) {
            text.push(' ');
        }
        text.push_str(token.text);
        end = Some(token.end());
    }
    text
}

/// A name or text in double quotes, as SQL has it.
pub(crate) fn quote_name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A string literal without its quotes, or a quoted name without them.
pub(crate) fn unquote(text: &str) -> String {
    let Some(quote) = text.chars().next() else {
        return String::new();
    };
    let inner = text
        .get(1..text.len().saturating_sub(1))
        .unwrap_or_default();
    match quote {
        '[' => inner.into(),
        '\'' | '"' | '`' => {
            let (twice, once) = (format!("{quote}{quote}"), quote.to_string());
            inner.replace(&twice, &once)
        }
        _ => text.into(),
    }
}

fn first_char(text: &str) -> String {
    format!("`{}`", text.chars().next().unwrap_or_default())
}

fn count_lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The length of the blanks or the comment at the beginning of a text.
fn blank_length(text: &str) -> usize {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc);
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'-') if bytes.get(1) == Some(&b'-') => text.find('\n').unwrap_or(text.len()),
        // A comment that does not end goes on to the end of the text.
        Some(b'/') if bytes.get(1) == Some(&b'*') => {
            text[2..].find("*/").map_or(text.len(), |end| end + 4)
        }
        Some(0xef) if text.starts_with('\u{feff}') => '\u{feff}'.len_utf8(),
        Some(byte) if is_blank(byte) => {
            let end = bytes.iter().position(|byte| !is_blank(byte));
            end.unwrap_or(text.len())
        }
        _ => 0,
    }
}

/// The kind and the length of the token at the beginning of a text; `None` when it does not end.
fn scan(text: &str) -> Option<(TokenKind, usize)> {
    let bytes = text.as_bytes();
    let second = bytes.get(1).copied().unwrap_or_default();
    match bytes[0] {
        b'\'' => Some((TokenKind::String, quoted_length(text, '\'')?)),
        b'"' => Some((TokenKind::Quoted, quoted_length(text, '"')?)),
        b'`' => Some((TokenKind::Quoted, quoted_length(text, '`')?)),
        b'[' => Some((TokenKind::Quoted, text.find(']')? + 1)),
        b'x' | b'X' if second == b'\'' => {
            Some((TokenKind::Blob, 1 + quoted_length(&text[1..], '\'')?))
        }
        b'0'..=b'9' => Some((TokenKind::Number, number_length(text))),
        b'.' if second.is_ascii_digit() => Some((TokenKind::Number, number_length(text))),
        b'?' | b':' | b'@' | b'$' | b'#' => {
            Some((TokenKind::Parameter, 1 + word_length(&text[1..])))
        }
        byte if is_word_byte(byte) => Some((TokenKind::Word, word_length(text))),
        _ => Some((TokenKind::Operator, operator_length(text))),
    }
}

fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text[at..].find(quote)? + 1;
        if !text[at..].starts_with(quote) {
            return Some(at);
        }
        at += 1;
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

fn word_length(text: &str) -> usize {
    text.bytes()
        .position(|byte| !is_word_byte(byte))
        .unwrap_or(text.len())
}

/// Digits, point and exponent, and whatever word characters follow: `0x1F`, `1_000`, `2.5e-3`.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let hexadecimal = text.len() > 1 && matches!(bytes[1], b'x' | b'X');
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let signed_exponent = matches!(byte, b'+' | b'-')
            && !hexadecimal
            && at > 0
            && matches!(bytes[at - 1], b'e' | b'E');
        if !(is_word_byte(*byte) || *byte == b'.' || signed_exponent) {
            break;
        }
        at += 1;
    }
    at
}

fn operator_length(text: &str) -> usize {
    const LONG: [&str; 10] = ["->>", "->", "||", "<=", ">=", "<>", "<<", ">>", "==", "!="];
    if matches!(text.as_bytes()[0], b'(' | b')' | b',' | b';' | b'.') {
        return 1;
    }
    LONG.iter()
        .find(|operator| text.starts_with(**operator))
        .map(|operator| operator.len())
        .or_else(|| text.chars().next().map(char::len_utf8))
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        let tokens = tokenize(source).unwrap();
        tokens.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn every_sort_of_token_is_told_apart() {
        for (source, expected) in [
            ("a.b", vec!["a", ".", "b"]),
            ("\"a\"\"b\" [c d] `e`", vec!["\"a\"\"b\"", "[c d]", "`e`"]),
            ("'it''s' x'0F'", vec!["'it''s'", "x'0F'"]),
            (
                "1.5e-3+.5 0x1F-1",
                vec!["1.5e-3", "+", ".5", "0x1F", "-", "1"],
            ),
            (
                "a->>'b'||c!=d",
                vec!["a", "->>", "'b'", "||", "c", "!=", "d"],
            ),
            ("a--c\nb/*d*/e/*", vec!["a", "b", "e"]),
            (
                "?1 :a @b $c naïve🦀",
                vec!["?1", ":a", "@b", "$c", "naïve🦀"],
            ),
            ("\u{feff}a", vec!["a"]),
            ("", vec![]),
        ] {
            assert_eq!(texts(source), expected, "{source}");
        }
    }

    #[test]
    fn names_lose_their_quotes() {
        for (source, name) in [
            ("a", "a"),
            ("\"a\"\"b\"", "a\"b"),
            ("[a\"]", "a\""),
            ("`a``b`", "a`b"),
            ("'it''s'", "it's"),
            ("\"\"", ""),
        ] {
            assert_eq!(tokenize(source).unwrap()[0].name().as_deref(), Some(name));
        }
    }

    #[test]
    fn places_are_lines_and_bytes() {
        let tokens = tokenize("a\n'x\ny' b").unwrap();
        let places: Vec<_> = tokens.iter().map(|t| (t.line, t.start)).collect();
        assert_eq!(places, [(1, 0), (2, 2), (3, 8)]);
    }

    #[test]
    fn a_text_that_does_not_end_is_an_error_with_its_line() {
        for source in ["a\n'b", "a\n\"b", "a\n[b", "a\n`b", "a\nx'b"] {
            assert_eq!(tokenize(source).unwrap_err().line, 2, "{source}");
        }
    }

    #[test]
    fn text_keeps_strings_and_loses_comments() {
        let tokens = tokenize("a  >\n -- why\n 'x  y'and(b)").unwrap();
        assert_eq!(text_of(&tokens), "a > 'x  y'and(b)");
    }
}
