//! How a command can end.

use std::fmt;
use std::process::ExitCode;

use schema_engine::EngineError;
use schema_model::snapshot::SnapshotError;

/// A command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// In sync, or done.
    Done,
    /// There are differences.
    Differences,
}

impl Outcome {
    /// Differences if there are any.
    pub fn of(differences: bool) -> Self {
        if differences {
            Self::Differences
        } else {
            Self::Done
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Differences => Self::from(1),
        }
    }
}

/// A command that could not do its work, or refused to.
#[derive(Debug)]
pub struct Failure {
    /// The exit code: 2, or what a refusal has.
    pub code: u8,
    /// What went wrong, and where.
    pub message: String,
    /// What to do, when the message does not say so itself.
    pub help: Option<String>,
}

impl Failure {
    /// A failure whose message says all.
    pub fn new(message: impl fmt::Display) -> Self {
        Self {
            code: 2,
            message: message.to_string(),
            help: None,
        }
    }

    /// The same with another exit code.
    pub fn code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// The same with a remedy.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self::new(error)
    }
}

impl From<SnapshotError> for Failure {
    fn from(error: SnapshotError) -> Self {
        Self::new(error)
    }
}
