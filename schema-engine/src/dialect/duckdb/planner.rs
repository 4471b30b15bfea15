//! Plans changes of DuckDB databases.
//!
//! A table is altered in place where the engine can do that with rows in it, else it is copied, and
//! with it every table that refers to it: see `alter` and `rebuild`. Everything runs in one
//! transaction. The engine protects what tables and indexes depend on, but lets a view stand that
//! reads what is not there; so views over what changes are made again.

use std::collections::BTreeSet;

use schema_model::{Column, ConstraintKind, ObjectKind, ObjectName, Schema, Table};

use super::{Duckdb, alter, diff, objects, quote, rebuild, rename};
use crate::graph::Step;
use crate::plan::{Session, Statement};
use crate::planner::Job;
use crate::{EngineError, Planner, Rename};

impl Planner for Duckdb {
    fn align(&self, from: &Schema, to: &mut Schema) {
        diff::align(from, to);
    }

    fn compares_column_order(&self) -> bool {
        false
    }

    fn folds_case(&self) -> bool {
        true
    }

    fn rename(&self, from: &Schema, rename: &Rename) -> Option<Vec<Statement>> {
        rename::statements(from, rename)
    }

    fn steps(&self, job: &mut Job<'_>) -> Result<Vec<Step>, EngineError> {
        let work = Work::of(job);
        let mut phases: Vec<(&str, Vec<Statement>)> = Vec::new();
        let mut push = |name: &'static str, statements| phases.push((name, statements));
        push("drop views", objects::drop_views(job, &work));
        push("drop indexes", objects::drop_indexes(job, &work));
        push("save rows", rebuild::save(job, &work));
        push("drop tables", rebuild::drop_tables(job, &work));
        push("drop macros", objects::drop_macros(job, &work));
        push("drop sequences and types", objects::drop_others(job, &work));
        push("add namespaces", objects::add_namespaces(job));
        push("add sequences and types", objects::add_others(job, &work));
        push("alter tables", work.altered.clone());
        push(
            "add tables and macros",
            objects::add_tables_and_macros(job, &work),
        );
        push("give rows back", rebuild::give_back(job, &work));
        push("add indexes", objects::add_indexes(job, &work));
        push("add views", objects::add_views(job, &work));
        push("comments", objects::comments(job, &work));
        push("drop namespaces", objects::drop_namespaces(job));
        let steps = phases
            .into_iter()
            .zip(0..)
            .map(|((name, statements), rank)| Step {
                name: name.into(),
                rank,
                statements,
                ..Step::default()
            });
        Ok(steps.collect())
    }

    fn session(&self, statements: &[Statement]) -> Session {
        if statements.is_empty() {
            return Session::default();
        }
        Session {
            begin: Some("BEGIN TRANSACTION".into()),
            commit: Some("COMMIT".into()),
            rollback: Some("ROLLBACK".into()),
            ..Session::default()
        }
    }

    fn quote(&self, name: &str) -> String {
        quote::name(name)
    }

    fn trial_value(&self, column: &Column, row: usize) -> Option<String> {
        alter::trial_value(&column.logical_type, row)
    }
}

/// What becomes of each table, macro and sequence.
#[derive(Default)]
pub(super) struct Work {
    /// Tables on both sides that are copied.
    pub rebuilt: BTreeSet<ObjectName>,
    /// Tables on both sides of which something changes.
    pub touched: BTreeSet<ObjectName>,
    /// Statements that alter tables in place.
    pub altered: Vec<Statement>,
    /// Macros and sequences that are on both sides and differ.
    pub replaced: BTreeSet<(ObjectKind, ObjectName)>,
}

impl Work {
    fn of(job: &mut Job<'_>) -> Self {
        let mut work = Self::default();
        work.find_replaced(job.from, job.to);
        for to in &job.to.tables {
            if let Some(from) = job.from.table(&to.name)
                && work.must_rebuild(job, from, to)
            {
                work.rebuilt.insert(to.name.clone());
            }
        }
        work.close_over_references(job.from, job.to);
        for to in &job.to.tables {
            let Some(from) = job.from.table(&to.name) else {
                continue;
            };
            if work.rebuilt.contains(&to.name) {
                work.touched.insert(to.name.clone());
                continue;
            }
            let altered = alter::statements(job, from, to);
            if !altered.is_empty() {
                work.touched.insert(to.name.clone());
                work.altered.extend(altered);
            }
        }
        work
    }

    fn find_replaced(&mut self, from: &Schema, to: &Schema) {
        for routine in &from.routines {
            let other = to.routines.iter().find(|it| it.name == routine.name);
            if other.is_none_or(|it| it.definition != routine.definition || it.kind != routine.kind)
            {
                self.replaced
                    .insert((ObjectKind::Routine, routine.key_name()));
            }
        }
        for sequence in &from.sequences {
            let other = to.sequences.iter().find(|it| it.name == sequence.name);
            if other.is_none_or(|it| it.options != sequence.options) {
                self.replaced
                    .insert((ObjectKind::Sequence, sequence.name.clone()));
            }
        }
    }

    fn must_rebuild(&self, job: &Job<'_>, from: &Table, to: &Table) -> bool {
        let loses_ground = from
            .depends_on
            .iter()
            .any(|key| self.replaced.contains(&(key.kind, key.name.clone())));
        let is_free = || from.indexes.is_empty() && !is_referenced(job.from, &from.name);
        loses_ground
            || alter::replaces_index(from, to)
            || !alter::same_columns_and_constraints(from, to)
                && (job.careful || !alter::can_alter(from, to, is_free()))
    }

    /// A table cannot be dropped while another refers to it.
    fn close_over_references(&mut self, from: &Schema, to: &Schema) {
        loop {
            let before = self.rebuilt.len();
            for table in &from.tables {
                let refers = references(table).any(|name| self.rebuilt.contains(name));
                if refers && to.table(&table.name).is_some() {
                    self.rebuilt.insert(table.name.clone());
                }
            }
            if self.rebuilt.len() == before {
                return;
            }
        }
    }
}

/// The tables that a table refers to.
pub(super) fn references(table: &Table) -> impl Iterator<Item = &ObjectName> {
    table.constraints.iter().filter_map(|it| match &it.kind {
        ConstraintKind::ForeignKey(key) => Some(&key.references),
        _ => None,
    })
}

/// Whether another table refers to a table, or itself does.
pub(super) fn is_referenced(schema: &Schema, name: &ObjectName) -> bool {
    schema
        .tables
        .iter()
        .any(|table| references(table).any(|it| it == name))
}
