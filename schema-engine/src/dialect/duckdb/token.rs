//! The words of DuckDB's SQL.
//!
//! Whatever the text is, every byte that is neither blank nor comment is in one token; a quote that
//! is never closed ends with the text.

use std::borrow::Cow;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word without quotes.
    Word,
    /// A name in quotes.
    Quoted,
    /// A text constant.
    Text,
    /// A number.
    Number,
    /// Any other character.
    Symbol,
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// As it is written.
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl<'a> Token<'a> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is that word, in any case.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is that character.
    pub fn is(&self, symbol: &str) -> bool {
        self.kind == Kind::Symbol && self.text == symbol
    }

    /// What it says as a name.
    pub fn name(&self) -> Option<Cow<'a, str>> {
        match self.kind {
            Kind::Word => Some(self.text.into()),
            Kind::Quoted => Some(unquote(self.text, '"')),
            _ => None,
        }
    }

    /// What it says as a text constant.
    pub fn constant(&self) -> Option<Cow<'a, str>> {
        (self.kind == Kind::Text).then(|| unquote(self.text, '\''))
    }
}

fn unquote(text: &str, quote: char) -> Cow<'_, str> {
    let inner = text.strip_prefix(quote).unwrap_or(text);
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    let doubled = [quote, quote].iter().collect::<String>();
    match inner.contains(&doubled) {
        true => inner.replace(&doubled, &quote.to_string()).into(),
        false => inner.into(),
    }
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match next {
            _ if next.is_whitespace() => (None, next.len_utf8()),
            '-' if rest.starts_with("--") => (None, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (None, comment(rest)),
            '"' => (Some(Kind::Quoted), quoted(rest, b'"')),
            '\'' => (Some(Kind::Text), quoted(rest, b'\'')),
            '0'..='9' => (
                Some(Kind::Number),
                run(rest, |c| c.is_alphanumeric() || c == '.'),
            ),
            _ if next.is_alphabetic() || next == '_' || !next.is_ascii() => (
                Some(Kind::Word),
                run(rest, |c| {
                    c.is_alphanumeric() || c == '_' || c == '$' || !c.is_ascii()
                }),
            ),
            _ => (Some(Kind::Symbol), 1),
        };
        if let Some(kind) = kind {
            tokens.push(Token {
                kind,
                text: &rest[..length],
                start: at,
            });
        }
        at += length;
    }
    tokens
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// The length of what is in quotes, a doubled quote being part of it.
fn quoted(text: &str, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        if bytes[at] == quote {
            if bytes.get(at + 1) != Some(&quote) {
                return at + 1;
            }
            at += 1;
        }
        at += 1;
    }
    bytes.len()
}

fn comment(text: &str) -> usize {
    text.find("*/").map_or(text.len(), |end| end + 2)
}

/// The tokens up to one that ends a part outside of all brackets, and those after it.
pub(super) fn split_at<'t, 'a>(
    tokens: &'t [Token<'a>],
    ends: impl Fn(&Token<'a>) -> bool,
) -> (&'t [Token<'a>], &'t [Token<'a>]) {
    let mut depth = 0_i32;
    for (index, token) in tokens.iter().enumerate() {
        if depth <= 0 && ends(token) {
            return tokens.split_at(index);
        }
        depth += depth_of(token);
    }
    (tokens, &[])
}

/// The parts between commas outside of all brackets.
pub(super) fn parts<'t, 'a>(mut tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut parts = Vec::new();
    while !tokens.is_empty() {
        let (part, rest) = split_at(tokens, |token| token.is(","));
        parts.push(part);
        tokens = rest.get(1..).unwrap_or_default();
    }
    parts
}

/// What stands inside the brackets that the tokens begin with, and what comes after them.
pub(super) fn bracketed<'t, 'a>(
    tokens: &'t [Token<'a>],
) -> Option<(&'t [Token<'a>], &'t [Token<'a>])> {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate() {
        depth += depth_of(token);
        match (index, depth) {
            (0, 1) => {}
            (0, _) => return None,
            (_, 0) => return Some((&tokens[1..index], &tokens[index + 1..])),
            _ => {}
        }
    }
    None
}

fn depth_of(token: &Token<'_>) -> i32 {
    match token.text {
        "(" | "[" | "{" if token.kind == Kind::Symbol => 1,
        ")" | "]" | "}" if token.kind == Kind::Symbol => -1,
        _ => 0,
    }
}

/// The text from the first of some tokens to the last.
pub(super) fn source<'a>(text: &'a str, tokens: &[Token<'_>]) -> &'a str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => &text[first.start..last.end()],
        _ => "",
    }
}

/// The same text without the brackets around all of it.
pub(super) fn without_brackets(text: &str) -> &str {
    let tokens = tokens(text);
    match bracketed(&tokens) {
        Some((inner, [])) if tokens[0].is("(") && !inner.is_empty() => source(text, inner),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn a_text_is_taken_apart() {
        assert_eq!(
            texts("a(\"b \"\"c\", 'it''s') -- x\n/* y */ 1.5é"),
            ["a", "(", "\"b \"\"c\"", ",", "'it''s'", ")", "1.5é"]
        );
        assert_eq!(texts("'open"), ["'open"]);
        assert_eq!(texts("\"open\"\""), ["\"open\"\""]);
    }

    #[test]
    fn brackets_around_all_of_it_go() {
        assert_eq!(without_brackets("(a + (b))"), "a + (b)");
        assert_eq!(without_brackets("(a) + (b)"), "(a) + (b)");
        assert_eq!(without_brackets("(')')"), "')'");
        assert_eq!(without_brackets("[a]"), "[a]");
    }

    #[test]
    fn commas_inside_of_brackets_do_not_part() {
        let text = "a DECIMAL(1, 2), \"b,\" INT[2], ";
        let tokens = tokens(text);
        let parts: Vec<&str> = parts(&tokens)
            .iter()
            .map(|part| source(text, part))
            .collect();
        assert_eq!(parts, ["a DECIMAL(1, 2)", "\"b,\" INT[2]"]);
    }
}
