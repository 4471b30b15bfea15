//! SQL text as tokens and statements, as the server's lexer and psql see them.
//!
//! Knows quoting, dollar quoting, comments, psql's backslash lines and the data after `COPY … FROM
//! stdin`. Knows nothing of grammar beyond where a statement ends.

use super::escape;

/// A token with its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub kind: TokenKind,
    /// As written, quotes included.
    pub text: &'a str,
    /// Byte offset of its first byte.
    pub start: usize,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Keyword or unquoted identifier.
    Word,
    /// `"identifier"`, `U&"identifier"`.
    Quoted,
    /// `'text'`, `E'text'`, `U&'text'`, `$tag$text$tag$`, `B'01'`, `X'ff'`.
    Text,
    /// Number.
    Number,
    /// Operator characters or a single punctuation character.
    Symbol,
}

impl Token<'_> {
    /// Byte offset after its last byte.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is this keyword, written without quotes.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is this punctuation.
    pub fn is_symbol(&self, symbol: &str) -> bool {
        self.kind == TokenKind::Symbol && self.text == symbol
    }

    /// The name that an identifier means: folded to lower case unless quoted, and cut where the
    /// server cuts it. Letters outside of ASCII stay as they are.
    pub fn identifier(&self) -> Option<String> {
        let name = match self.kind {
            TokenKind::Word => self.text.to_ascii_lowercase(),
            TokenKind::Quoted if self.text.starts_with('"') => {
                let inner = &self.text[1..];
                let inner = inner.strip_suffix('"').unwrap_or(inner);
                inner.replace("\"\"", "\"")
            }
            TokenKind::Quoted => escape::unicode(self.text, '"')?,
            _ => return None,
        };
        Some(clip(&name, NAME_LIMIT).to_owned())
    }

    /// The content of a string constant.
    pub fn string(&self) -> Option<String> {
        if self.kind != TokenKind::Text {
            return None;
        }
        if self.text.starts_with('$') {
            let tag = self.text[1..].find('$')? + 2;
            return self
                .text
                .get(tag..self.text.len().checked_sub(tag)?)
                .map(str::to_owned);
        }
        let quote = self.text.find('\'')?;
        if self.text[..quote].eq_ignore_ascii_case("u&") {
            return escape::unicode(self.text, '\'');
        }
        let inner = self.text[quote + 1..].strip_suffix('\'')?;
        let plain = inner.replace("''", "'");
        Some(if self.text[..quote].eq_ignore_ascii_case("e") {
            escape::backslashes(&plain)
        } else {
            plain
        })
    }
}

/// Bytes of a name; the server cuts what is longer.
pub(crate) const NAME_LIMIT: usize = 63;

/// At most so many bytes, and no half of a character.
pub(crate) fn clip(text: &str, bytes: usize) -> &str {
    let mut bytes = bytes.min(text.len());
    while !text.is_char_boundary(bytes) {
        bytes -= 1;
    }
    &text[..bytes]
}

/// One statement without its semicolon.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    pub tokens: Vec<Token<'a>>,
    /// Line of its first token, from 1.
    pub line: usize,
}

impl<'a> Statement<'a> {
    /// Its text in `source`, the text that it was read from.
    pub fn text(&self, source: &'a str) -> &'a str {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => &source[first.start..last.end()],
            _ => "",
        }
    }

    /// The quote that is opened in it and never closed.
    pub fn open(&self) -> Option<&'a str> {
        let last = self.tokens.last()?;
        let closed = match last.kind {
            TokenKind::Text => last.string().is_some(),
            TokenKind::Quoted => last.text.len() > 1 && last.text.ends_with(['"', '\'']),
            _ => true,
        };
        let end = last.text.find(['\'', '"', '$'])? + 1;
        (!closed).then_some(&last.text[..end])
    }
}

/// Splits a text into statements. psql's own lines are returned apart, each with its line number.
pub(crate) fn statements(source: &str) -> (Vec<Statement<'_>>, Vec<(usize, &str)>) {
    let mut lexer = Lexer { source, at: 0 };
    let mut splitter = Splitter::default();
    let mut lines = LineCounter {
        source,
        at: 0,
        line: 1,
    };
    let mut meta = Vec::new();
    while let Some(token) = lexer.next_token() {
        if token.is_symbol("\\") {
            let text = lexer.rest_of_line(token.start);
            meta.push((lines.line_of(token.start), text));
            // `\g` and its kin send what stands before them.
            if text.starts_with("\\g") || text.starts_with("\\crosstabview") {
                splitter.finish();
            }
            continue;
        }
        if splitter.current.is_empty() && !token.is_symbol(";") {
            splitter.line = lines.line_of(token.start);
        }
        if splitter.push(token) && splitter.ended_copy() {
            lexer.skip_copy_data();
        }
    }
    splitter.finish();
    (splitter.done, meta)
}

/// The tokens of a text that is one statement or a part of one.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { source, at: 0 };
    std::iter::from_fn(|| lexer.next_token()).collect()
}

struct LineCounter<'a> {
    source: &'a str,
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    fn line_of(&mut self, offset: usize) -> usize {
        let passed = &self.source.as_bytes()[self.at..offset];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = offset;
        self.line
    }
}

#[derive(Default)]
struct Splitter<'a> {
    done: Vec<Statement<'a>>,
    current: Vec<Token<'a>>,
    line: usize,
    depth: usize,
    /// Open `BEGIN ATOMIC` and, inside it, `CASE`.
    blocks: usize,
}

impl<'a> Splitter<'a> {
    /// Whether the token ended a statement.
    fn push(&mut self, token: Token<'a>) -> bool {
        if token.is_symbol(";") && self.depth == 0 && self.blocks == 0 {
            self.finish();
            return true;
        }
        let after_begin = self.current.last().is_some_and(|t| t.is_word("begin"));
        match token.kind {
            TokenKind::Symbol if token.text == "(" => self.depth += 1,
            TokenKind::Symbol if token.text == ")" => self.depth = self.depth.saturating_sub(1),
            TokenKind::Word if after_begin && token.is_word("atomic") => self.blocks += 1,
            TokenKind::Word if self.blocks > 0 && token.is_word("case") => self.blocks += 1,
            TokenKind::Word if self.blocks > 0 && token.is_word("end") => self.blocks -= 1,
            _ => {}
        }
        self.current.push(token);
        false
    }

    fn finish(&mut self) {
        self.depth = 0;
        self.blocks = 0;
        if !self.current.is_empty() {
            self.done.push(Statement {
                tokens: std::mem::take(&mut self.current),
                line: self.line,
            });
        }
    }

    /// Whether the last statement is followed by data.
    fn ended_copy(&self) -> bool {
        let Some(last) = self.done.last() else {
            return false;
        };
        last.tokens.first().is_some_and(|t| t.is_word("copy"))
            && last
                .tokens
                .windows(2)
                .any(|pair| pair[0].is_word("from") && pair[1].is_word("stdin"))
    }
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn next_token(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let start = self.at;
        let rest = &self.source[start..];
        let (kind, length) = scan(rest)?;
        self.at += length;
        Some(Token {
            kind,
            text: &rest[..length],
            start,
        })
    }

    fn skip_space(&mut self) {
        loop {
            let rest = &self.source[self.at..];
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("--") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.at += block_comment(trimmed);
            } else {
                return;
            }
        }
    }

    fn rest_of_line(&mut self, start: usize) -> &'a str {
        let rest = &self.source[start..];
        let line = rest.lines().next().unwrap_or(rest);
        self.at = start + line.len();
        line
    }

    /// Leaves the data lines that follow a COPY behind, with the `\.` that ends them.
    fn skip_copy_data(&mut self) {
        let rest = &self.source[self.at..];
        let end = rest.find("\n\\.").map_or(rest.len(), |found| found + 3);
        self.at += end;
    }
}

/// Kind and length of the token that a text begins with; the text begins with no space.
fn scan(text: &str) -> Option<(TokenKind, usize)> {
    let first = text.chars().next()?;
    Some(match first {
        '\'' => (TokenKind::Text, quoted(text, 0, '\'', false)),
        '"' => (TokenKind::Quoted, quoted(text, 0, '"', false)),
        '$' => match dollar_quoted(text) {
            Some(length) => (TokenKind::Text, length),
            None => (TokenKind::Symbol, 1 + digits(&text[1..])),
        },
        'u' | 'U' if text[1..].starts_with("&'") => (TokenKind::Text, unicode(text, '\'')),
        'u' | 'U' if text[1..].starts_with("&\"") => (TokenKind::Quoted, unicode(text, '"')),
        _ if starts_prefixed_string(text) => {
            let escapes = matches!(first, 'e' | 'E');
            (TokenKind::Text, quoted(text, 1, '\'', escapes))
        }
        _ if first.is_alphabetic() || first == '_' => (TokenKind::Word, word(text)),
        _ if first.is_ascii_digit() || starts_fraction(text) => (TokenKind::Number, number(text)),
        _ => (TokenKind::Symbol, symbol(text)),
    })
}

fn starts_prefixed_string(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.get(1) == Some(&b'\'') && b"eEbBxXnN".contains(&bytes[0])
}

fn starts_fraction(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes[0] == b'.' && bytes.get(1).is_some_and(u8::is_ascii_digit)
}

fn word(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
        .unwrap_or(text.len())
}

fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len())
}

fn number(text: &str) -> usize {
    let mut end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '_'))
        .unwrap_or(text.len());
    let exponent = text[..end].ends_with(['e', 'E']);
    if exponent && text[end..].starts_with(['+', '-']) {
        end += 1 + digits(&text[end + 1..]);
    }
    end
}

fn symbol(text: &str) -> usize {
    const OPERATOR: &[char] = &[
        '+', '-', '*', '/', '<', '>', '=', '~', '!', '@', '#', '%', '^', '&', '|', '`', '?',
    ];
    if text.starts_with("::") || text.starts_with(":=") {
        return 2;
    }
    if !text.starts_with(OPERATOR) {
        return text.chars().next().map_or(0, char::len_utf8);
    }
    let run = text
        .find(|c: char| !OPERATOR.contains(&c))
        .unwrap_or(text.len());
    // A comment ends an operator.
    let comment = [text[..run].find("--"), text[..run].find("/*")]
        .into_iter()
        .flatten()
        .filter(|at| *at > 0)
        .min();
    comment.unwrap_or(run)
}

/// Length of a quoted token whose opening quote stands at `from`.
fn quoted(text: &str, from: usize, quote: char, escapes: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = from + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if escapes => at += 2,
            byte if byte == quote as u8 && bytes.get(at + 1) == Some(&byte) => at += 2,
            byte if byte == quote as u8 => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

/// Length of `U&'…'` with the `UESCAPE` that may follow it.
fn unicode(text: &str, quote: char) -> usize {
    let length = quoted(text, 2, quote, false);
    let after = &text[length..];
    let word = after.trim_start();
    let is_escape = word
        .get(..7)
        .is_some_and(|w| w.eq_ignore_ascii_case("uescape"));
    let escape = is_escape.then(|| word[7..].trim_start());
    match escape.filter(|escape| escape.starts_with('\'')) {
        Some(escape) => text.len() - escape.len() + quoted(escape, 0, '\'', false),
        None => length,
    }
}

fn dollar_quoted(text: &str) -> Option<usize> {
    let end = text[1..].find('$')? + 1;
    let tag = &text[1..end];
    let valid = !tag.starts_with(|c: char| c.is_ascii_digit())
        && tag.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !valid {
        return None;
    }
    let mark = &text[..=end];
    let body = &text[mark.len()..];
    Some(
        body.find(mark)
            .map_or(text.len(), |found| found + 2 * mark.len()),
    )
}

/// Length of a comment in `/* */`, which nests.
fn block_comment(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len() {
        match &bytes[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        let (found, _) = statements(source);
        found.iter().map(|s| s.text(source)).collect()
    }

    #[test]
    fn statements_end_at_semicolons_outside_of_everything() {
        let source = "select ';', $a$;$a$, E'\\';', \"a;b\" /* ; /* ; */ */ -- ;\n;\
            create rule r as on insert to t do (select 1; select 2);\
            create function f() begin atomic select case when a then b end; end; select 2";
        let found = texts(source);
        assert_eq!(found.len(), 4, "{found:#?}");
        assert_eq!(found[3], "select 2");
    }

    #[test]
    fn copied_data_and_backslash_lines_are_no_statements() {
        let source = "\\connect db\ncopy t (a) from stdin;\n1\tit's\n\\.\nselect 1;\n\\.\n";
        let (found, meta) = statements(source);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].line, 5);
        assert_eq!(meta, [(1, "\\connect db"), (6, "\\.")]);
    }

    #[test]
    fn any_text_is_read_to_its_end() {
        for source in [
            "'", "\"", "$$", "$a$", "/*", "E'\\", "1e+", "::", "é$", "\\",
        ] {
            statements(source);
            tokens(source).iter().for_each(|t| {
                let _ = (t.string(), t.identifier());
            });
        }
    }
}
