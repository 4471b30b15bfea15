//! Copies tables that cannot be changed in place: their rows are saved, they are dropped and made
//! anew, and get their rows back.

use std::collections::BTreeMap;

use schema_model::{ObjectKind, ObjectName, Schema, Table};

use super::address::object_address;
use super::alter::{
    cast, drop_hazard, not_null_hazard, required_hazard, same_columns_and_constraints, type_hazards,
};
use super::planner::{Work, references};
use super::{blocked, hazard, quote};
use crate::plan::{Hazard, Statement};
use crate::planner::Job;

/// Saves the rows of tables that are made anew.
pub(super) fn save(job: &mut Job<'_>, work: &Work) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (name, saved) in names(job.from, job.to, work) {
        let (Some(from), Some(to)) = (job.from.table(&name), job.to.table(&name)) else {
            continue;
        };
        let sql = save_sql(&name, &saved);
        let hazards = hazards(job, from, to);
        let statement = Statement::new(sql, object_address(ObjectKind::Table, &name));
        statements.push(statement.with_hazards(hazards));
    }
    statements
}

/// The statement that saves the rows of a table.
pub(super) fn save_sql(table: &ObjectName, saved: &ObjectName) -> String {
    format!(
        "CREATE TABLE {} AS SELECT * FROM {}",
        quote::object(saved),
        quote::object(table)
    )
}

/// Names for saved rows that no table has on either side.
fn names(from: &Schema, to: &Schema, work: &Work) -> BTreeMap<ObjectName, ObjectName> {
    let names = work.rebuilt.iter();
    let saved = |name: &ObjectName| (name.clone(), free_name(name, &[from, to]));
    names.map(saved).collect()
}

/// A name that nothing has yet.
pub(super) fn free_name(name: &ObjectName, schemas: &[&Schema]) -> ObjectName {
    let mut free = name.sibling(format!("{}__saved", name.name));
    let is_taken = |free: &ObjectName| {
        let lower = free.name.to_lowercase();
        schemas.iter().any(|schema| {
            let tables = schema.tables.iter().map(|it| &it.name);
            let mut all = tables.chain(schema.views.iter().map(|it| &it.name));
            all.any(|it| it.name.to_lowercase() == lower)
        })
    };
    while is_taken(&free) {
        free.name.push('_');
    }
    free
}

fn hazards(job: &mut Job<'_>, from: &Table, to: &Table) -> Vec<Hazard> {
    let name = to.name.to_string();
    let mut hazards = vec![hazard::rebuild(&name)];
    if same_columns_and_constraints(from, to) {
        return hazards;
    }
    for column in &to.columns {
        match from.column(&column.name) {
            None => hazards.extend(required_hazard(job, to, column)),
            Some(old) if old.generated.is_some() || column.generated.is_some() => {
                if old.generated.is_none() {
                    hazards.push(drop_hazard(job, from, old));
                }
            }
            Some(old) => {
                if old.native_type != column.native_type {
                    hazards.extend(type_hazards(job, to, old, column));
                }
                if old.nullable && !column.nullable {
                    hazards.push(not_null_hazard(job, to, column));
                }
            }
        }
    }
    for column in from
        .columns
        .iter()
        .filter(|it| to.column(&it.name).is_none())
    {
        hazards.push(drop_hazard(job, from, column));
    }
    if from.constraints != to.constraints {
        blocked::ask(job, from, to);
        hazards.push(hazard::change_constraints(&name));
    }
    hazards
}

/// Drops tables that are made anew or gone, each before those that it refers to.
pub(super) fn drop_tables(job: &mut Job<'_>, work: &Work) -> Vec<Statement> {
    let goes =
        |table: &&Table| work.rebuilt.contains(&table.name) || job.to.table(&table.name).is_none();
    let tables: Vec<&Table> = job.from.tables.iter().filter(goes).collect();
    let mut statements = Vec::new();
    for table in children_first(tables) {
        let address = object_address(ObjectKind::Table, &table.name);
        let mut statement = Statement::new(drop_sql(&table.name), address);
        if !work.rebuilt.contains(&table.name) {
            let rows = job.data.count(
                format!("rows of `{}`", table.name),
                format!("SELECT count(*) AS n FROM {}", quote::object(&table.name)),
            );
            statement = statement.hazard(hazard::drop_table(&table.name.to_string(), rows));
        }
        statements.push(statement);
    }
    statements
}

/// The statement that drops a table.
pub(super) fn drop_sql(table: &ObjectName) -> String {
    format!("DROP TABLE {}", quote::object(table))
}

/// Tables, each before those that it refers to; no circle is possible but a table with itself.
pub(super) fn children_first(mut waiting: Vec<&Table>) -> Vec<&Table> {
    let mut order = Vec::new();
    while !waiting.is_empty() {
        let is_free = |table: &Table| {
            let others = waiting.iter().filter(|other| other.name != table.name);
            !others
                .flat_map(|other| references(other))
                .any(|name| *name == table.name)
        };
        let (free, rest): (Vec<&Table>, Vec<&Table>) =
            waiting.iter().copied().partition(|table| is_free(table));
        if free.is_empty() {
            order.extend(rest);
            break;
        }
        order.extend(free);
        waiting = rest;
    }
    order
}

/// Gives the rows back, to each table after those that it refers to.
pub(super) fn give_back(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let names = names(job.from, job.to, work);
    let tables = job.to.tables.iter();
    let tables = tables
        .filter(|it| work.rebuilt.contains(&it.name))
        .collect();
    let mut statements = Vec::new();
    for to in children_first(tables).into_iter().rev() {
        let (Some(from), Some(saved)) = (job.from.table(&to.name), names.get(&to.name)) else {
            continue;
        };
        let address = object_address(ObjectKind::Table, &to.name);
        if let Some(sql) = give_back_sql(from, to, saved, |column| column.to_owned()) {
            statements.push(Statement::new(sql, &address));
        }
        statements.push(Statement::new(drop_sql(saved), &address));
    }
    statements
}

/// The statement that gives a table its rows back; none when it has no column in common with the
/// table that it was. `old_name` says what a column was called.
pub(super) fn give_back_sql(
    from: &Table,
    to: &Table,
    saved: &ObjectName,
    old_name: impl Fn(&str) -> String,
) -> Option<String> {
    let mut names = Vec::new();
    let mut values = Vec::new();
    for column in to.columns.iter().filter(|it| it.generated.is_none()) {
        let Some(old) = from.column(&old_name(&column.name)) else {
            continue;
        };
        // What was computed is not kept as if somebody had written it.
        if old.generated.is_some() {
            continue;
        }
        names.push(quote::name(&column.name));
        let value = quote::name(&old.name);
        values.push(match old.native_type == column.native_type {
            true => value,
            false => cast(old, column),
        });
    }
    if names.is_empty() {
        return None;
    }
    Some(format!(
        "INSERT INTO {} ({}) SELECT {} FROM {}",
        quote::object(&to.name),
        names.join(", "),
        values.join(", "),
        quote::object(saved)
    ))
}
