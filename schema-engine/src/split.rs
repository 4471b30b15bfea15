//! Splits `.sql` text into statements, without understanding them.
//!
//! One frame for every dialect: what differs (quotes, comments, dollar quoting, `DELIMITER`, lines
//! for the command-line client, COPY data, bodies with semicolons) is data in [`Rules`].
//! Every byte that is neither blank nor comment lands in exactly one [`Piece`]; text that ends in
//! the middle of something is a piece too, and says what was left open.

mod scan;

use scan::Scanner;

/// What differs between dialects.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Quotes of strings and names: the opening and the closing character. A doubled closing
    /// character stands for itself, except in brackets.
    pub quotes: &'static [(u8, u8)],
    /// Quotes in which a backslash takes the next character's meaning away.
    pub backslash_quotes: &'static [u8],
    /// Whether `E'…'` is a string with backslashes.
    pub escape_strings: bool,
    /// Whether `$tag$ … $tag$` is a string.
    pub dollar_quotes: bool,
    /// Whether `#` begins a comment.
    pub hash_comments: bool,
    /// Whether `--` begins a comment only when a blank or the line's end follows.
    pub dash_comments_need_blank: bool,
    /// Whether block comments nest.
    pub nested_comments: bool,
    /// Whether the text inside `/*!40101 … */` and `/*M! … */` is executed.
    pub conditional_comments: bool,
    /// The first character of lines for the command-line client, where no statement is open.
    pub command: Option<u8>,
    /// Whether `DELIMITER //` changes what ends a statement.
    pub delimiter_lines: bool,
    /// Whether `COPY … FROM stdin` is followed by lines of data up to `\.`.
    pub copy_data: bool,
    /// Which statements hold semicolons of their own.
    pub body: Body,
}

/// Which statements hold semicolons of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// None.
    None,
    /// `CREATE [TEMP] TRIGGER` ends at an `END` that follows a semicolon.
    Trigger,
    /// `BEGIN ATOMIC` ends at the `END` that belongs to it.
    Atomic,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: PieceKind,
    /// Its text, from its first character that is neither blank nor comment, without terminator.
    pub text: &'a str,
    /// Where it begins, in bytes from the start of the file.
    pub offset: usize,
    /// The line of its first character, from 1.
    pub line: usize,
}

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// A statement.
    Statement,
    /// A line for the command-line client.
    Command,
    /// The lines of data after a COPY statement.
    Data,
    /// A statement whose string, quoted name or comment is not closed at the end of the text.
    Open {
        /// What is open: the quote or the comment's beginning.
        opener: char,
    },
}

/// The pieces of a text, in order.
pub fn split<'a>(text: &'a str, rules: &'a Rules) -> impl Iterator<Item = Piece<'a>> {
    let mut lines = Lines::default();
    let mut scanner = Scanner::new(text, rules);
    std::iter::from_fn(move || {
        let (kind, start, end) = scanner.next_piece()?;
        Some(Piece {
            kind,
            text: text[start..end].trim_end(),
            offset: start,
            line: lines.line_of(text, start),
        })
    })
}

/// Counts lines as it goes, so that a long file is read once.
#[derive(Default)]
struct Lines {
    offset: usize,
    newlines: usize,
}

impl Lines {
    fn line_of(&mut self, text: &str, offset: usize) -> usize {
        let between = &text.as_bytes()[self.offset..offset];
        self.newlines += between.iter().filter(|b| **b == b'\n').count();
        self.offset = offset;
        self.newlines + 1
    }
}

#[cfg(test)]
mod tests;
