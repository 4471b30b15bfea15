//! Applies a plan: gates first, then everything or nothing, then a look at what came of it.
//!
//! The gates: destructive statements must be allowed, the plan must have been proven, the rows must
//! not stand in its way, and the database must still have the schema that the plan starts from. Where
//! the engine has transactions for it, all of this happens inside one, and it is committed only
//! when what is read back is what was asked for. Nothing is asked of a person here.

use std::fmt;

use schema_model::Schema;

use crate::plan::{Plan, ProofState, Session};
use crate::prove::{checks, strayed};
use crate::{Connector, Dialect, EngineError};

/// What may be done.
#[derive(Debug, Clone, Default)]
pub struct Permission {
    /// Whether every destructive statement may run.
    pub destructive: bool,
    /// Objects whose destructive statements may run: the addresses that the plan shows.
    pub objects: Vec<String>,
    /// Whether a plan may run that could not be tried.
    pub unproven: bool,
}

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
    },
    /// A statement failed; where the engine has transactions, everything was undone.
    Statement {
        /// The number of the statement, from 1.
        number: usize,
        /// The statement.
        sql: String,
        /// Whether the statements before it were undone.
        undone: bool,
        /// What the database said.
        source: EngineError,
    },
    /// The plan ran and led elsewhere; where the engine has transactions, everything was undone.
    Strayed {
        /// What differs.
        reason: String,
        /// Whether the statements were undone.
        undone: bool,
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
            Self::Changed { expected, found } => write!(
                f,
                "refused, because the database changed since the plan was made (fingerprint {found} instead of {expected}): make a new plan"
            ),
            Self::Statement {
                number,
                sql,
                undone,
                source,
            } => {
                write!(
                    f,
                    "statement {number} failed: {source}: `{sql}`; {}",
                    state(*undone)
                )
            }
            Self::Strayed { reason, undone } => {
                write!(
                    f,
                    "the database is not as it should be: {reason}; {}",
                    state(*undone)
                )
            }
            Self::Engine(error) => error.fmt(f),
        }
    }
}

fn state(undone: bool) -> &'static str {
    if undone {
        "nothing was changed"
    } else {
        "the statements before it have taken effect: make a new plan from here"
    }
}

impl std::error::Error for ApplyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Statement { source, .. } | Self::Engine(source) => Some(source),
            _ => None,
        }
    }
}

impl From<EngineError> for ApplyError {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

/// Whether a plan may run at all, before the database is touched.
///
/// # Errors
/// [`ApplyError::Destructive`], [`ApplyError::NotProven`] or [`ApplyError::Blocked`].
pub fn gate(plan: &Plan, permission: &Permission) -> Result<(), ApplyError> {
    let losses: Vec<String> = plan
        .destructive()
        .filter(|statement| {
            !permission.destructive && !permission.objects.contains(&statement.object)
        })
        .map(|statement| format!("`{}` ({})", statement.object, statement.hazards.join(", ")))
        .collect();
    if !losses.is_empty() {
        return Err(ApplyError::Destructive { losses });
    }
    if !plan.blocked.is_empty() {
        return Err(ApplyError::Blocked {
            reasons: plan.blocked.clone(),
        });
    }
    let may_run = match plan.proof.state {
        ProofState::Proven => true,
        ProofState::NotProven => permission.unproven,
        ProofState::Failed => false,
    };
    if may_run {
        return Ok(());
    }
    Err(ApplyError::NotProven {
        reason: match plan.proof.state {
            ProofState::NotProven => format!("{}; `--unproven` applies it", plan.proof.detail),
            _ => plan.proof.detail.clone(),
        },
    })
}

/// Applies a plan. `to` is the schema that it should lead to, where it is known.
///
/// # Errors
/// When a gate is closed, a statement fails, or the plan leads elsewhere.
pub fn apply(
    dialect: &dyn Dialect,
    connector: &mut dyn Connector,
    plan: &Plan,
    to: Option<&Schema>,
    permission: &Permission,
) -> Result<(), ApplyError> {
    gate(plan, permission)?;
    if plan.is_empty() {
        return Ok(());
    }
    let session = &plan.session;
    for sql in session.before.iter().chain(&session.begin) {
        connector.execute(sql)?;
    }
    let outcome = run(dialect, connector, plan, to);
    let outcome = match (outcome, &session.commit) {
        (Ok(()), Some(commit)) => connector.execute(commit).map_err(ApplyError::from),
        (outcome, _) => outcome,
    };
    if let (Err(_), Some(rollback)) = (&outcome, &session.rollback) {
        // Some errors end the transaction themselves; then there is nothing to undo any more.
        let _ = connector.execute(rollback);
    }
    for sql in &session.after {
        connector.execute(sql)?;
    }
    outcome
}

fn run(
    dialect: &dyn Dialect,
    connector: &mut dyn Connector,
    plan: &Plan,
    to: Option<&Schema>,
) -> Result<(), ApplyError> {
    let found = connector.introspect()?.fingerprint().to_string();
    if found != plan.from_fingerprint {
        return Err(ApplyError::Changed {
            expected: plan.from_fingerprint.clone(),
            found,
        });
    }
    let undone = plan.session.rollback.is_some();
    let problems = checks(&plan.session, connector);
    for (index, statement) in plan.statements.iter().enumerate() {
        connector
            .execute(&statement.sql)
            .map_err(|source| ApplyError::Statement {
                number: index + 1,
                sql: statement.sql.clone(),
                undone,
                source,
            })?;
    }
    if let Some(reason) = broken(&plan.session, connector, problems) {
        return Err(ApplyError::Strayed { reason, undone });
    }
    let arrived = connector.introspect()?;
    let strayed = match to {
        Some(to) => strayed(dialect, &arrived, to),
        None => (arrived.fingerprint().to_string() != plan.to_fingerprint)
            .then(|| "it has another fingerprint than the plan ends at".to_owned()),
    };
    match strayed {
        Some(reason) => Err(ApplyError::Strayed { reason, undone }),
        None => Ok(()),
    }
}

fn broken(session: &Session, connector: &mut dyn Connector, before: usize) -> Option<String> {
    let after = checks(session, connector);
    (after > before).then(|| {
        format!(
            "{} rows break a constraint that they did not break before ({})",
            after - before,
            session.checks.join(", ")
        )
    })
}
