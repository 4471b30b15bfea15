//! Why a build fails. Each message names the place, the cause and the remedy.

use std::fmt;
use std::io;
use std::path::PathBuf;

use schema_model::snapshot::SnapshotError;
use schema_model::{Difference, notable};

/// Why the models cannot be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// A variable that Cargo sets for build scripts is missing.
    NotInBuildScript {
        /// Its name.
        variable: &'static str,
    },
    /// A file or folder cannot be read or written.
    Io {
        /// What was tried: `read`, `write`.
        intent: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `schema.toml` is wrong.
    Settings {
        /// The file.
        path: PathBuf,
        /// Line, from 1, where it is known.
        line: Option<usize>,
        /// What is wrong, and what to do.
        message: String,
    },
    /// A setting of `[models]` does not fit the schema.
    Models {
        /// Its key.
        setting: String,
        /// What is wrong, and what to do.
        message: String,
    },
    /// There is neither a snapshot nor another source that this build can read.
    NoSchema {
        /// Where the snapshot was looked for.
        snapshot: PathBuf,
        /// What else was considered, and what to do.
        message: String,
    },
    /// The snapshot cannot be read or written.
    Snapshot(SnapshotError),
    /// A source cannot be read.
    Source {
        /// What it was needed for.
        intent: &'static str,
        /// What is wrong, and what to do.
        message: String,
    },
    /// The snapshot and its source disagree.
    Drift {
        /// The snapshot's folder.
        snapshot: PathBuf,
        /// The source, without secrets.
        source: String,
        /// What differs on the way from the snapshot to the source.
        differences: Vec<Difference>,
    },
}

impl BuildError {
    pub(crate) fn models(setting: &str, message: String) -> Self {
        Self::Models {
            setting: setting.into(),
            message,
        }
    }
}

/// Differences that an error lists; more are counted.
const LISTED: usize = 20;

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInBuildScript { variable } => write!(
                f,
                "environment variable `{variable}` is not set: call schema_build from `build.rs`, where Cargo sets it"
            ),
            Self::Io {
                intent,
                path,
                source,
            } => {
                let remedy = match *intent {
                    "read" => "it has to be a file that can be read",
                    _ => "its folder has to be one that can be written to",
                };
                write!(
                    f,
                    "failed to {intent} `{}`: {source}; {remedy}",
                    path.display()
                )
            }
            Self::Settings {
                path,
                line: Some(line),
                message,
            } => write!(f, "`{}:{line}`: {message}", path.display()),
            Self::Settings {
                path,
                line: None,
                message,
            } => write!(f, "`{}`: {message}", path.display()),
            Self::Models { setting, message } => {
                write!(
                    f,
                    "setting `{setting}` in `[models]` of `schema.toml`: {message}"
                )
            }
            Self::NoSchema { snapshot, message } => {
                write!(f, "no snapshot in `{}`: {message}", snapshot.display())
            }
            Self::Snapshot(error) => error.fmt(f),
            Self::Source { intent, message } => write!(f, "failed to {intent}: {message}"),
            Self::Drift {
                snapshot,
                source,
                differences,
            } => write_drift(f, &snapshot.display().to_string(), source, differences),
        }
    }
}

fn write_drift(
    f: &mut fmt::Formatter<'_>,
    snapshot: &str,
    source: &str,
    differences: &[Difference],
) -> fmt::Result {
    write!(f, "drift: snapshot `{snapshot}` and `{source}` disagree")?;
    for difference in notable(differences).take(LISTED) {
        write!(f, "\n  {difference}")?;
    }
    let number = notable(differences).count();
    if number > LISTED {
        write!(f, "\n  and {} more", number - LISTED)?;
    }
    write!(
        f,
        "\nhelp: if `{source}` is right, run `cargo schema refresh` to bring the snapshot up to date"
    )
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Snapshot(error) => Some(error),
            _ => None,
        }
    }
}

impl From<SnapshotError> for BuildError {
    fn from(error: SnapshotError) -> Self {
        Self::Snapshot(error)
    }
}
