//! The journal: how far an apply has come, where statements cannot be taken back.
//!
//! It is a table of the database that is there only while an apply runs. One that is found when none
//! runs was left by an apply that did not end, and says at which statement. The next plan is made
//! from the database as it is, so it goes on from there; nothing is replayed from the journal.

use std::fmt;

use crate::{Connector, EngineError, Planner, Statement};

/// How a dialect keeps the journal.
pub trait Journal: Sync {
    /// Makes it, empty.
    fn add(&self) -> String;

    /// Notes that a statement begins.
    fn begin(&self, entry: &Entry<'_>) -> String;

    /// Notes that the statement of that number has ended.
    fn end(&self, number: usize) -> String;

    /// Asks for the last entry: number, how many there are, whether it ended (1 or 0), its text.
    fn read(&self) -> String;

    /// Drops it, if it is there.
    fn drop(&self) -> String;
}

/// A statement that begins.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// How many the plan has.
    pub of: usize,
    /// Its text.
    pub sql: &'a str,
}

/// Where an apply stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interrupted {
    /// The number of the last statement that began.
    pub number: String,
    /// How many the plan had.
    pub of: String,
    /// Whether the statement ended.
    pub ended: bool,
    /// Its text.
    pub sql: String,
}

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            number,
            of,
            ended,
            sql,
        } = self;
        let state = match ended {
            true => "was the last that was done",
            false => "was under way",
        };
        write!(
            f,
            "an apply stopped before its end: statement {number} of {of} {state} (`{sql}`)"
        )
    }
}

/// Where an apply stopped that did not end, if there is one.
pub fn interrupted(planner: &dyn Planner, connector: &mut dyn Connector) -> Option<Interrupted> {
    let journal = planner.journal()?;
    // A database without a journal has no table to ask.
    let rows = connector.query(&journal.read()).ok()?;
    let mut values = rows
        .into_iter()
        .next()?
        .into_iter()
        .map(Option::unwrap_or_default);
    Some(Interrupted {
        number: values.next()?,
        of: values.next()?,
        ended: values.next()? == "1",
        sql: values.next()?,
    })
}

/// Executes statements, and writes down where it is.
#[derive(Default)]
pub(crate) struct Writer {
    journal: Option<&'static dyn Journal>,
    of: usize,
}

impl Writer {
    /// Begins a journal, where the dialect keeps one; a journal that was left goes.
    pub fn begin(
        planner: Option<&'static dyn Planner>,
        connector: &mut dyn Connector,
        of: usize,
    ) -> Result<Self, EngineError> {
        let journal = planner.and_then(Planner::journal);
        if let Some(journal) = journal {
            connector.execute(&journal.drop())?;
            connector.execute(&journal.add())?;
        }
        Ok(Self { journal, of })
    }

    /// Executes a statement between its two entries.
    pub fn execute(
        &self,
        connector: &mut dyn Connector,
        number: usize,
        statement: &Statement,
    ) -> Result<(), EngineError> {
        let Some(journal) = self.journal else {
            return connector.execute(&statement.sql);
        };
        connector.execute(&journal.begin(&Entry {
            number,
            of: self.of,
            sql: &statement.sql,
        }))?;
        connector.execute(&statement.sql)?;
        connector.execute(&journal.end(number))
    }

    /// Drops the journal: all is done, or nothing was.
    pub fn end(&self, connector: &mut dyn Connector) -> Result<(), EngineError> {
        match self.journal {
            Some(journal) => connector.execute(&journal.drop()),
            None => Ok(()),
        }
    }
}
