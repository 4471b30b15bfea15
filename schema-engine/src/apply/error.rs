//! Why a plan was not applied, what stands of it, and what to do.

use std::fmt;
use std::time::Duration;

use crate::EngineError;
use crate::journal::Interrupted;

/// Why a plan was not applied.
#[derive(Debug)]
#[non_exhaustive]
pub enum ApplyError {
    /// Destructive statements that were not allowed.
    Destructive {
        /// The objects that would lose data, and why.
        losses: Vec<String>,
    },
    /// The plan failed its proof, or was not tried.
    NotProven {
        /// Why.
        reason: String,
    },
    /// The rows that are there stand in the way.
    Blocked {
        /// Why.
        reasons: Vec<String>,
    },
    /// The database changed since the plan was made.
    Changed {
        /// The fingerprint that the plan starts from.
        expected: String,
        /// The fingerprint that the database has.
        found: String,
        /// Where an apply stopped that did not end, if that is what changed it.
        interrupted: Option<Box<Interrupted>>,
    },
    /// Somebody else is changing the database.
    Locked {
        /// How long we waited.
        waited: Duration,
    },
    /// A statement failed; where the engine has transactions, everything was undone.
    Statement {
        /// The number of the statement, from 1.
        number: usize,
        /// The statement.
        sql: String,
        /// How many statements before it have taken effect and stay.
        kept: usize,
        /// What the database said.
        source: EngineError,
    },
    /// Something beside the statements failed on the way: the commit, or reading back; where the
    /// engine has transactions, everything was undone.
    Stopped {
        /// How many statements have taken effect and stay.
        kept: usize,
        /// What the database said.
        source: EngineError,
    },
    /// The connection was lost on the way.
    Lost {
        /// The number of the statement that was under way, from 1; 0 before the first.
        number: usize,
        /// How many statements have taken effect for certain and stay.
        kept: usize,
        /// The numbers of the first and the last statement that the database may have completed
        /// without our hearing of it: all of them or none.
        unknown: Option<(usize, usize)>,
        /// What was noticed.
        source: Box<ApplyError>,
    },
    /// The plan ran and led elsewhere; where the engine has transactions, everything was undone.
    Strayed {
        /// What differs.
        reason: String,
        /// How many statements have taken effect and stay.
        kept: usize,
    },
    /// The database failed otherwise.
    Engine(EngineError),
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Destructive { losses } => write!(
                f,
                "refused, because data would be lost: {}; allow it with `--allow destructive`, or object by object",
                losses.join("; ")
            ),
            Self::NotProven { reason } => {
                write!(f, "refused, because the plan did not verify: {reason}")
            }
            Self::Blocked { reasons } => {
                write!(f, "refused, because it would fail: {}", reasons.join("; "))
            }
            Self::Changed {
                expected,
                found,
                interrupted,
            } => {
                write!(
                    f,
                    "refused, because the database changed since the plan was made (fingerprint {found} instead of {expected}): make a new plan"
                )?;
                match interrupted {
                    Some(interrupted) => write!(f, "; {interrupted}"),
                    None => Ok(()),
                }
            }
            Self::Locked { waited } => write!(
                f,
                "refused, because somebody else is changing the database, and was not done within {} s: try again",
                waited.as_secs()
            ),
            Self::Statement {
                number,
                sql,
                kept,
                source,
            } => {
                write!(
                    f,
                    "statement {number} failed: {source}: `{sql}`; {}",
                    state(*kept)
                )
            }
            Self::Stopped { kept, source } => write!(f, "{source}; {}", state(*kept)),
            Self::Lost {
                number,
                kept,
                unknown,
                source,
            } => {
                write!(
                    f,
                    "the connection was lost {}: {}; ",
                    place(*number),
                    said(source)
                )?;
                write!(f, "{}: {AGAIN}", certain(*kept, *unknown))
            }
            Self::Strayed { reason, kept } => {
                write!(
                    f,
                    "the database is not as it should be: {reason}; {}",
                    state(*kept)
                )
            }
            Self::Engine(error) => error.fmt(f),
        }
    }
}

fn state(kept: usize) -> String {
    match kept {
        0 => "nothing was changed".into(),
        1 => "statement 1 has taken effect, no other has: make a new plan from here".into(),
        _ => format!(
            "statements 1 to {kept} have taken effect, no other has: make a new plan from here"
        ),
    }
}

/// What to do when the database is there again.
const AGAIN: &str = "run the same command once more when the database is there again; it goes on from what it finds";

fn place(number: usize) -> String {
    match number {
        0 => "before the first statement".into(),
        _ => format!("at statement {number}"),
    }
}

/// What the database said, without a word on what stands, which is now another.
fn said(error: &ApplyError) -> String {
    match error {
        ApplyError::Statement { sql, source, .. } => format!("{source}: `{sql}`"),
        other => other.to_string(),
    }
}

/// What has taken effect, as far as that can be known.
fn certain(kept: usize, unknown: Option<(usize, usize)>) -> String {
    let stands = match kept {
        0 => "nothing else was changed".to_owned(),
        1 => "statement 1 has taken effect".to_owned(),
        _ => format!("statements 1 to {kept} have taken effect"),
    };
    match (unknown, kept) {
        (None, 0) => "nothing was changed".into(),
        (None, _) => format!("{stands}, no other has"),
        (Some((first, last)), _) if first == last => {
            format!("whether statement {first} has taken effect is not known, {stands}")
        }
        (Some((first, last)), _) => format!(
            "whether statements {first} to {last} have taken effect, all or none, is not known, {stands}"
        ),
    }
}

impl std::error::Error for ApplyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Statement { source, .. }
            | Self::Stopped { source, .. }
            | Self::Engine(source) => Some(source),
            Self::Lost { source, .. } => source.source(),
            _ => None,
        }
    }
}

impl From<EngineError> for ApplyError {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}
