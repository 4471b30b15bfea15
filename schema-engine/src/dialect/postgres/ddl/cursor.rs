//! A place in a list of tokens, and the small questions that a reader of SQL asks there.

use schema_model::ObjectName;

use super::lexer::{Token, TokenKind};

/// A place in a list of tokens.
#[derive(Clone)]
pub(crate) struct Cursor<'a, 't> {
    source: &'a str,
    tokens: &'t [Token<'a>],
    at: usize,
}

impl<'a, 't> Cursor<'a, 't> {
    /// The beginning of `tokens`, which were read from `source`.
    pub fn new(source: &'a str, tokens: &'t [Token<'a>]) -> Self {
        Self {
            source,
            tokens,
            at: 0,
        }
    }

    /// The token here.
    pub fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    /// The token here, stepping over it.
    pub fn bump(&mut self) -> Option<Token<'a>> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    /// Steps over all that is left.
    pub fn finish(&mut self) {
        self.at = self.tokens.len();
    }

    /// Whether all tokens are read.
    pub fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Whether this keyword stands here.
    pub fn at_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.is_word(word))
    }

    /// Whether one of these keywords stands here.
    pub fn at_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.at_word(word))
    }

    /// Whether this punctuation stands here.
    pub fn at_symbol(&self, symbol: &str) -> bool {
        self.peek().is_some_and(|token| token.is_symbol(symbol))
    }

    /// Steps over these keywords if all of them stand here; `"if not exists"`.
    pub fn eat(&mut self, words: &str) -> bool {
        let mut ahead = self.clone();
        for word in words.split(' ') {
            if !ahead.bump().is_some_and(|token| token.is_word(word)) {
                return false;
            }
        }
        self.at = ahead.at;
        true
    }

    /// Steps over the punctuation if it stands here.
    pub fn eat_symbol(&mut self, symbol: &str) -> bool {
        let found = self.at_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    /// An identifier.
    pub fn identifier(&mut self) -> Option<String> {
        let name = self.peek()?.identifier()?;
        self.at += 1;
        Some(name)
    }

    /// A name with or without namespace; of three parts the first, the database, is left out.
    pub fn name(&mut self) -> Option<ObjectName> {
        let mut parts = vec![self.identifier()?];
        while self.at_symbol(".") {
            self.at += 1;
            parts.push(self.identifier()?);
        }
        let name = parts.pop()?;
        Some(ObjectName {
            namespace: parts.pop(),
            name,
        })
    }

    /// A column with the table before it: `namespace.table.column`.
    pub fn column_of(&mut self) -> Option<(ObjectName, String)> {
        let mut parts = vec![self.identifier()?];
        while self.eat_symbol(".") {
            parts.push(self.identifier()?);
        }
        let column = parts.pop()?;
        let name = parts.pop()?;
        let namespace = parts.pop();
        Some((ObjectName { namespace, name }, column))
    }

    /// Column names in parentheses.
    pub fn columns(&mut self) -> Option<Vec<String>> {
        let mut inner = self.parenthesized()?;
        let mut columns = Vec::new();
        while !inner.is_done() {
            columns.push(inner.identifier()?);
            if !inner.is_done() && !inner.eat_symbol(",") {
                return None;
            }
        }
        Some(columns)
    }

    /// What stands between the parentheses here, stepping over both.
    pub fn parenthesized(&mut self) -> Option<Cursor<'a, 't>> {
        if !self.at_symbol("(") {
            return None;
        }
        let close = self.matching()?;
        let inner = Cursor {
            source: self.source,
            tokens: &self.tokens[self.at + 1..close],
            at: 0,
        };
        self.at = close + 1;
        Some(inner)
    }

    /// Index of the parenthesis that closes the one here.
    fn matching(&self) -> Option<usize> {
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate().skip(self.at) {
            if token.is_symbol("(") || token.is_symbol("[") {
                depth += 1;
            } else if token.is_symbol(")") || token.is_symbol("]") {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index);
                }
            }
        }
        None
    }

    /// Steps over brackets with what stands between them.
    pub fn brackets(&mut self) -> bool {
        let close = self.at_symbol("[").then(|| self.matching()).flatten();
        if let Some(close) = close {
            self.at = close + 1;
        }
        close.is_some()
    }

    /// How deep parentheses and brackets are nested from here on.
    pub fn deepest(&self) -> usize {
        let (mut depth, mut deepest) = (0_usize, 0);
        for token in self.rest() {
            match token.text {
                "(" | "[" => depth += 1,
                ")" | "]" => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        deepest
    }

    /// The items between commas, each as its own cursor.
    pub fn split_commas(mut self) -> Vec<Cursor<'a, 't>> {
        let mut items = Vec::new();
        while !self.is_done() {
            items.push(self.take_until(|token| token.is_symbol(",")));
            self.at += 1;
        }
        items
    }

    /// Everything up to the first token outside of parentheses for which `stop` holds.
    pub fn take_until(&mut self, stop: impl Fn(&Token<'a>) -> bool) -> Cursor<'a, 't> {
        let from = self.at;
        // Where one is never closed, the others are not looked for again and again.
        let mut is_closed = true;
        while let Some(token) = self.peek() {
            if stop(&token) {
                break;
            }
            let opens = is_closed && (token.is_symbol("(") || token.is_symbol("["));
            let close = opens.then(|| self.matching()).flatten();
            is_closed &= !opens || close.is_some();
            self.at = close.unwrap_or(self.at) + 1;
        }
        Cursor {
            source: self.source,
            tokens: &self.tokens[from..self.at],
            at: 0,
        }
    }

    /// The text from here to the end.
    pub fn text(&self) -> &'a str {
        match (self.tokens.get(self.at), self.tokens.last()) {
            (Some(first), Some(last)) => &self.source[first.start..last.end()],
            _ => "",
        }
    }

    /// The tokens from here to the end.
    pub fn rest(&self) -> &'t [Token<'a>] {
        &self.tokens[self.at.min(self.tokens.len())..]
    }

    /// Some of the tokens from here, by their numbers.
    pub fn slice(&self, from: usize, to: usize) -> Cursor<'a, 't> {
        let rest = self.rest();
        let to = to.min(rest.len());
        Cursor {
            source: self.source,
            tokens: &rest[from.min(to)..to],
            at: 0,
        }
    }

    /// A string constant, which may go on after a line break.
    pub fn string(&mut self) -> Option<String> {
        let mut last = self.peek()?;
        let mut text = last.string()?;
        self.at += 1;
        while let Some(next) = self.peek().filter(|next| next.text.starts_with('\'')) {
            let between = &self.source[last.end()..next.start];
            let Some(more) = next.string().filter(|_| between.contains('\n')) else {
                break;
            };
            text.push_str(&more);
            self.at += 1;
            last = next;
        }
        Some(text)
    }

    /// Steps over the first of these keywords that stands here.
    pub fn eat_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|word| self.eat(word))
    }

    /// The names between commas from here on, up to a token that no list of names has.
    pub fn names(&mut self) -> Option<Vec<ObjectName>> {
        let mut names = vec![self.name()?];
        while self.eat_symbol(",") {
            names.push(self.name()?);
        }
        Some(names)
    }

    /// The text without parentheses that enclose all of it.
    pub fn unparenthesized(mut self) -> &'a str {
        loop {
            let mut ahead = self.clone();
            match ahead.parenthesized() {
                Some(inner) if ahead.is_done() && !inner.is_done() => self = inner,
                _ => return self.text(),
            }
        }
    }

    /// Whether a number or a signed number stands here; its text.
    pub fn number(&mut self) -> Option<String> {
        let negative = self.eat_symbol("-");
        let token = self.peek().filter(|t| t.kind == TokenKind::Number)?;
        self.at += 1;
        Some(format!("{}{}", if negative { "-" } else { "" }, token.text))
    }
}
