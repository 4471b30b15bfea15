//! Walks over tokens. Every reader of SQL text in this dialect is written with it.

use super::flavour::Flavour;
use super::lexer::{Kind, Token, tokens};

/// What was expected at a place, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unexpected {
    /// The message: `expected … but found …`.
    pub message: String,
    /// Where, in bytes from the start of the text.
    pub offset: usize,
}

/// A place in a text.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    source: &'a str,
    tokens: Vec<Token<'a>>,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The beginning of a text.
    pub fn new(source: &'a str, flavour: &Flavour) -> Self {
        Self {
            source,
            tokens: tokens(source, flavour),
            at: 0,
        }
    }

    /// The next token.
    pub fn peek(&self) -> Option<Token<'a>> {
        self.peek_at(0)
    }

    /// The token so many after the next.
    pub fn peek_at(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).copied()
    }

    /// Takes the next token.
    pub fn take(&mut self) -> Option<Token<'a>> {
        let token = self.peek();
        self.at += usize::from(token.is_some());
        token
    }

    /// Whether nothing is left but semicolons.
    pub fn is_done(&self) -> bool {
        self.peek().is_none_or(|token| token.is_symbol(';'))
    }

    /// Whether the next tokens are these keywords.
    pub fn sees(&self, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(i, word)| self.peek_at(i).is_some_and(|token| token.is_word(word)))
    }

    /// Takes these keywords if they are next.
    pub fn accept(&mut self, words: &[&str]) -> bool {
        let sees = self.sees(words);
        if sees {
            self.at += words.len();
        }
        sees
    }

    /// Takes one of these keywords if it is next, and says which.
    pub fn accept_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|word| self.accept(&[word]))
    }

    /// Takes that character if it is next.
    pub fn accept_symbol(&mut self, symbol: char) -> bool {
        let sees = self.sees_symbol(symbol);
        self.at += usize::from(sees);
        sees
    }

    /// Whether that character is next.
    pub fn sees_symbol(&self, symbol: char) -> bool {
        self.peek().is_some_and(|token| token.is_symbol(symbol))
    }

    /// Takes these keywords.
    pub fn expect(&mut self, words: &[&str]) -> Result<(), Unexpected> {
        if self.accept(words) {
            return Ok(());
        }
        Err(self.unexpected(&format!("`{}`", words.join(" ").to_ascii_uppercase())))
    }

    /// Takes that character.
    pub fn expect_symbol(&mut self, symbol: char) -> Result<(), Unexpected> {
        if self.accept_symbol(symbol) {
            return Ok(());
        }
        Err(self.unexpected(&format!("`{symbol}`")))
    }

    /// Takes a name, quoted or not.
    pub fn name(&mut self) -> Result<String, Unexpected> {
        match self.peek() {
            // Double quotes are names too when the mode says so, and never a string in this place.
            Some(token) if matches!(token.kind, Kind::Word | Kind::Name | Kind::Text) => {
                self.at += 1;
                Ok(token.value())
            }
            _ => Err(self.unexpected("a name")),
        }
    }

    /// Takes `name` or `qualifier.name`.
    pub fn qualified(&mut self) -> Result<(Option<String>, String), Unexpected> {
        let first = self.name()?;
        if self.accept_symbol('.') {
            return Ok((Some(first), self.name()?));
        }
        Ok((None, first))
    }

    /// Takes a string.
    pub fn text(&mut self) -> Result<String, Unexpected> {
        match self.peek() {
            Some(token) if token.kind == Kind::Text => {
                self.at += 1;
                Ok(token.value())
            }
            _ => Err(self.unexpected("a string")),
        }
    }

    /// Takes `( … )` and gives what is between.
    pub fn parenthesized(&mut self) -> Result<&'a str, Unexpected> {
        let open = self.peek().map_or(self.source.len(), |token| token.end());
        self.expect_symbol('(')?;
        self.skip_group()?;
        let close = self.tokens[self.at - 1].start;
        Ok(self.source[open..close].trim())
    }

    /// Takes everything up to the parenthesis that closes the group, and it.
    fn skip_group(&mut self) -> Result<(), Unexpected> {
        let mut depth = 1_usize;
        while depth > 0 {
            let Some(token) = self.take() else {
                return Err(self.unexpected("`)`"));
            };
            if token.is_symbol('(') {
                depth += 1;
            } else if token.is_symbol(')') {
                depth -= 1;
            }
        }
        Ok(())
    }

    /// Takes one token, or a whole group when it is an opening parenthesis.
    pub fn take_group(&mut self) -> Result<(), Unexpected> {
        if self.accept_symbol('(') {
            return self.skip_group();
        }
        match self.take() {
            Some(_) => Ok(()),
            None => Err(self.unexpected("more text")),
        }
    }

    /// Takes everything up to a comma or closing parenthesis outside of parentheses.
    pub fn take_item(&mut self) -> &'a str {
        let start = self.offset();
        while let Some(token) = self.peek() {
            if token.is_symbol(',') || token.is_symbol(')') || token.is_symbol(';') {
                break;
            }
            if self.take_group().is_err() {
                break;
            }
        }
        self.since(start)
    }

    /// Where the next token begins.
    pub fn offset(&self) -> usize {
        self.peek().map_or(self.source.len(), |token| token.start)
    }

    /// The text from a place to the end of the last token taken.
    pub fn since(&self, start: usize) -> &'a str {
        let end = match self.at {
            0 => 0,
            at => self.tokens[at - 1].end(),
        };
        &self.source[start.min(end)..end]
    }

    /// The text that is left, without the semicolon at its end.
    pub fn rest(&self) -> &'a str {
        let rest = &self.source[self.offset()..];
        rest.trim_end().trim_end_matches(';').trim_end()
    }

    /// An error at the next token.
    pub fn unexpected(&self, expected: &str) -> Unexpected {
        let found = self
            .peek()
            .map_or_else(|| "the end".into(), |token| format!("`{}`", token.text));
        Unexpected {
            message: format!("expected {expected} but found {found}"),
            offset: self.offset(),
        }
    }
}
