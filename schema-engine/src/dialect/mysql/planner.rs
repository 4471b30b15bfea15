//! Plans changes of MySQL and MariaDB databases.
//!
//! Every statement takes effect at once and for good, so what may fail on rows is asked before the
//! first one runs, what destroys comes last, and each statement is written down; see `journal`.

use schema_model::{Column, ObjectKind, Schema, Table};

use super::flavour::Flavour;
use super::types::quote_name;
use super::{
    Mysql, diff, hazard, journal, ladder, programs, rename, sequences, session, tables, trial,
    views,
};
use crate::graph::Step;
use crate::journal::Journal;
use crate::plan::{Session, Statement};
use crate::planner::Job;
use crate::{EngineError, Planner, Rename};

/// Ranks of steps that could run in any order.
pub(super) mod rank {
    pub(in super::super) const DATABASE: u32 = 5;
    pub(in super::super) const DROP_EVENT: u32 = 10;
    pub(in super::super) const DROP_TRIGGER: u32 = 20;
    pub(in super::super) const DROP_VIEW: u32 = 30;
    pub(in super::super) const DROP_ROUTINE: u32 = 40;
    pub(in super::super) const DROP_FOREIGN_KEY: u32 = 50;
    pub(in super::super) const ADD_SEQUENCE: u32 = 60;
    pub(in super::super) const ADD_TABLE: u32 = 70;
    pub(in super::super) const ALTER_TABLE: u32 = 80;
    pub(in super::super) const ADD_FOREIGN_KEY: u32 = 90;
    pub(in super::super) const ADD_ROUTINE: u32 = 100;
    pub(in super::super) const ADD_VIEW: u32 = 110;
    /// And one more for each that runs before it.
    pub(in super::super) const ADD_TRIGGER: u32 = 120;
    pub(in super::super) const ADD_EVENT: u32 = 100_000;
    pub(in super::super) const DROP_TABLE: u32 = 110_000;
    pub(in super::super) const DROP_SEQUENCE: u32 = 120_000;
}

/// The servers do not tell who holds the lock on a table, but whose transactions are open.
const BLOCKERS: &str = "SELECT concat('connection ', p.id, ' of `', p.user, '` is in a transaction since ', time(t.trx_started), ' and may hold it')
FROM information_schema.innodb_trx t
JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
WHERE p.id <> connection_id() AND p.db = database()
ORDER BY t.trx_started LIMIT 3";

impl Planner for Mysql {
    fn align(&self, from: &Schema, to: &mut Schema) {
        diff::align(from, to);
    }

    fn remarks(&self, from: &Schema, to: &Schema) -> Vec<String> {
        diff::remarks(from, to)
    }

    fn essence(&self, schema: &mut Schema) {
        diff::essence(schema);
    }

    fn compares_options(&self) -> bool {
        true
    }

    fn folds_case(&self) -> bool {
        true
    }

    fn rename(&self, from: &Schema, rename: &Rename) -> Option<Vec<Statement>> {
        let mut statements = vec![statement_of(from, rename, self.flavour)?];
        statements.extend(rename::view::statements(from, rename, self.flavour));
        Some(statements.into_iter().map(session::for_good).collect())
    }

    fn follow(&self, rename: &Rename, schema: &mut Schema) {
        rename::mention(schema, rename, self.flavour);
        rename::view::follow(schema, rename, self.flavour);
        rename.apply_to(schema);
    }

    fn left_behind(&self, to: &Schema, renames: &[Rename]) -> Vec<String> {
        rename::program::left_behind(to, renames, self.flavour)
    }

    fn steps(&self, job: &mut Job<'_>) -> Result<Vec<Step>, EngineError> {
        let mut steps = Vec::new();
        steps.extend(database(job.from, job.to));
        sequences::push(job, &mut steps);
        tables::push(job, self.flavour, &mut steps)?;
        views::push(job, &mut steps);
        programs::push(job, self.flavour, &mut steps);
        Ok(steps)
    }

    fn arrange(&self, statements: Vec<Statement>) -> Vec<Statement> {
        session::tidy(statements)
    }

    fn forms(&self, statement: &Statement) -> Vec<Statement> {
        ladder::forms(statement, self.flavour)
    }

    fn weaker(&self, statement: &Statement) -> Vec<Statement> {
        ladder::weaker(statement, self.flavour)
    }

    fn session(&self, statements: &[Statement]) -> Session {
        match statements.is_empty() {
            true => Session::default(),
            false => session::of_plan(self.flavour.before_plan),
        }
    }

    fn is_passing(&self, error: &EngineError) -> bool {
        let message = error.to_string();
        message.contains("Lock wait timeout exceeded") || message.contains("Deadlock found")
    }

    fn blockers(&self, _: &str) -> Option<String> {
        Some(BLOCKERS.into())
    }

    fn journal(&self) -> Option<&'static dyn Journal> {
        Some(&journal::Table)
    }

    fn quote(&self, name: &str) -> String {
        quote_name(name)
    }

    fn trial_value(&self, column: &Column, row: usize) -> Option<String> {
        trial::value(column, row, self.flavour)
    }
}

/// The step that changes the defaults of the database itself.
fn database(from: &Schema, to: &Schema) -> Option<Step> {
    if from.options == to.options {
        return None;
    }
    let object = super::address::object(ObjectKind::Object, "database");
    let mut statement =
        Statement::new(set_database(to)?, object).hazard(hazard::default_charset("the database"));
    statement.reverse = set_database(from);
    Some(Step {
        name: "alter the database".into(),
        rank: rank::DATABASE,
        statements: vec![statement],
        ..Step::default()
    })
}

/// The statement that gives a database its defaults.
pub(super) fn set_database(schema: &Schema) -> Option<String> {
    let option = |name: &str| schema.options.get(name);
    let (charset, collation) = (option("charset")?, option("collation")?);
    Some(format!(
        "ALTER DATABASE CHARACTER SET {charset} COLLATE {collation}"
    ))
}

fn statement_of(from: &Schema, rename: &Rename, flavour: &Flavour) -> Option<Statement> {
    let key = &rename.address.object;
    let (old, new) = (&key.name.name, &rename.to);
    let Some(part) = &rename.address.part else {
        let word = match key.kind {
            ObjectKind::Table | ObjectKind::Sequence | ObjectKind::View => key.kind.word(),
            _ => return None,
        };
        let sql = |from: &str, to: &str| {
            format!("RENAME TABLE {} TO {}", quote_name(from), quote_name(to))
        };
        return Some(
            Statement::new(sql(old, new), &rename.address)
                .hazard(hazard::rename(word, old, new))
                .undone_by(sql(new, old)),
        );
    };
    let word = match part.kind.as_str() {
        "column" => {
            // Who only asks whether there is a way may not have followed the renames before.
            let unknown = || Table::new(key.name.clone());
            let table = from.table(&key.name).cloned().unwrap_or_else(unknown);
            return Some(rename_column(&table, rename, &part.name, flavour));
        }
        "index" => "INDEX",
        "constraint" if is_unique(from, rename) => "INDEX",
        _ => return None,
    };
    let sql = |from: &str, to: &str| {
        format!(
            "ALTER TABLE {} RENAME {word} {} TO {}",
            quote_name(old),
            quote_name(from),
            quote_name(to)
        )
    };
    let statement = Statement::new(sql(&part.name, new), &rename.address);
    Some(statement.undone_by(sql(new, &part.name)))
}

fn rename_column(table: &Table, rename: &Rename, old: &str, flavour: &Flavour) -> Statement {
    let (sql, back) = rename::column(table, old, &rename.to, flavour);
    let name = format!("{}.{old}", table.name.name);
    Statement::new(sql, &rename.address)
        .hazard(hazard::rename("column", &name, &rename.to))
        .undone_by(back)
}

fn is_unique(schema: &Schema, rename: &Rename) -> bool {
    let name = rename.address.part.as_ref().map(|part| &part.name);
    let table = schema.table(&rename.address.object.name);
    let mut constraints = table.into_iter().flat_map(|it| &it.constraints);
    constraints.any(|it| {
        it.name.as_ref() == name && matches!(it.kind, schema_model::ConstraintKind::Unique(_))
    })
}
