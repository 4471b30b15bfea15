//! Applies a plan: gates first, then everything or nothing, then a look at what came of it.
//!
//! The gates: destructive statements must be allowed, the plan must have been proven, the rows must
//! not stand in its way, and the database must still have the schema that the plan starts from. Where
//! the engine has transactions for it, all of this happens inside one, and it is committed only
//! when what is read back is what was asked for. A statement that cannot run inside a transaction
//! ends the one before it; what has taken effect by then stays, and an error says how much that is.
//! Nothing is asked of a person here.

mod error;
mod frame;

use std::time::Duration;

use schema_model::Schema;

pub use self::error::ApplyError;
use self::frame::Frame;
use crate::journal::{Writer, interrupted};
use crate::plan::{Plan, ProofState, Session};
use crate::prove::{checks, strayed};
use crate::{Connector, Dialect, Statement};

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
    apply_watched(dialect, connector, plan, to, permission, &|_, _| {})
}

/// The same, and says each statement with its number before it runs.
///
/// # Errors
/// As [`apply`].
pub fn apply_watched(
    dialect: &dyn Dialect,
    connector: &mut dyn Connector,
    plan: &Plan,
    to: Option<&Schema>,
    permission: &Permission,
    watch: &dyn Fn(usize, &Statement),
) -> Result<(), ApplyError> {
    gate(plan, permission)?;
    lock(connector)?;
    let outcome = match plan.is_empty() {
        true => forget_journal(dialect, connector),
        false => apply_locked(dialect, connector, plan, to, watch),
    };
    // A connection that is lost has let go of the lock already.
    let _ = connector.unlock();
    outcome
}

/// Returns when nobody else is changing the database: what is read after that is not half of
/// somebody's change.
///
/// # Errors
/// [`ApplyError::Locked`] when somebody changes it all the time, or when the connection fails.
pub fn wait_for_others(connector: &mut dyn Connector) -> Result<(), ApplyError> {
    lock(connector)?;
    Ok(connector.unlock()?)
}

/// How long we wait for somebody else who changes the database.
const LOCK_WAIT: Duration = Duration::from_secs(10);

fn lock(connector: &mut dyn Connector) -> Result<(), ApplyError> {
    match connector.lock(LOCK_WAIT)? {
        true => Ok(()),
        false => Err(ApplyError::Locked { waited: LOCK_WAIT }),
    }
}

/// A journal whose apply has nothing left to do.
fn forget_journal(dialect: &dyn Dialect, connector: &mut dyn Connector) -> Result<(), ApplyError> {
    if let Some(planner) = dialect.planner()
        && let (Some(_), Some(journal)) = (interrupted(planner, connector), planner.journal())
    {
        connector.execute(&journal.drop())?;
    }
    Ok(())
}

fn apply_locked(
    dialect: &dyn Dialect,
    connector: &mut dyn Connector,
    plan: &Plan,
    to: Option<&Schema>,
    watch: &dyn Fn(usize, &Statement),
) -> Result<(), ApplyError> {
    let session = &plan.session;
    for sql in &session.before {
        connector.execute(sql)?;
    }
    let mut frame = Frame::new(session, connector, dialect.planner(), watch);
    let mut outcome = run(dialect, &mut frame, plan, to);
    if outcome.is_ok() {
        outcome = frame.commit(plan.statements.len());
    }
    let outcome = outcome.map_err(|error| frame.give_up(error));
    let mut outcome = match outcome {
        // There is no session any more that could be put back.
        Err(ApplyError::Lost { .. }) => return outcome,
        outcome => outcome,
    };
    for sql in &session.after {
        let done = connector.execute(sql).map_err(ApplyError::from);
        if done.is_err() && connector.query("SELECT 1").is_err() {
            // What was done or undone stands, and the settings went with the connection.
            break;
        }
        // What went wrong first is what is told.
        outcome = outcome.and(done);
    }
    outcome
}

fn run(
    dialect: &dyn Dialect,
    frame: &mut Frame<'_>,
    plan: &Plan,
    to: Option<&Schema>,
) -> Result<(), ApplyError> {
    check_start(dialect, frame, plan)?;
    let problems = checks(&plan.session, frame.connector);
    frame.journal = Writer::begin(dialect.planner(), frame.connector, plan.statements.len())?;
    let mut index = 0;
    while let Some(statement) = plan.statements.get(index) {
        (frame.watch)(index + 1, statement);
        index = match frame.execute(index, statement) {
            Ok(()) => index + 1,
            Err(error) => frame.go_back(error)?,
        };
        if index == 0 {
            check_start(dialect, frame, plan)?;
        }
    }
    let kept = frame.kept;
    if let Some(reason) = broken(&plan.session, frame.connector, problems) {
        return Err(ApplyError::Strayed { reason, kept });
    }
    let arrived = frame.connector.introspect()?;
    let strayed = match to {
        Some(to) => strayed(dialect, &arrived, to),
        None => (fingerprint(dialect, arrived) != plan.to_fingerprint)
            .then(|| "it has another fingerprint than the plan ends at".to_owned()),
    };
    frame.journal.end(frame.connector)?;
    match strayed {
        Some(reason) => Err(ApplyError::Strayed { reason, kept }),
        None => Ok(()),
    }
}

/// Begins, if the database still has the schema that the plan starts from.
fn check_start(
    dialect: &dyn Dialect,
    frame: &mut Frame<'_>,
    plan: &Plan,
) -> Result<(), ApplyError> {
    frame.begin()?;
    let found = frame.connector.introspect()?.fingerprint().to_string();
    if found == plan.from_fingerprint {
        return Ok(());
    }
    Err(ApplyError::Changed {
        expected: plan.from_fingerprint.clone(),
        found,
        interrupted: dialect
            .planner()
            .and_then(|planner| interrupted(planner, frame.connector))
            .map(Box::new),
    })
}

/// The fingerprint of what two equal databases have in common.
fn fingerprint(dialect: &dyn Dialect, mut schema: Schema) -> String {
    if let Some(planner) = dialect.planner() {
        planner.essence(&mut schema);
    }
    schema.fingerprint().to_string()
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
