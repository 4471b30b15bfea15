//! Cuts SQL text into tokens. Comments vanish; the text of conditional comments that the server
//! would execute stays, as if the marks were not there.

use std::borrow::Cow;

use super::flavour::Flavour;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword, or a name without quotes.
    Word,
    /// A name in backticks.
    Name,
    /// A string in single or double quotes.
    Text,
    /// A number.
    Number,
    /// One character of anything else.
    Symbol,
}

/// A token and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text, quotes included.
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Token<'_> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is that keyword, in any case.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is that character.
    pub fn is_symbol(&self, symbol: char) -> bool {
        self.kind == Kind::Symbol && self.text.starts_with(symbol)
    }

    /// A name or string without its quotes; other tokens as they are.
    pub fn value(&self) -> String {
        match self.kind {
            Kind::Name => inside(self.text).replace("``", "`"),
            Kind::Text => unescape(self.text),
            _ => self.text.to_owned(),
        }
    }
}

/// The tokens of a text. What is left open at its end is one token.
pub(super) fn tokens<'a>(source: &'a str, flavour: &Flavour) -> Vec<Token<'a>> {
    let mut lexer = Lexer::new(source, flavour);
    std::iter::from_fn(|| lexer.next_token()).collect()
}

/// The text without the marks of conditional comments that are executed: `/*!50003 CREATE*/` is
/// `CREATE`.
pub(super) fn without_marks<'a>(source: &'a str, flavour: &Flavour) -> Cow<'a, str> {
    if !source.contains("/*") {
        return source.into();
    }
    let mut lexer = Lexer::new(source, flavour);
    while lexer.next_token().is_some() {}
    let mut text = String::new();
    let mut copied = 0;
    for (start, end) in lexer.marks {
        text.push_str(&source[copied..start]);
        copied = end;
    }
    text.push_str(&source[copied..]);
    text.trim().to_owned().into()
}

struct Lexer<'a, 'f> {
    source: &'a str,
    at: usize,
    /// Where the marks of conditional comments are whose text is executed.
    marks: Vec<(usize, usize)>,
    /// Inside a conditional comment whose text is executed.
    conditional: bool,
    flavour: &'f Flavour,
}

impl<'a, 'f> Lexer<'a, 'f> {
    fn new(source: &'a str, flavour: &'f Flavour) -> Self {
        Self {
            source,
            at: 0,
            marks: Vec::new(),
            conditional: false,
            flavour,
        }
    }

    fn next_token(&mut self) -> Option<Token<'a>> {
        self.skip_blank();
        let rest = &self.source[self.at..];
        let first = rest.chars().next()?;
        let (kind, length) = match first {
            '`' => (Kind::Name, quoted_length(rest, b'`', false)),
            '\'' => (Kind::Text, quoted_length(rest, b'\'', true)),
            '"' => (Kind::Text, quoted_length(rest, b'"', true)),
            _ if is_bit_string(rest) => (Kind::Number, 1 + quoted_length(&rest[1..], b'\'', false)),
            '0'..='9' => number(rest),
            '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => number(rest),
            _ if is_word(first) => (Kind::Word, word_length(rest)),
            _ => (Kind::Symbol, first.len_utf8()),
        };
        let token = Token {
            kind,
            text: &rest[..length],
            start: self.at,
        };
        self.at += length;
        Some(token)
    }

    fn skip_blank(&mut self) {
        loop {
            let rest = &self.source[self.at..];
            let blank = rest.len() - rest.trim_start().len();
            self.at += blank;
            let rest = &self.source[self.at..];
            let skipped = if rest.starts_with("/*") {
                self.comment(rest)
            } else if rest.starts_with("*/") && self.conditional {
                self.conditional = false;
                self.marks.push((self.at, self.at + 2));
                2
            } else if rest.starts_with('#') || is_dash_comment(rest) {
                rest.find('\n').unwrap_or(rest.len())
            } else {
                0
            };
            if blank + skipped == 0 {
                return;
            }
            self.at += skipped;
        }
    }

    /// How much to skip: the mark of a comment whose text is executed, or the whole comment.
    fn comment(&mut self, rest: &str) -> usize {
        let whole = rest.find("*/").map_or(rest.len(), |end| end + 2);
        let marked = rest.starts_with("/*M!");
        let body = match rest.strip_prefix("/*M!").or(rest.strip_prefix("/*!")) {
            Some(body) if !marked || self.flavour.marked_comments => body,
            _ => return whole,
        };
        let digits = body.bytes().take(6).take_while(u8::is_ascii_digit).count();
        // A version has five or six digits; fewer are part of the text.
        let digits = if digits < 5 { 0 } else { digits };
        let version = body[..digits].parse().unwrap_or(0);
        if !self.flavour.executes(version) {
            return whole;
        }
        self.conditional = true;
        let mark = rest.len() - body.len() + digits;
        self.marks.push((self.at, self.at + mark));
        mark
    }
}

fn is_dash_comment(rest: &str) -> bool {
    rest.strip_prefix("--").is_some_and(|after| {
        after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c.is_control())
    })
}

/// `b'101'`, `x'ff'`: a number in all but its quotes.
fn is_bit_string(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    matches!(bytes[0], b'b' | b'B' | b'x' | b'X') && bytes.get(1) == Some(&b'\'')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn word_length(rest: &str) -> usize {
    rest.find(|c| !is_word(c)).unwrap_or(rest.len())
}

/// A number, or a name that begins with a digit.
fn number(rest: &str) -> (Kind, usize) {
    let bytes = rest.as_bytes();
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end += 1 + digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    let word = word_length(rest);
    if word > end {
        let hexadecimal = rest.starts_with("0x") || rest.starts_with("0b");
        return (
            if hexadecimal {
                Kind::Number
            } else {
                Kind::Word
            },
            word,
        );
    }
    (Kind::Number, end)
}

/// Length of a quoted text, both quotes included.
fn quoted_length(rest: &str, quote: u8, backslashes: bool) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        if backslashes && bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at] == quote {
            if bytes.get(at + 1) != Some(&quote) {
                return at + 1;
            }
            at += 2;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// The text between the first and the last character, which are quotes.
fn inside(quoted: &str) -> &str {
    quoted
        .get(1..quoted.len().saturating_sub(1))
        .unwrap_or_default()
}

/// The value of a string literal.
fn unescape(literal: &str) -> String {
    let quote = literal.chars().next().unwrap_or('\'');
    let mut value = String::new();
    let mut chars = inside(literal).chars();
    while let Some(c) = chars.next() {
        if c == quote {
            // Doubled: the second one stands for itself.
            chars.next();
            value.push(c);
        } else if c == '\\' {
            match chars.next() {
                Some('n') => value.push('\n'),
                Some('t') => value.push('\t'),
                Some('r') => value.push('\r'),
                Some('b') => value.push('\u{8}'),
                Some('0') => value.push('\0'),
                Some('Z') => value.push('\u{1a}'),
                // Patterns keep the backslash before their wildcards.
                Some(wildcard @ ('%' | '_')) => value.extend(['\\', wildcard]),
                Some(other) => value.push(other),
                None => {}
            }
        } else {
            value.push(c);
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::super::flavour::{MARIADB, MYSQL};
    use super::*;

    fn texts(source: &str, flavour: &Flavour) -> Vec<String> {
        tokens(source, flavour)
            .iter()
            .map(|token| token.text.to_owned())
            .collect()
    }

    #[test]
    fn conditional_comments_are_text_for_the_servers_that_execute_them() {
        let source = "a /*!50100 b */ c /*!80023 d */ /*M!100301 e */ /* f */ /*!999999 g */ h";
        assert_eq!(texts(source, &MARIADB), ["a", "b", "c", "e", "h"]);
        assert_eq!(texts(source, &MYSQL), ["a", "b", "c", "d", "h"]);
        assert_eq!(
            without_marks("/*!50003 CREATE*/ /*!80023 x*/ /* y */ '/*!z*/'", &MARIADB),
            " CREATE /*!80023 x*/ /* y */ '/*!z*/'".trim()
        );
    }

    #[test]
    fn strings_and_names_lose_their_quotes() {
        for (text, value) in [
            (r"'it''s'", "it's"),
            (r"'a\nb\\c\'d\%'", "a\nb\\c'd\\%"),
            (r#""a""b'c""#, "a\"b'c"),
            ("`a``b`", "a`b"),
        ] {
            assert_eq!(tokens(text, &MYSQL)[0].value(), value);
        }
    }

    #[test]
    fn what_is_left_open_is_one_token() {
        for text in ["'abc", "`abc", "'a\\", "'", "`", "b'1"] {
            assert_eq!(texts(text, &MYSQL), [text]);
            tokens(text, &MYSQL)[0].value();
        }
        assert_eq!(texts("a /* b", &MYSQL), ["a"]);
    }

    #[test]
    fn numbers_and_names_that_begin_with_digits_are_told_apart() {
        assert_eq!(
            texts("1.5e-3+2a 0xff b'1' .5 a-- b\n1--2", &MYSQL),
            [
                "1.5e-3", "+", "2a", "0xff", "b'1'", ".5", "a", "1", "-", "-", "2"
            ]
        );
    }
}
