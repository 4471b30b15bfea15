//! What can go wrong with a snapshot on disk. Each message names the file and the remedy.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::FORMAT;
use crate::json::TextError;

/// Why a snapshot cannot be read or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum SnapshotError {
    /// There is no snapshot in the folder.
    Missing {
        /// The folder.
        folder: PathBuf,
    },
    /// A file or folder cannot be read or written.
    Io {
        /// What was tried: `read`, `write`, `remove`.
        intent: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is not what the format says.
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// The snapshot was written by a newer version.
    NewerFormat {
        /// `snapshot.json`.
        path: PathBuf,
        /// Its format.
        found: u32,
    },
    /// Two files hold the same object, or a file holds another object than its name says.
    Misplaced {
        /// The file.
        path: PathBuf,
        /// The name of the object in it.
        object: String,
        /// The file that the object belongs into, relative to the snapshot.
        expected: PathBuf,
    },
}

impl SnapshotError {
    pub(crate) fn io(intent: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io {
            intent,
            path: path.into(),
            source,
        }
    }

    /// A file that is not what the format says.
    pub fn json(path: &Path, error: TextError) -> Self {
        Self::Invalid {
            path: path.into(),
            line: error.line,
            column: error.column,
            message: error.message,
        }
    }
}

impl SnapshotError {
    /// The error of one line of a file, told of the file.
    pub(super) fn moved_to(mut self, in_file: usize) -> Self {
        if let Self::Invalid { line, .. } = &mut self {
            *line = in_file;
        }
        self
    }
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { folder } => write!(
                f,
                "no snapshot in `{}`: run `cargo schema refresh` to make one",
                folder.display()
            ),
            Self::Io {
                intent,
                path,
                source,
            } => {
                let remedy = match *intent {
                    "read" => "restore it from version control, or let it be read",
                    _ => "let it be written, and run `cargo schema refresh` again",
                };
                write!(
                    f,
                    "failed to {intent} snapshot `{}`: {source}; {remedy}",
                    path.display()
                )
            }
            Self::Invalid {
                path,
                line,
                column,
                message,
            } => write!(
                f,
                "snapshot file `{}:{line}:{column}` is damaged: {message}; restore it from version control, or run `cargo schema refresh` to write it anew",
                path.display()
            ),
            Self::NewerFormat { path, found } => write!(
                f,
                "snapshot `{}` has format {found}, but this version of schema-checked reads formats up to {FORMAT}: update the crates `schema-checked` and `schema-build`, or write it with the matching version of `cargo-schema`",
                path.display()
            ),
            Self::Misplaced {
                path,
                object,
                expected,
            } => write!(
                f,
                "snapshot file `{}` holds `{object}`, which belongs into `{}`: remove it and run `cargo schema refresh`",
                path.display(),
                expected.display()
            ),
        }
    }
}

impl std::error::Error for SnapshotError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
