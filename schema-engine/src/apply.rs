//! Applies a plan: gates first, then everything or nothing, then a look at what came of it.
//!
//! The gates: destructive statements must be allowed, the plan must have been proven, the rows must
//! not stand in its way, and the database must still have the schema that the plan starts from. Where
//! the engine has transactions for it, all of this happens inside one, and it is committed only
//! when what is read back is what was asked for. A statement that cannot run inside a transaction
//! ends the one before it; what has taken effect by then stays, and an error says how much that is.
//! Nothing is asked of a person here.

use std::fmt;
use std::time::Duration;

use schema_model::Schema;

use crate::journal::{Interrupted, Writer, interrupted};
use crate::plan::{Plan, ProofState, Session, Transactional};
use crate::prove::{checks, strayed};
use crate::{Connector, Dialect, EngineError, Planner, Statement};

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
    if !connector.lock(LOCK_WAIT)? {
        return Err(ApplyError::Locked { waited: LOCK_WAIT });
    }
    let outcome = match plan.is_empty() {
        true => forget_journal(dialect, connector),
        false => apply_locked(dialect, connector, plan, to, watch),
    };
    // A connection that is lost has let go of the lock already.
    let _ = connector.unlock();
    outcome
}

/// How long we wait for somebody else who changes the database.
const LOCK_WAIT: Duration = Duration::from_secs(10);

/// How often a statement that stands alone is tried again.
const RETRIES: usize = 3;

/// How long it waits before that.
const RETRY_PAUSE: Duration = Duration::from_secs(1);

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
    let mut frame = Frame {
        session,
        connector,
        is_open: false,
        kept: 0,
        journal: Writer::default(),
        planner: dialect.planner(),
        watch,
    };
    let mut outcome = run(dialect, &mut frame, plan, to);
    if outcome.is_ok() {
        outcome = frame.commit(plan.statements.len());
    }
    if outcome.is_err() {
        frame.roll_back();
    }
    for sql in &session.after {
        let done = connector.execute(sql).map_err(ApplyError::from);
        // What went wrong first is what is told.
        outcome = outcome.and(done);
    }
    outcome
}

/// The transaction around the statements, where the engine has one.
struct Frame<'a> {
    session: &'a Session,
    connector: &'a mut dyn Connector,
    is_open: bool,
    /// How many statements have taken effect for good.
    kept: usize,
    journal: Writer,
    planner: Option<&'static dyn Planner>,
    watch: &'a dyn Fn(usize, &Statement),
}

impl Frame<'_> {
    fn begin(&mut self) -> Result<(), ApplyError> {
        if let (Some(begin), false) = (&self.session.begin, self.is_open) {
            self.connector.execute(begin)?;
            self.is_open = true;
        }
        Ok(())
    }

    /// Commits what is open; `done` statements have taken effect then.
    fn commit(&mut self, done: usize) -> Result<(), ApplyError> {
        if let (Some(commit), true) = (&self.session.commit, self.is_open) {
            self.connector.execute(commit)?;
            self.is_open = false;
        }
        self.kept = done;
        Ok(())
    }

    fn roll_back(&mut self) {
        if let (Some(rollback), true) = (&self.session.rollback, self.is_open) {
            // Some errors end the transaction themselves; then there is nothing to undo any more.
            let _ = self.connector.execute(rollback);
            self.is_open = false;
        }
    }

    /// The outcome of the forms that are more work, up to the first that the database takes; none
    /// where there are none.
    fn execute_weaker(
        &mut self,
        index: usize,
        statement: &Statement,
    ) -> Option<Result<(), EngineError>> {
        let mut outcome = None;
        for form in self.planner?.weaker(statement) {
            let done = self.journal.execute(self.connector, index + 1, &form);
            let is_done = done.is_ok();
            outcome = Some(done);
            if is_done {
                break;
            }
        }
        outcome
    }

    /// Clears up after a statement that failed by itself, and tries it again where that may help.
    fn execute_again(
        &mut self,
        index: usize,
        statement: &Statement,
        mut done: Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        let Some(planner) = self.planner else {
            return done;
        };
        for _ in 0..RETRIES {
            let Err(error) = &done else { break };
            self.clear_up(planner, statement);
            if !planner.is_passing(error) {
                break;
            }
            std::thread::sleep(RETRY_PAUSE);
            done = self.journal.execute(self.connector, index + 1, statement);
        }
        if done.is_err() {
            self.clear_up(planner, statement);
        }
        done
    }

    /// Drops what a statement that failed has left behind.
    fn clear_up(&mut self, planner: &dyn Planner, statement: &Statement) {
        let Some([query, drop]) = planner.leftover(statement) else {
            return;
        };
        let found = self.connector.query(&query);
        if found.is_ok_and(|rows| !rows.is_empty()) {
            // If this fails too, the next plan finds it as a difference.
            let _ = self.connector.execute(&drop);
        }
    }

    fn execute(&mut self, index: usize, statement: &Statement) -> Result<(), ApplyError> {
        let is_outside = statement.transactional == Transactional::Outside;
        match is_outside {
            true => self.commit(index)?,
            false => self.begin()?,
        }
        let mut done = self.journal.execute(self.connector, index + 1, statement);
        if done.is_err() && is_outside {
            done = self.execute_again(index, statement, done);
        }
        if done.is_err() {
            done = self.execute_weaker(index, statement).unwrap_or(done);
        }
        if let Err(source) = done {
            if self.kept == 0 {
                // Nothing was done, so there is nothing to tell the next apply.
                let _ = self.journal.end(self.connector);
            }
            return Err(ApplyError::Statement {
                number: index + 1,
                sql: statement.sql.clone(),
                kept: self.kept,
                source,
            });
        }
        match statement.transactional {
            Transactional::CommitBoundaryAfter => self.commit(index + 1)?,
            _ if !self.is_open => self.kept = index + 1,
            _ => {}
        }
        Ok(())
    }
}

fn run(
    dialect: &dyn Dialect,
    frame: &mut Frame<'_>,
    plan: &Plan,
    to: Option<&Schema>,
) -> Result<(), ApplyError> {
    frame.begin()?;
    let found = frame.connector.introspect()?.fingerprint().to_string();
    if found != plan.from_fingerprint {
        return Err(ApplyError::Changed {
            expected: plan.from_fingerprint.clone(),
            found,
            interrupted: dialect
                .planner()
                .and_then(|planner| interrupted(planner, frame.connector))
                .map(Box::new),
        });
    }
    let problems = checks(&plan.session, frame.connector);
    frame.journal = Writer::begin(dialect.planner(), frame.connector, plan.statements.len())?;
    for (index, statement) in plan.statements.iter().enumerate() {
        (frame.watch)(index + 1, statement);
        frame.execute(index, statement)?;
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
