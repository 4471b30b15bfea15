//! Plans changes of PostgreSQL databases.
//!
//! What the server can alter in place is altered in place; what it refuses because something else
//! stands on it is done by taking that away first and making it again afterwards: see `plan`. Nothing
//! here asks a server; the plan is tried on a scratch database where there is one.

use schema_model::{Column, Schema, Table, TableKind};

use super::quote::{identifier, literal};
use super::{Postgres, diff, plan, rename, trial};
use crate::graph::Step;
use crate::plan::{Session, Statement, Transactional};
use crate::planner::Job;
use crate::{EngineError, Planner, Rename};

/// Who holds a lock on a relation that a text names.
const BLOCKERS: &str = include_str!("blockers.sql");

impl Planner for Postgres {
    fn align(&self, from: &Schema, to: &mut Schema) {
        diff::align(from, to);
    }

    fn compares_column_order(&self) -> bool {
        false
    }

    fn rename(&self, from: &Schema, rename: &Rename) -> Option<Vec<Statement>> {
        rename::statements(from, rename)
    }

    fn steps(&self, job: &mut Job<'_>) -> Result<Vec<Step>, EngineError> {
        plan::steps(job)
    }

    fn arrange(&self, statements: Vec<Statement>) -> Vec<Statement> {
        plan::with_patience(statements)
    }

    fn leftover(&self, statement: &Statement) -> Option<[String; 2]> {
        plan::leftover(statement)
    }

    fn is_passing(&self, error: &EngineError) -> bool {
        let message = error.to_string();
        message.contains("lock timeout") || message.contains("deadlock detected")
    }

    fn blockers(&self, sql: &str) -> Option<String> {
        Some(BLOCKERS.replace("$1", &literal(sql)))
    }

    fn session(&self, statements: &[Statement]) -> Session {
        if statements.is_empty() {
            return Session::default();
        }
        let all_outside = statements
            .iter()
            .all(|statement| statement.transactional == Transactional::Outside);
        let around = |sql: &str| (!all_outside).then(|| sql.to_owned());
        Session {
            before: BEFORE.iter().map(|sql| (*sql).into()).collect(),
            begin: around("BEGIN"),
            checks: Vec::new(),
            commit: around("COMMIT"),
            rollback: around("ROLLBACK"),
            after: AFTER.iter().map(|sql| (*sql).into()).collect(),
        }
    }

    fn quote(&self, name: &str) -> String {
        identifier(name)
    }

    fn rows_of(&self, table: &Table) -> String {
        let name = self.quote_object(&table.name);
        match table.kind {
            // Those of tables that inherit from it are read with them.
            TableKind::Ordinary => format!("ONLY {name}"),
            _ => name,
        }
    }

    fn trial_value(&self, column: &Column, row: usize) -> Option<String> {
        trial::value(&column.logical_type, &column.native_type, row)
    }
}

/// A statement that waits for a lock makes everyone behind it wait too, so it gives up soon. Function
/// bodies may name what is made after them.
const BEFORE: &[&str] = &[
    "SET lock_timeout = '3s'",
    "SET statement_timeout = '20min'",
    "SET check_function_bodies = false",
];

const AFTER: &[&str] = &[
    "RESET check_function_bodies",
    "RESET statement_timeout",
    "RESET lock_timeout",
];
