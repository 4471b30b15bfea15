//! Steps through the tokens of a text.

use std::ops::Range;

use super::Name;
use crate::dialect::sqlite::keyword::is_reserved;
use crate::dialect::sqlite::token::{SqlError, Token, TokenKind, tokenize, unquote};

/// Steps through the tokens of a text.
pub(crate) struct Reader<'a> {
    pub(crate) text: &'a str,
    tokens: Vec<Token<'a>>,
    at: usize,
    depth: usize,
    /// The height of the tallest expression so far.
    pub(super) tallest: u16,
}

/// How deep parentheses may nest; SQLite's own limits are near.
const MAX_DEPTH: usize = 100;

pub(crate) type Parsed<T> = Result<T, SqlError>;

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Parsed<Self> {
        Ok(Self {
            text,
            tokens: tokenize(text)?,
            at: 0,
            depth: 0,
            tallest: 0,
        })
    }

    pub(crate) fn is_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Where the next token begins.
    pub(crate) fn offset(&self) -> usize {
        self.tokens
            .get(self.at)
            .map_or(self.text.len(), |token| token.start)
    }

    /// Where the last token ended.
    pub(crate) fn end_offset(&self) -> usize {
        match self.at.checked_sub(1) {
            Some(last) => self.tokens[last].end(),
            None => 0,
        }
    }

    pub(crate) fn kind(&self) -> Option<TokenKind> {
        self.kind_at(0)
    }

    pub(crate) fn kind_at(&self, ahead: usize) -> Option<TokenKind> {
        self.tokens.get(self.at + ahead).map(|token| token.kind)
    }

    pub(crate) fn text_at(&self, ahead: usize) -> &'a str {
        self.tokens
            .get(self.at + ahead)
            .map_or("", |token| token.text)
    }

    pub(crate) fn advance(&mut self) {
        self.at += 1;
    }

    /// Where the cursor stands, to come back to.
    pub(crate) fn mark(&self) -> usize {
        self.at
    }

    pub(crate) fn reset(&mut self, mark: usize) {
        self.at = mark;
    }

    pub(crate) fn is_word_at(&self, ahead: usize, word: &str) -> bool {
        self.kind_at(ahead) == Some(TokenKind::Word)
            && self.text_at(ahead).eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.is_word_at(0, word)
    }

    pub(crate) fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    /// Takes all words or none.
    pub(crate) fn take_words(&mut self, words: &[&str]) -> bool {
        let mut places = words.iter().enumerate();
        let found = places.all(|(ahead, word)| self.is_word_at(ahead, word));
        if found {
            self.at += words.len();
        }
        found
    }

    pub(crate) fn is_symbol_at(&self, ahead: usize, symbol: &str) -> bool {
        self.kind_at(ahead) == Some(TokenKind::Operator) && self.text_at(ahead) == symbol
    }

    pub(crate) fn is_symbol(&self, symbol: &str) -> bool {
        self.is_symbol_at(0, symbol)
    }

    pub(crate) fn take_symbol(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    pub(crate) fn expect_word(&mut self, word: &str) -> Parsed<()> {
        if self.take_word(word) {
            Ok(())
        } else {
            self.fail(&format!("`{}`", word.to_ascii_uppercase()))
        }
    }

    pub(crate) fn expect_symbol(&mut self, symbol: &str) -> Parsed<()> {
        if self.take_symbol(symbol) {
            Ok(())
        } else {
            self.fail(&format!("`{symbol}`"))
        }
    }

    /// An error that says what was wanted at this place and what stands there.
    pub(crate) fn fail<T>(&self, wanted: &str) -> Parsed<T> {
        let found = match self.text_at(0) {
            "" => "the end of the statement".to_owned(),
            text => format!("`{}`", text.chars().take(40).collect::<String>()),
        };
        Err(self.error(format!("expected {wanted}, found {found}")))
    }

    /// An error at this place.
    pub(crate) fn error(&self, message: impl Into<String>) -> SqlError {
        let offset = self.offset();
        let before = self.text.get(..offset).unwrap_or_default();
        SqlError {
            offset,
            line: 1 + before.matches('\n').count(),
            message: message.into(),
        }
    }

    /// Whether a name stands here.
    pub(crate) fn is_name(&self) -> bool {
        match self.kind() {
            Some(TokenKind::Word) => !is_reserved(self.text_at(0)),
            Some(TokenKind::Quoted | TokenKind::String) => true,
            _ => false,
        }
    }

    pub(crate) fn take_name(&mut self) -> Parsed<Name> {
        if !self.is_name() {
            return self.fail("a name");
        }
        let text = self.text_at(0);
        let name = Name {
            text: unquote(text),
            span: self.span(),
            may_be_string: text.starts_with('"'),
        };
        self.advance();
        Ok(name)
    }

    fn span(&self) -> Range<usize> {
        self.offset()..self.offset() + self.text_at(0).len()
    }

    /// A name after `AS`, or one that stands alone. Words that go on with the query are no aliases.
    pub(crate) fn take_alias(&mut self) -> Parsed<Option<Name>> {
        if self.take_word("as") {
            return self.take_name().map(Some);
        }
        let goes_on = self.kind() == Some(TokenKind::Word) && goes_on(self.text_at(0));
        let window = self.is_word("window") && self.is_word_at(2, "as");
        if self.is_name() && !goes_on && !window {
            return self.take_name().map(Some);
        }
        Ok(None)
    }

    /// Names in parentheses, if there are any.
    pub(crate) fn take_names(&mut self) -> Parsed<Vec<Name>> {
        let mut names = Vec::new();
        if self.take_symbol("(") {
            loop {
                names.push(self.take_name()?);
                if !self.take_symbol(",") {
                    break;
                }
            }
            self.expect_symbol(")")?;
        }
        Ok(names)
    }

    /// Runs a part that may contain itself; refuses to go too deep.
    pub(crate) fn nest<T>(&mut self, part: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error("the statement is nested too deeply"));
        }
        self.depth += 1;
        let parsed = part(self);
        self.depth -= 1;
        parsed
    }
}

/// Words that may be names but not aliases without `AS`.
fn goes_on(word: &str) -> bool {
    [
        "natural", "left", "right", "full", "inner", "cross", "outer", "indexed",
    ]
    .iter()
    .any(|known| word.eq_ignore_ascii_case(known))
}
