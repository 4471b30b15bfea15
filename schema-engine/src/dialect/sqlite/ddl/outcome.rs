//! What became of a statement, and where it stands.

use std::path::Path;

use schema_model::Unmodelled;

use crate::dialect::sqlite::token::SqlError;
use crate::split::Piece;
use crate::{EngineError, SqlFile};

/// What became of a statement.
pub(super) enum Outcome {
    /// It was read, and its effect on the schema, if it has any, is known.
    Read,
    /// Its effect is not known; the reason.
    Listed(String),
}

/// A statement that contradicts itself or an earlier one.
pub(super) struct Refused {
    /// Where in the statement, in bytes; `None` when it is wrong as a whole.
    offset: Option<usize>,
    message: String,
}

pub(super) type Applied = Result<Outcome, Refused>;

impl Refused {
    /// Of a statement as a whole.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            offset: None,
            message: message.into(),
        }
    }
}

impl Refused {
    /// Of a text that was put together, so that its lines are not those of the statement.
    pub(super) fn on_one_line(self) -> Self {
        Self {
            offset: None,
            ..self
        }
    }
}

impl From<SqlError> for Refused {
    fn from(error: SqlError) -> Self {
        Self {
            offset: Some(error.offset),
            message: format!(
                "{}; correct the statement, or leave it out of the files that describe the schema",
                error.message
            ),
        }
    }
}

/// Where a statement stands.
pub(super) struct Site<'s> {
    path: &'s Path,
    file: &'s str,
    /// Where the statement begins in the file, in bytes.
    offset: usize,
    /// How it is shown in a snapshot: the file's name alone, since its folder differs from machine
    /// to machine.
    pub(super) place: String,
    text: &'s str,
}

/// How much of a statement is shown.
const BEGINNING: usize = 60;

impl<'s> Site<'s> {
    pub(super) fn new(file: &'s SqlFile, piece: &Piece<'s>) -> Self {
        let name = file.path.file_name().unwrap_or(file.path.as_os_str());
        Self {
            path: &file.path,
            file: &file.text,
            offset: piece.offset,
            place: format!("{}:{}", name.to_string_lossy(), piece.line),
            text: piece.text,
        }
    }

    /// The first words.
    fn beginning(&self) -> String {
        let words = self.text.split_ascii_whitespace().take(BEGINNING);
        let words: Vec<&str> = words.collect();
        let words = words.join(" ");
        let mut beginning: String = words.chars().take(BEGINNING).collect();
        if beginning.len() < words.len() {
            beginning.push('…');
        }
        beginning
    }

    pub(super) fn unmodelled(&self, reason: String) -> Unmodelled {
        Unmodelled {
            kind: "statement".into(),
            name: self.beginning(),
            place: self.place.clone(),
            reason,
        }
    }

    /// The error with its line and column in the file.
    pub(super) fn error(&self, refused: Refused) -> EngineError {
        let before = self.file.get(..self.offset + refused.offset.unwrap_or(0));
        let before = before.unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.get(line_start..).unwrap_or_default();
        let column = 1 + line.trim_start_matches('\u{feff}').chars().count();
        EngineError::Sql {
            path: self.path.to_owned(),
            line: 1 + before.matches('\n').count(),
            message: match refused.offset {
                Some(_) => format!("at column {column}: {}", refused.message),
                None => refused.message,
            },
        }
    }
}
