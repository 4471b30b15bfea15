//! Words, names, strings, comments and marks of SQL text, with their lines.

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub kind: TokenKind,
    /// Names and strings without their quotes, comments without their marks.
    pub text: String,
    pub line: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    /// A name in quotes.
    Name,
    /// A string.
    Text,
    Comment,
    Mark,
}

impl Token {
    /// Whether it is this keyword or mark.
    pub(crate) fn is(&self, text: &str) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Mark)
            && self.text.eq_ignore_ascii_case(text)
    }

    pub(crate) fn is_name(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Name)
    }
}

/// All tokens of a text. What is not closed ends with the text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (kind, content, length) = token(rest, first);
        if let Some(kind) = kind {
            found.push(Token {
                kind,
                text: content,
                line,
            });
        }
        line += rest[..length].bytes().filter(|b| *b == b'\n').count();
        rest = &rest[length..];
    }
    found
}

/// The kind (none for a blank), the content and the length of what stands at the beginning.
fn token(rest: &str, first: char) -> (Option<TokenKind>, String, usize) {
    let until = |start: usize, end: &str| {
        let stop = rest[start..].find(end);
        let inner = stop.map_or(rest.len(), |at| start + at);
        let length = stop.map_or(rest.len(), |at| start + at + end.len());
        (rest[start..inner].to_owned(), length)
    };
    if let Some(tag) = dollar_tag(rest) {
        let (inner, length) = until(tag.len(), tag);
        return (Some(TokenKind::Text), inner, length);
    }
    if rest.starts_with("--") {
        let (inner, _) = until(2, "\n");
        let length = 2 + inner.len();
        return (Some(TokenKind::Comment), inner, length);
    }
    if rest.starts_with("/*") {
        let (inner, length) = until(2, "*/");
        return (Some(TokenKind::Comment), inner, length);
    }
    match first {
        '\'' => quoted(rest, '\'', TokenKind::Text),
        '"' => quoted(rest, '"', TokenKind::Name),
        '`' => quoted(rest, '`', TokenKind::Name),
        '[' => {
            let (inner, length) = until(1, "]");
            (Some(TokenKind::Name), inner, length)
        }
        _ if first.is_whitespace() => (None, String::new(), first.len_utf8()),
        _ if is_word(first) => {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            (Some(TokenKind::Word), rest[..length].to_owned(), length)
        }
        _ => (Some(TokenKind::Mark), first.to_string(), first.len_utf8()),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// `$tag$`, when the text begins with one.
fn dollar_tag(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('$')?;
    let length = inner.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    let starts_with_digit = inner.starts_with(|c: char| c.is_ascii_digit());
    (inner[length..].starts_with('$') && !starts_with_digit).then(|| &rest[..length + 2])
}

/// A doubled quote stands for itself.
fn quoted(rest: &str, quote: char, kind: TokenKind) -> (Option<TokenKind>, String, usize) {
    let mut content = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let ends = c == quote && chars.next_if(|(_, next)| *next == quote).is_none();
        if ends {
            return (Some(kind), content, at + 1);
        }
        content.push(c);
    }
    (Some(kind), content, rest.len())
}
