//! Tables that are new and tables that go.

use schema_model::{Constraint, ConstraintKind, ForeignKey, ObjectName, Schema, Table};

use super::address::{form, part, relation, shared, table as table_address};
use super::flavour::Flavour;
use super::planner::rank;
use super::reference;
use super::render::{Later, render_table, table_order};
use super::types::quote_name;
use super::{alter, hazard};
use crate::EngineError;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// The steps for all tables with their foreign keys.
pub(super) fn push(
    job: &mut Job<'_>,
    flavour: &'static Flavour,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    let (from, to) = (job.from, job.to);
    let apart = Apart::of(from, to);
    for pair in pairs(&from.tables, &to.tables, |table| table.name.clone()) {
        match pair {
            Pair::Added(table) => steps.push(add(table, &apart.added, flavour)?),
            Pair::Dropped(table) => {
                let step = drop(job, table, &apart.dropped);
                steps.push(step);
            }
            Pair::Both { from, to } => alter::push_step(job, flavour, from, to, steps),
        }
    }
    reference::push(job, flavour, &apart, steps);
    Ok(())
}

/// The foreign keys that cannot come or go with their table.
pub(super) struct Apart {
    /// Of new tables: those in a circle, and those to tables that are not there.
    pub added: Later,
    /// Of tables that go: those in a circle.
    pub dropped: Later,
}

impl Apart {
    fn of(from: &Schema, to: &Schema) -> Self {
        Self {
            added: circles(to, from),
            dropped: circles(from, to),
        }
    }
}

/// The foreign keys of the tables that `there` has not, as far as they point in circles or nowhere.
fn circles(here: &Schema, there: &Schema) -> Later {
    let mut schema = here.clone();
    for table in &mut schema.tables {
        if there.table(&table.name).is_some() {
            table.constraints.clear();
        }
    }
    table_order(&schema).1
}

fn add(table: &Table, later: &Later, flavour: &Flavour) -> Result<Step, EngineError> {
    let name = &table.name.name;
    let mut step = Step {
        name: format!("add table `{name}`"),
        rank: rank::ADD_TABLE,
        adds: vec![table_address(name), relation(name)],
        statements: vec![
            Statement::new(render_table(table, later, flavour)?, table_address(name))
                .undone_by(format!("DROP TABLE {}", quote_name(name))),
        ],
        ..Step::default()
    };
    for (constraint, key) in foreign_keys(table) {
        if later.get(name, constraint).is_some() {
            continue;
        }
        let symbol = constraint.identity();
        step.adds.push(part(name, "constraint", &symbol));
        step.adds.push(shared("key", &symbol));
        if key.references.name != *name {
            step.needs.push(form(&key.references.name));
            step.needs.push(relation(&key.references.name));
        }
    }
    for sequence in &table.depends_on {
        step.needs.push(relation(&sequence.name.name));
    }
    step.needs.extend(sequences(table));
    Ok(step)
}

/// The sequences that defaults take numbers from.
fn sequences(table: &Table) -> Vec<schema_model::Address> {
    let mut found = Vec::new();
    for default in table.columns.iter().filter_map(|it| it.default.as_deref()) {
        if let Some((_, rest)) = default.split_once("nextval(") {
            let name = rest.split(')').next().unwrap_or_default();
            found.push(relation(&name.trim_matches('`').replace("``", "`")));
        }
    }
    found
}

fn drop(job: &mut Job<'_>, table: &Table, later: &Later) -> Step {
    let name = &table.name.name;
    let rows = job.data.count(
        format!("rows of `{name}`"),
        format!("SELECT count(*) FROM {}", quote_name(name)),
    );
    let mut step = Step {
        name: format!("drop table `{name}`"),
        rank: rank::DROP_TABLE,
        drops: vec![table_address(name), relation(name)],
        statements: vec![
            Statement::new(
                format!("DROP TABLE {}", quote_name(name)),
                table_address(name),
            )
            .hazard(hazard::drop_table(name, rows)),
        ],
        ..Step::default()
    };
    for trigger in &table.triggers {
        step.drops.push(shared("trigger", &trigger.name));
    }
    for (constraint, key) in foreign_keys(table) {
        if later.get(name, constraint) == Some(false) {
            continue;
        }
        step.drops.push(shared("key", &constraint.identity()));
        if key.references.name != *name {
            step.releases.push(table_address(&key.references.name));
            step.releases.push(form(&key.references.name));
        }
    }
    step
}

/// The foreign keys of a table to tables of the same database, and to others.
pub(super) fn foreign_keys(table: &Table) -> impl Iterator<Item = (&Constraint, &ForeignKey)> {
    table.constraints.iter().filter_map(|it| match &it.kind {
        ConstraintKind::ForeignKey(key) => Some((it, key)),
        _ => None,
    })
}

/// Whether a foreign key points to a table that the schema has.
pub(super) fn is_known(schema: &Schema, name: &ObjectName) -> bool {
    name.namespace.is_none() && schema.table(name).is_some()
}
