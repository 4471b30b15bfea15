//! The scanner behind [`split`](super::split): finds where pieces begin and end.
//!
//! It works on bytes. Everything that it compares with is ASCII, so the places that it stops at are
//! always between characters.

use super::{Body, PieceKind, Rules};

pub(super) struct Scanner<'a> {
    text: &'a str,
    rules: &'a Rules,
    at: usize,
    delimiter: &'a str,
    /// The statement before was a COPY from the file itself.
    data_follows: bool,
}

/// The first words of the open statement, to know whether it has a body.
#[derive(Default)]
struct Head {
    words: Vec<String>,
    in_body: bool,
    depth: usize,
    /// The last token was a semicolon inside a body.
    after_semicolon: bool,
    /// The last token was the `END` of a body.
    after_end: bool,
}

const HEAD_WORDS: usize = 5;

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, rules: &'a Rules) -> Self {
        Self {
            text,
            rules,
            // A byte order mark is no part of the first statement.
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            delimiter: ";",
            data_follows: false,
        }
    }

    /// The next piece: its kind, where it begins, where it ends.
    pub(super) fn next_piece(&mut self) -> Option<(PieceKind, usize, usize)> {
        if std::mem::take(&mut self.data_follows)
            && let Some((start, end)) = self.take_data()
        {
            return Some((PieceKind::Data, start, end));
        }
        loop {
            if let Err((start, opener)) = self.skip_blank() {
                self.at = self.text.len();
                return Some((PieceKind::Open { opener }, start, self.text.len()));
            }
            if self.at >= self.text.len() {
                return None;
            }
            if self.rest().starts_with(self.delimiter) {
                self.at += self.delimiter.len();
            } else {
                break;
            }
        }
        let start = self.at;
        if self.is_command() {
            let end = self.take_line();
            return Some((PieceKind::Command, start, end));
        }
        let (kind, end) = self.take_statement();
        self.data_follows = self.rules.copy_data && reads_stdin(&self.text[start..end]);
        Some((kind, start, end))
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text
            .as_bytes()
            .get(self.at + ahead)
            .copied()
            .unwrap_or(0)
    }

    /// Skips blanks and comments. A comment without an end gives its start.
    fn skip_blank(&mut self) -> Result<(), (usize, char)> {
        while self.at < self.text.len() {
            if self.byte(0).is_ascii_whitespace() {
                self.at += 1;
            } else if !self.skip_comment()? {
                break;
            }
        }
        Ok(())
    }

    fn skip_comment(&mut self) -> Result<bool, (usize, char)> {
        let dash = self.rest().starts_with("--")
            && (!self.rules.dash_comments_need_blank || self.byte(2) <= b' ');
        if dash || self.rules.hash_comments && self.byte(0) == b'#' {
            self.take_line();
            return Ok(true);
        }
        if !self.rest().starts_with("/*") || self.is_conditional() {
            return Ok(false);
        }
        let start = self.at;
        let mut depth = 0;
        loop {
            if self.rest().starts_with("*/") {
                depth -= 1;
                self.at += 2;
            } else if self.rest().starts_with("/*") && (depth == 0 || self.rules.nested_comments) {
                depth += 1;
                self.at += 2;
            } else if self.at < self.text.len() {
                self.at += 1;
                self.align();
            } else {
                return Err((start, '/'));
            }
            if depth == 0 {
                return Ok(true);
            }
        }
    }

    fn is_conditional(&self) -> bool {
        let rest = self.rest();
        self.rules.conditional_comments && (rest.starts_with("/*!") || rest.starts_with("/*M!"))
    }

    /// Steps over the rest of a character of several bytes.
    fn align(&mut self) {
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    fn take_line(&mut self) -> usize {
        let end = self
            .rest()
            .find('\n')
            .map_or(self.text.len(), |n| self.at + n);
        self.at = end;
        end
    }

    fn is_command(&mut self) -> bool {
        if self.rules.delimiter_lines {
            let rest = self.rest();
            let (word, after) = rest.split_at(word_length(rest));
            if word.eq_ignore_ascii_case("delimiter") && after.starts_with([' ', '\t']) {
                let line = after.lines().next().unwrap_or_default();
                if let Some(delimiter) = line.split_ascii_whitespace().next() {
                    self.delimiter = delimiter;
                }
                return true;
            }
        }
        self.rules.command == Some(self.byte(0))
    }

    fn take_data(&mut self) -> Option<(usize, usize)> {
        self.take_line();
        self.at = (self.at + 1).min(self.text.len());
        let start = self.at;
        while self.at < self.text.len() {
            let line_start = self.at;
            let end = self.take_line();
            self.at = (self.at + 1).min(self.text.len());
            if self.text[line_start..end].trim_end() == "\\." {
                return (line_start > start).then_some((start, line_start));
            }
        }
        (start < self.text.len()).then_some((start, self.text.len()))
    }

    /// Reads to the end of the statement; the terminator is consumed and not part of it.
    fn take_statement(&mut self) -> (PieceKind, usize) {
        let mut head = Head::default();
        loop {
            if let Err((_, opener)) = self.skip_blank() {
                self.at = self.text.len();
                return (PieceKind::Open { opener }, self.at);
            }
            if self.at >= self.text.len() {
                return (PieceKind::Statement, self.text.len());
            }
            if self.rest().starts_with(self.delimiter) && self.ends_statement(&mut head) {
                let end = self.at;
                self.at += self.delimiter.len();
                return (PieceKind::Statement, end);
            }
            if let Err(opener) = self.take_token(&mut head) {
                self.at = self.text.len();
                return (PieceKind::Open { opener }, self.at);
            }
        }
    }

    fn ends_statement(&self, head: &mut Head) -> bool {
        if !head.in_body {
            return true;
        }
        match self.rules.body {
            Body::None => true,
            Body::Trigger => head.after_end,
            Body::Atomic => head.depth == 0,
        }
    }

    fn take_token(&mut self, head: &mut Head) -> Result<(), char> {
        let first = self.byte(0);
        let rest = self.rest();
        if let Some(&(open, close)) = self.rules.quotes.iter().find(|(open, _)| *open == first) {
            head.other();
            return self.take_quoted(open, close, self.rules.backslash_quotes.contains(&open));
        }
        if self.rules.escape_strings && matches!(first, b'e' | b'E') && self.byte(1) == b'\'' {
            head.other();
            self.at += 1;
            return self.take_quoted(b'\'', b'\'', true);
        }
        if self.rules.dollar_quotes
            && first == b'$'
            && let Some(tag) = dollar_tag(rest)
        {
            head.other();
            let end = rest[tag.len()..].find(tag).ok_or('$')?;
            self.at += end + 2 * tag.len();
            return Ok(());
        }
        let word = self.word_length();
        if word > 0 {
            head.word(&rest[..word], self.rules.body);
            self.at += word;
            return Ok(());
        }
        if first == b';' {
            head.semicolon();
        } else if !(self.is_conditional() || rest.starts_with("*/")) {
            head.other();
        }
        self.at += 1;
        self.align();
        Ok(())
    }

    /// The word that begins here. A delimiter of one's own ends it: `END$$`.
    fn word_length(&self) -> usize {
        let length = word_length(self.rest());
        if !self.rules.delimiter_lines {
            return length;
        }
        let delimiter = self.rest()[..length].find(self.delimiter);
        delimiter.filter(|at| *at > 0).unwrap_or(length)
    }

    fn take_quoted(&mut self, open: u8, close: u8, backslashes: bool) -> Result<(), char> {
        self.at += 1;
        while self.at < self.text.len() {
            let byte = self.byte(0);
            if backslashes && byte == b'\\' {
                self.at += 1 + usize::from(self.at + 1 < self.text.len());
                self.align();
            } else if byte == close {
                if open == close && self.byte(1) == close {
                    self.at += 2;
                } else {
                    self.at += 1;
                    return Ok(());
                }
            } else {
                self.at += 1;
                self.align();
            }
        }
        Err(char::from(open))
    }
}

impl Head {
    fn other(&mut self) {
        self.after_semicolon = false;
        self.after_end = false;
        if self.words.len() < HEAD_WORDS {
            self.words.push(String::new());
        }
    }

    fn semicolon(&mut self) {
        self.after_semicolon = true;
        self.after_end = false;
    }

    fn word(&mut self, word: &str, body: Body) {
        self.after_end = false;
        match body {
            Body::None => return,
            Body::Trigger => self.trigger_word(word),
            Body::Atomic => self.atomic_word(word),
        }
        self.after_semicolon = false;
    }

    /// Only the beginning tells; whatever follows `CREATE TRIGGER` belongs to it.
    fn trigger_word(&mut self, word: &str) {
        if self.in_body {
            self.after_end = self.after_semicolon && word.eq_ignore_ascii_case("end");
            return;
        }
        if self.words.len() >= HEAD_WORDS {
            return;
        }
        self.words.push(word.to_ascii_lowercase());
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        self.in_body = matches!(
            words[..],
            ["create", "trigger"] | ["create", "temp" | "temporary", "trigger"]
        );
    }

    fn atomic_word(&mut self, word: &str) {
        let lower = word.to_ascii_lowercase();
        if self.in_body {
            match lower.as_str() {
                "case" | "begin" => self.depth += 1,
                "end" => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        } else if lower == "atomic" && self.words.last().is_some_and(|last| last == "begin") {
            self.in_body = true;
            self.depth = 1;
        }
        self.words.clear();
        self.words.push(lower);
    }
}

/// Bytes of the word at the beginning: letters, digits, `_`, `$` inside, and all beyond ASCII.
fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let starts = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80;
    if !bytes.first().is_some_and(|b| starts(*b)) {
        return 0;
    }
    bytes
        .iter()
        .position(|b| !starts(*b) && *b != b'$')
        .unwrap_or(bytes.len())
}

/// `$tag$` at the beginning. A `$` inside a word never gets here.
fn dollar_tag(text: &str) -> Option<&str> {
    let name = &text[1..];
    let end = name.find('$')?;
    let tag = &name[..end];
    let valid = !tag.starts_with(|c: char| c.is_ascii_digit())
        && tag
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80);
    valid.then(|| &text[..end + 2])
}

/// Whether a statement is `COPY … FROM stdin`.
fn reads_stdin(statement: &str) -> bool {
    let mut words = statement.split_ascii_whitespace();
    if !words.next().is_some_and(|w| w.eq_ignore_ascii_case("copy")) {
        return false;
    }
    let words: Vec<&str> = words.collect();
    words.windows(2).any(|pair| {
        pair[0].eq_ignore_ascii_case("from")
            && pair[1].trim_end_matches(';').eq_ignore_ascii_case("stdin")
    })
}
