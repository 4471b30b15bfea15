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
    /// Line in the statement, from 0.
    line: usize,
    message: String,
}

pub(super) type Applied = Result<Outcome, Refused>;

impl Refused {
    /// Of a statement as a whole.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            line: 0,
            message: message.into(),
        }
    }
}

impl Refused {
    /// Of a text that was put together, so that its lines are not those of the statement.
    pub(super) fn on_one_line(self) -> Self {
        Self { line: 0, ..self }
    }
}

impl From<SqlError> for Refused {
    fn from(error: SqlError) -> Self {
        Self {
            line: error.line.saturating_sub(1),
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
    line: usize,
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
            line: piece.line,
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

    pub(super) fn error(&self, refused: Refused) -> EngineError {
        EngineError::Sql {
            path: self.path.to_owned(),
            line: self.line + refused.line,
            message: refused.message,
        }
    }
}
