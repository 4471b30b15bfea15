//! A place in a list of tokens, for the readers of statements.

use super::keyword::is_reserved;
use super::token::{SqlError, Token, TokenKind};

/// Walks over tokens. Every reader advances it past what it has read.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'s> {
    tokens: &'s [Token<'s>],
    at: usize,
    /// Where a statement that ends too early ends.
    end: (usize, usize),
}

impl<'s> Cursor<'s> {
    /// At the first of the tokens.
    pub fn new(tokens: &'s [Token<'s>]) -> Self {
        let end = tokens
            .last()
            .map_or((0, 1), |token| (token.end(), token.line));
        Self { tokens, at: 0, end }
    }

    /// The token that comes so many after the next one.
    pub fn peek(&self, ahead: usize) -> Option<Token<'s>> {
        self.tokens.get(self.at + ahead).copied()
    }

    /// The next token, and past it.
    pub fn next(&mut self) -> Option<Token<'s>> {
        let token = self.peek(0);
        self.at += usize::from(token.is_some());
        token
    }

    /// The tokens that are left.
    pub fn rest(&self) -> &'s [Token<'s>] {
        &self.tokens[self.at..]
    }

    /// Whether no token is left.
    pub fn is_end(&self) -> bool {
        self.rest().is_empty()
    }

    /// Whether these keywords come next, in this order.
    pub fn sees(&self, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(ahead, word)| self.peek(ahead).is_some_and(|token| token.is_word(word)))
    }

    /// Whether this operator comes next.
    pub fn sees_operator(&self, operator: &str) -> bool {
        self.peek(0)
            .is_some_and(|token| token.is_operator(operator))
    }

    /// Past these keywords, if they come next.
    pub fn eat(&mut self, words: &[&str]) -> bool {
        let seen = self.sees(words);
        if seen {
            self.at += words.len();
        }
        seen
    }

    /// Past this operator, if it comes next.
    pub fn eat_operator(&mut self, operator: &str) -> bool {
        let seen = self.sees_operator(operator);
        self.at += usize::from(seen);
        seen
    }

    /// Past these keywords.
    pub fn expect(&mut self, words: &[&str]) -> Result<(), SqlError> {
        if self.eat(words) {
            return Ok(());
        }
        Err(self.expected(&format!("`{}`", words.join(" "))))
    }

    /// Past this operator.
    pub fn expect_operator(&mut self, operator: &str) -> Result<(), SqlError> {
        if self.eat_operator(operator) {
            return Ok(());
        }
        Err(self.expected(&format!("`{operator}`")))
    }

    /// A name, without quotes.
    pub fn name(&mut self, what: &str) -> Result<String, SqlError> {
        match self.peek(0) {
            Some(token) if token.kind == TokenKind::Word && is_reserved(token.text) => {
                let message = format!(
                    "expected {what}, found the keyword `{}`, which is a name only in quotes",
                    token.text
                );
                Err(self.error(message))
            }
            token => {
                let name = token.and_then(|token| token.name());
                let name = name.ok_or_else(|| self.expected(what))?;
                self.at += 1;
                Ok(name)
            }
        }
    }

    /// A name that may be qualified: the schema, and the name.
    pub fn qualified_name(&mut self, what: &str) -> Result<(Option<String>, String), SqlError> {
        let name = self.name(what)?;
        if self.eat_operator(".") {
            return Ok((Some(name), self.name(what)?));
        }
        Ok((None, name))
    }

    /// The tokens between this opening parenthesis and the one that closes it, and past both.
    pub fn group(&mut self) -> Result<&'s [Token<'s>], SqlError> {
        let open = *self;
        self.expect_operator("(")?;
        let start = self.at;
        let mut depth = 1;
        while let Some(token) = self.next() {
            if token.is_operator("(") {
                depth += 1;
            } else if token.is_operator(")") {
                depth -= 1;
            }
            if depth == 0 {
                return Ok(&self.tokens[start..self.at - 1]);
            }
        }
        Err(open.error("this `(` is not closed"))
    }

    /// A list of names in parentheses.
    pub fn names(&mut self, what: &str) -> Result<Vec<String>, SqlError> {
        let group = self.group()?;
        split_list(group)
            .into_iter()
            .map(|item| {
                let mut cursor = Cursor::new(item);
                let name = cursor.name(what)?;
                cursor.expect_end()?;
                Ok(name)
            })
            .collect()
    }

    /// Nothing follows.
    pub fn expect_end(&self) -> Result<(), SqlError> {
        match self.peek(0) {
            Some(token) => Err(self.error(format!("did not expect {}", show(&token)))),
            None => Ok(()),
        }
    }

    /// An error at the next token.
    pub fn error(&self, message: impl Into<String>) -> SqlError {
        let (offset, line) = self
            .peek(0)
            .map_or(self.end, |token| (token.start, token.line));
        SqlError {
            offset,
            line,
            message: message.into(),
        }
    }

    /// The error that something else should stand here.
    pub fn expected(&self, what: &str) -> SqlError {
        let found = self
            .peek(0)
            .map_or("the end of the statement".into(), |token| show(&token));
        self.error(format!("expected {what}, found {found}"))
    }
}

fn show(token: &Token<'_>) -> String {
    const LONGEST: usize = 40;
    let shown: String = token.text.chars().take(LONGEST).collect();
    let more = if shown.len() < token.text.len() {
        "…"
    } else {
        ""
    };
    match token.kind {
        TokenKind::String => format!("text {}{more}", shown.escape_debug()),
        _ => format!("`{}{more}`", shown.escape_debug()),
    }
}

/// Splits tokens at the commas that are in no parentheses.
pub(crate) fn split_list<'s>(tokens: &'s [Token<'s>]) -> Vec<&'s [Token<'s>]> {
    let mut depth = 0_usize;
    tokens
        .split(|token| {
            if token.is_operator("(") {
                depth += 1;
            } else if token.is_operator(")") {
                depth = depth.saturating_sub(1);
            }
            depth == 0 && token.is_operator(",")
        })
        .collect()
}

/// Splits tokens into statements at their semicolons, without them; the body of a trigger is part
/// of its statement. Empty statements are left out.
pub(crate) fn split_statements<'s>(tokens: &'s [Token<'s>]) -> Vec<&'s [Token<'s>]> {
    let mut statements = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        let length = statement_length(rest);
        if length > 0 {
            statements.push(&rest[..length]);
        }
        rest = rest.get(length + 1..).unwrap_or_default();
    }
    statements
}

/// Only a trigger has semicolons inside; it ends at the semicolon after its `END`, which is not
/// the end of a `CASE`, since that is never followed by one right after another semicolon.
fn statement_length(tokens: &[Token<'_>]) -> usize {
    let semicolons = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is_operator(";"))
        .map(|(at, _)| at);
    let trigger = is_create_trigger(tokens);
    let ends_trigger =
        |at: usize| at >= 2 && tokens[at - 1].is_word("end") && tokens[at - 2].is_operator(";");
    for at in semicolons {
        if !trigger || ends_trigger(at) {
            return at;
        }
    }
    tokens.len()
}

fn is_create_trigger(tokens: &[Token<'_>]) -> bool {
    let mut cursor = Cursor::new(tokens);
    if !cursor.eat(&["create"]) {
        return false;
    }
    let _ = cursor.eat(&["temp"]) || cursor.eat(&["temporary"]);
    cursor.sees(&["trigger"])
}
