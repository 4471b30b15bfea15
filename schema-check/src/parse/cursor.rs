//! A place in a list of tokens.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};

/// Walks over tokens. Groups without delimiters, which `macro_rules!` leaves around its fragments,
/// are opened; they would hide names and types.
pub struct Cursor {
    tokens: std::iter::Peekable<std::vec::IntoIter<TokenTree>>,
}

impl Cursor {
    /// At the start of a stream.
    pub fn new(stream: TokenStream) -> Self {
        let mut tokens = Vec::new();
        flatten(stream, &mut tokens);
        Self::over(tokens)
    }

    /// At the start of tokens that are flat already; a stream of them would have to be made and read
    /// by rustc.
    pub fn over(tokens: Vec<TokenTree>) -> Self {
        Self {
            tokens: tokens.into_iter().peekable(),
        }
    }

    /// Whether nothing is left.
    pub fn is_empty(&mut self) -> bool {
        self.tokens.peek().is_none()
    }

    /// The next token, if any.
    pub fn next(&mut self) -> Option<TokenTree> {
        self.tokens.next()
    }

    /// The next token without moving.
    pub fn peek(&mut self) -> Option<&TokenTree> {
        self.tokens.peek()
    }

    /// The next token, if it is an identifier.
    pub fn next_ident(&mut self) -> Option<Ident> {
        match self
            .tokens
            .next_if(|token| matches!(token, TokenTree::Ident(_)))?
        {
            TokenTree::Ident(ident) => Some(ident),
            _ => None,
        }
    }

    /// The next token, if it is a group.
    pub fn next_group(&mut self) -> Option<Group> {
        match self
            .tokens
            .next_if(|token| matches!(token, TokenTree::Group(_)))?
        {
            TokenTree::Group(group) => Some(group),
            _ => None,
        }
    }

    /// Whether the next token is that character.
    pub fn at_punct(&mut self, character: char) -> bool {
        matches!(self.tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
    }

    /// Moves over that character, if it is next.
    pub fn take_punct(&mut self, character: char) -> bool {
        let found = self.at_punct(character);
        if found {
            self.tokens.next();
        }
        found
    }

    /// Moves over `pub`, `pub(crate)`, `pub(in path)`, `crate`.
    pub fn skip_visibility(&mut self) {
        let is_public =
            matches!(self.tokens.peek(), Some(TokenTree::Ident(ident)) if ident == "pub");
        if !is_public {
            return;
        }
        self.tokens.next();
        let restricted =
            matches!(self.tokens.peek(), Some(TokenTree::Group(group)) if is_restriction(group));
        if restricted {
            self.tokens.next();
        }
    }

    /// The tokens up to a comma outside of `<…>`; the comma is taken, not returned.
    pub fn until_comma(&mut self) -> Vec<TokenTree> {
        let mut found = Vec::new();
        let mut depth = 0_usize;
        let mut after_dash = false;
        for token in self.tokens.by_ref() {
            if let TokenTree::Punct(punct) = &token {
                match punct.as_char() {
                    ',' if depth == 0 => break,
                    '<' => depth += 1,
                    // The `>` of `->` closes nothing.
                    '>' if !after_dash => depth = depth.saturating_sub(1),
                    _ => {}
                }
                after_dash = punct.as_char() == '-' && punct.spacing() == Spacing::Joint;
            } else {
                after_dash = false;
            }
            found.push(token);
        }
        found
    }
}

fn flatten(stream: TokenStream, tokens: &mut Vec<TokenTree>) {
    let stream = stream.into_iter();
    tokens.reserve(stream.size_hint().0);
    for token in stream {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flatten(group.stream(), tokens);
            }
            other => tokens.push(other),
        }
    }
}

/// Whether the group after `pub` belongs to it. In a tuple struct it may be a tuple type instead.
fn is_restriction(group: &Group) -> bool {
    if group.delimiter() != Delimiter::Parenthesis {
        return false;
    }
    let mut tokens = group.stream().into_iter();
    let Some(TokenTree::Ident(first)) = tokens.next() else {
        return false;
    };
    first == "in"
        || (tokens.next().is_none() && ["crate", "self", "super"].iter().any(|word| first == word))
}
