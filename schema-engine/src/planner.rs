//! What a dialect says about changing a schema.
//!
//! The engine compares, orders, proves and applies; a planner decides between "in place" and
//! "rebuild", writes the statements, and says what each may cost.

use schema_model::{Column, Difference, ObjectName, Schema, Table};

use crate::graph::Step;
use crate::journal::Journal;
use crate::plan::{Question, Session};
use crate::{Connector, EngineError, Rename, Statement};

/// What a dialect knows of changing a schema.
pub trait Planner: Sync {
    /// Gives everything in `to` that the engine takes for equal the spelling that it has in `from`:
    /// names that differ by case, expressions that differ by a blank.
    fn align(&self, from: &Schema, to: &mut Schema) {
        let _ = (from, to);
    }

    /// What alignment passes over and somebody may want to know.
    fn remarks(&self, from: &Schema, to: &Schema) -> Vec<String> {
        let _ = (from, to);
        Vec::new()
    }

    /// Takes out of a schema what differs between two databases that are equal, before its
    /// fingerprint is compared.
    fn essence(&self, schema: &mut Schema) {
        let _ = schema;
    }

    /// Whether the settings of the database itself are part of equality.
    fn compares_options(&self) -> bool {
        false
    }

    /// Whether the order of columns is part of equality. Where it is not, a new column goes to the
    /// end and no table is rewritten for the sake of order.
    fn compares_column_order(&self) -> bool {
        true
    }

    /// Whether names that differ only by case name the same thing.
    fn folds_case(&self) -> bool {
        false
    }

    /// The statements of a rename; `None` where the engine cannot do it in place, and the thing is
    /// dropped and added instead.
    fn rename(&self, from: &Schema, rename: &Rename) -> Option<Vec<Statement>>;

    /// Gives the thing its new name in a schema, as those statements do.
    fn follow(&self, rename: &Rename, schema: &mut Schema) {
        rename.apply_to(schema);
    }

    /// What still has an old name after renames that nothing carries into it, a sentence for each.
    /// `to` is the schema that is asked for.
    fn left_behind(&self, to: &Schema, renames: &[Rename]) -> Vec<String> {
        let _ = (to, renames);
        Vec::new()
    }

    /// The changes as steps, in any order.
    ///
    /// # Errors
    /// When a change cannot be expressed.
    fn steps(&self, job: &mut Job<'_>) -> Result<Vec<Step>, EngineError>;

    /// The statements in their final order, without those that the order makes superfluous.
    fn arrange(&self, statements: Vec<Statement>) -> Vec<Statement> {
        statements
    }

    /// Other forms of a statement, the best first and the statement itself last; the first that the
    /// engine takes on a scratch database becomes part of the plan. None where there is no choice.
    fn forms(&self, statement: &Statement) -> Vec<Statement> {
        let _ = statement;
        Vec::new()
    }

    /// Forms of a statement of a plan that may be more work and are taken more often, for a database
    /// that refuses what a scratch database took.
    fn weaker(&self, statement: &Statement) -> Vec<Statement> {
        let _ = statement;
        Vec::new()
    }

    /// What a statement that failed may have left behind: a query that finds it, and the statement
    /// that drops it.
    fn leftover(&self, statement: &Statement) -> Option<[String; 2]> {
        let _ = statement;
        None
    }

    /// Whether a statement that failed like this may succeed when it is tried again.
    fn is_passing(&self, error: &EngineError) -> bool {
        let _ = error;
        false
    }

    /// Asks who may hold what a statement waited for: a sentence for each.
    fn blockers(&self, sql: &str) -> Option<String> {
        let _ = sql;
        None
    }

    /// What runs around these statements.
    fn session(&self, statements: &[Statement]) -> Session;

    /// How it is noted how far an apply has come; none where statements can be taken back.
    fn journal(&self) -> Option<&'static dyn Journal> {
        None
    }

    /// A name as SQL text.
    fn quote(&self, name: &str) -> String;

    /// The name of an object as SQL text.
    fn quote_object(&self, name: &ObjectName) -> String {
        let name_text = self.quote(&name.name);
        match &name.namespace {
            Some(namespace) => format!("{}.{name_text}", self.quote(namespace)),
            None => name_text,
        }
    }

    /// A table as a query names it that reads the rows of the table itself.
    fn rows_of(&self, table: &Table) -> String {
        self.quote_object(&table.name)
    }

    /// A value for a column of a trial row, different for each `row`; `None` to leave it out.
    fn trial_value(&self, column: &Column, row: usize) -> Option<String>;

    /// A hidden column that tells rows apart and must be kept, where a table has one.
    fn row_identity(&self, table: &Table) -> Option<String> {
        let _ = table;
        None
    }
}

/// When a table is changed in forms that let others use it meanwhile. They take longer, and some
/// cannot run inside of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Online {
    /// Where the table is so large that a lock would be felt.
    #[default]
    Auto,
    /// Wherever the engine has such a form.
    Always,
    /// Nowhere: all or nothing is worth more.
    Never,
}

/// What is to be planned.
pub struct Job<'a> {
    /// The schema as it is once the renames have run.
    pub from: &'a Schema,
    /// The schema as it should be, aligned with `from`, its columns in the order that was asked for.
    pub to: &'a Schema,
    /// What differs.
    pub differences: &'a [Difference],
    /// Set after a plan with the cheap forms did not verify: take the form that always works.
    pub careful: bool,
    /// When to let others use a table that is changed.
    pub online: Online,
    /// The database, for questions about its rows.
    pub data: Questions<'a>,
}

/// Questions about the rows that are there.
#[derive(Default)]
pub struct Questions<'a> {
    connector: Option<&'a mut dyn Connector>,
    /// What was asked so far.
    pub asked: Vec<Question>,
    /// Why a plan cannot succeed on these rows.
    pub blocked: Vec<String>,
}

impl<'a> Questions<'a> {
    /// Questions to this database; without one, nothing is known of the rows.
    pub fn to(connector: Option<&'a mut dyn Connector>) -> Self {
        Self {
            connector,
            ..Self::default()
        }
    }

    /// Asks for a number; `None` when there is no database to ask, or it does not answer.
    pub fn count(&mut self, about: impl Into<String>, sql: impl Into<String>) -> Option<u64> {
        let connector = self.connector.as_mut()?;
        let sql = sql.into();
        let rows = connector.query(&sql).ok()?;
        let answer = rows.first()?.first()?.as_ref()?.parse().ok()?;
        let about = about.into();
        self.asked.push(Question { sql, about, answer });
        Some(answer)
    }
}
