//! The transaction around the statements, where the engine has one, and what is tried again.
//!
//! Somebody who holds a lock is waited for a little, several times: everybody else who wants the table
//! waits behind us meanwhile. What a transaction has done goes before that, so that its own locks are
//! in nobody's way.

use std::time::Duration;

use super::ApplyError;
use crate::journal::Writer;
use crate::plan::{Session, Transactional};
use crate::{Connector, EngineError, Planner, Statement};

/// How often what stands in the way of somebody else is tried again, and the pause before each time.
const PAUSES: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];

/// Runs the statements of a plan, and knows what has become of them.
pub(super) struct Frame<'a> {
    session: &'a Session,
    pub connector: &'a mut dyn Connector,
    is_open: bool,
    /// How many statements have taken effect for good.
    pub kept: usize,
    /// The number of the statement that is under way; 0 before the first.
    at: usize,
    /// The statements that are being committed.
    committing: Option<(usize, usize)>,
    pauses: std::slice::Iter<'static, Duration>,
    pub journal: Writer,
    planner: Option<&'static dyn Planner>,
    pub watch: &'a dyn Fn(usize, &Statement),
}

impl<'a> Frame<'a> {
    pub fn new(
        session: &'a Session,
        connector: &'a mut dyn Connector,
        planner: Option<&'static dyn Planner>,
        watch: &'a dyn Fn(usize, &Statement),
    ) -> Self {
        Self {
            session,
            connector,
            is_open: false,
            kept: 0,
            at: 0,
            committing: None,
            pauses: PAUSES.iter(),
            journal: Writer::default(),
            planner,
            watch,
        }
    }

    pub fn begin(&mut self) -> Result<(), ApplyError> {
        if let (Some(begin), false) = (&self.session.begin, self.is_open) {
            self.connector.execute(begin)?;
            self.is_open = true;
        }
        Ok(())
    }

    /// Commits what is open; `done` statements have taken effect then.
    pub fn commit(&mut self, done: usize) -> Result<(), ApplyError> {
        if let (Some(commit), true) = (&self.session.commit, self.is_open) {
            self.committing = Some((self.kept + 1, done));
            self.connector.execute(commit)?;
            self.committing = None;
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
        for pause in PAUSES {
            let Err(error) = &done else { break };
            self.clear_up(planner, statement);
            if !planner.is_passing(error) {
                break;
            }
            std::thread::sleep(pause);
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

    pub fn execute(&mut self, index: usize, statement: &Statement) -> Result<(), ApplyError> {
        self.at = index + 1;
        let is_outside = statement.transactional == Transactional::Outside;
        match is_outside {
            true => self.commit(index)?,
            false => self.begin()?,
        }
        let mut done = self.journal.execute(self.connector, index + 1, statement);
        if done.is_err() && is_outside {
            done = self.execute_again(index, statement, done);
        }
        if let Err(error) = &done
            && !self.is_passing(error)
        {
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

    fn is_passing(&self, error: &EngineError) -> bool {
        self.planner.is_some_and(|it| it.is_passing(error))
    }

    /// Where to go on after a statement failed that may succeed when its transaction is tried again.
    pub fn go_back(&mut self, error: ApplyError) -> Result<usize, ApplyError> {
        let is_passing = match &error {
            ApplyError::Statement { source, .. } => self.is_open && self.is_passing(source),
            _ => false,
        };
        let Some(pause) = self.pauses.next().filter(|_| is_passing) else {
            return Err(error);
        };
        self.roll_back();
        std::thread::sleep(*pause);
        Ok(self.kept)
    }

    /// Undoes what can be undone, and says what is known then.
    pub fn give_up(&mut self, error: ApplyError) -> ApplyError {
        let was_open = self.is_open;
        self.roll_back();
        if self.connector.query("SELECT 1").is_ok() {
            return match error {
                ApplyError::Engine(source) if self.at > 0 => ApplyError::Stopped {
                    kept: self.kept,
                    source,
                },
                error => self.with_blockers(error),
            };
        }
        let unknown = match was_open {
            true => self.committing,
            false => (self.at > self.kept).then_some((self.at, self.at)),
        };
        ApplyError::Lost {
            number: self.at,
            kept: self.kept,
            unknown,
            source: Box::new(error),
        }
    }

    /// Names who holds what a statement waited for, where the engine tells.
    fn with_blockers(&mut self, mut error: ApplyError) -> ApplyError {
        if let ApplyError::Statement { sql, source, .. } = &mut error
            && let Some(planner) = self.planner.filter(|it| it.is_passing(source))
            && let Some(query) = planner.blockers(sql)
            && let EngineError::Database { message, .. } = source
        {
            let rows = self.connector.query(&query).unwrap_or_default();
            for blocker in rows.into_iter().flatten().flatten() {
                message.push_str("; ");
                message.push_str(&blocker);
            }
        }
        error
    }
}
