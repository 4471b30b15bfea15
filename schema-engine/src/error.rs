//! What can go wrong. Each message names the place, the cause and the remedy.

use std::fmt;
use std::io;
use std::path::PathBuf;

use schema_model::snapshot::SnapshotError;

/// Why a schema cannot be read or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum EngineError {
    /// The text names no source that we know.
    UnknownSource {
        /// The text, with secrets removed.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// This build lacks a feature.
    NotCompiled {
        /// Name of the dialect.
        dialect: &'static str,
        /// The Cargo feature.
        feature: &'static str,
    },
    /// A scratch database needs a server, and none was named.
    NoScratch {
        /// Name of the dialect.
        dialect: &'static str,
    },
    /// A `.sql` file or folder cannot be read.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `.sql` text is wrong.
    Sql {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong, and what to do.
        message: String,
    },
    /// A database cannot be opened.
    Connect {
        /// The URL, with secrets removed.
        url: String,
        /// Why, and what to do.
        message: String,
    },
    /// A database refused a statement, or its catalog cannot be understood.
    Database {
        /// What was tried.
        intent: String,
        /// What the database said.
        message: String,
    },
    /// A snapshot cannot be read.
    Snapshot(SnapshotError),
    /// A schema holds something that a dialect cannot express.
    Render {
        /// The object.
        object: String,
        /// What cannot be expressed.
        message: String,
    },
    /// A change cannot be planned.
    Plan {
        /// Why, and what to do.
        message: String,
    },
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownSource { text, reason } => write!(f, "`{text}` is not a source: {reason}"),
            Self::NotCompiled { dialect, feature } => write!(
                f,
                "this build cannot do that for {dialect}: enable the Cargo feature `{feature}`"
            ),
            Self::NoScratch { dialect } => write!(
                f,
                "{dialect} needs a server for that: name one with `--scratch`, or with `scratch` in schema.toml"
            ),
            Self::Io { path, source } => write!(f, "failed to read `{}`: {source}", path.display()),
            Self::Sql {
                path,
                line,
                message,
            } => {
                write!(f, "`{}:{line}`: {message}", path.display())
            }
            Self::Connect { url, message } => write!(f, "failed to open `{url}`: {message}"),
            Self::Database { intent, message } => write!(f, "failed to {intent}: {message}"),
            Self::Snapshot(error) => error.fmt(f),
            Self::Render { object, message } => {
                write!(f, "cannot write `{object}` as SQL: {message}")
            }
            Self::Plan { message } => write!(f, "cannot plan the change: {message}"),
        }
    }
}

impl std::error::Error for EngineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Snapshot(error) => Some(error),
            _ => None,
        }
    }
}

impl From<SnapshotError> for EngineError {
    fn from(error: SnapshotError) -> Self {
        Self::Snapshot(error)
    }
}
