//! Copies a table into its new form, so that nothing is lost on the way.
//!
//! The new table is made beside the old one, filled, and takes its name; never the other way round,
//! since the foreign keys of other tables would follow the old one. Rowids and the high-water mark of
//! AUTOINCREMENT are carried over. Indexes and triggers are made again by steps of their own.
//! <https://www.sqlite.org/lang_altertable.html#otheralter>

use std::collections::BTreeSet;

use schema_model::{Action, Column, ConstraintKind, ObjectKind, Schema, Table, TableKind};

use super::alter::{drop_column_hazard, rowid_name, same_column};
use super::diff::{fold, same};
use super::planner::{object, table_sql};
use super::token::quote_name;
use super::{hazard, question, rebuild_data};
use crate::EngineError;
use crate::plan::{Hazard, Statement};
use crate::planner::Job;

/// The statements that copy a table into another form.
pub(super) fn statements(
    job: &mut Job<'_>,
    from: &Table,
    to: &Table,
) -> Result<Vec<Statement>, EngineError> {
    let address = object(ObjectKind::Table, &to.name);
    let temporary = temporary_name(job, &to.name.name);
    let mut shell = to.clone();
    shell.name = to.name.sibling(&temporary);
    let (old, new) = (quote_name(&from.name.name), quote_name(&temporary));
    let hazards = hazards(job, from, to);
    let mut statements = vec![
        Statement::new(table_sql(&shell)?, &address),
        Statement::new(copy_sql(from, to, &old, &new), &address).with_hazards(hazards),
    ];
    let counted = |table: &Table| table.columns.iter().any(|column| column.auto_increment);
    if counted(from) && counted(to) {
        let (old, new) = (quote_text(&from.name.name), quote_text(&temporary));
        statements.extend([
            Statement::new(format!("DELETE FROM sqlite_sequence WHERE name = {new}"), &address),
            Statement::new(
                format!(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT {new}, seq FROM sqlite_sequence WHERE name = {old}"
                ),
                &address,
            ),
        ]);
    }
    statements.extend([
        Statement::new(format!("DROP TABLE {old}"), &address),
        // Otherwise the rename looks into every view, and fails at those that read the table.
        Statement::new("PRAGMA legacy_alter_table = ON", &address),
        Statement::new(
            format!("ALTER TABLE {new} RENAME TO {}", quote_name(&to.name.name)),
            &address,
        ),
        Statement::new("PRAGMA legacy_alter_table = OFF", &address),
    ]);
    Ok(statements)
}

/// A name that nothing has on either side.
fn temporary_name(job: &Job<'_>, table: &str) -> String {
    let mut taken = BTreeSet::new();
    for schema in [job.from, job.to] {
        taken.extend(
            schema
                .tables
                .iter()
                .map(|t| t.name.name.to_ascii_lowercase()),
        );
        taken.extend(
            schema
                .views
                .iter()
                .map(|v| v.name.name.to_ascii_lowercase()),
        );
        let indexes = schema.tables.iter().flat_map(|table| &table.indexes);
        taken.extend(indexes.map(|index| index.name.to_ascii_lowercase()));
    }
    let mut name = format!("{table}_new");
    let mut number = 2;
    while taken.contains(&name.to_ascii_lowercase()) {
        name = format!("{table}_new{number}");
        number += 1;
    }
    name
}

/// A conflict clause of the table must not make rows disappear, so the statement overrides it.
fn copy_sql(from: &Table, to: &Table, old: &str, new: &str) -> String {
    let mut targets = Vec::new();
    let mut values = Vec::new();
    if let Some((target, value)) = rowid(from, to) {
        targets.push(target.to_owned());
        values.push(value.to_owned());
    }
    for column in copied(from, to) {
        targets.push(quote_name(&column.name));
        values.push(quote_name(&column.name));
    }
    if targets.is_empty() {
        // Nothing of a row survives. An empty table passes, rows make it fail at the key.
        let column = to.columns.iter().find(|column| column.generated.is_none());
        targets.extend(column.map(|column| quote_name(&column.name)));
        values.push("NULL".into());
    }
    let (targets, values) = (targets.join(", "), values.join(", "));
    format!("INSERT OR ABORT INTO {new} ({targets}) SELECT {values} FROM {old}")
}

/// The columns whose values are carried over.
fn copied<'a>(from: &'a Table, to: &'a Table) -> impl Iterator<Item = &'a Column> {
    to.columns.iter().filter(|column| {
        column.generated.is_none()
            && from
                .column(&column.name)
                .is_some_and(|before| before.generated.is_none())
    })
}

/// What the rowid is called in the new table and in the old one, when it must be carried over.
fn rowid(from: &Table, to: &Table) -> Option<(&'static str, &'static str)> {
    let has_rowid = |table: &Table| table.kind == TableKind::Ordinary && !table.without_rowid;
    let carried_by_column = copied(from, to).any(|column| column.rowid_alias);
    if !has_rowid(from) || !has_rowid(to) || carried_by_column {
        return None;
    }
    Some((rowid_name(to)?, rowid_name(from)?))
}

fn quote_text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Everything that makes the copy dangerous.
fn hazards(job: &mut Job<'_>, from: &Table, to: &Table) -> Vec<Hazard> {
    let table = &to.name.name;
    let mut hazards = vec![hazard::rebuild(table)];
    hazards.extend(children(job.from, from).map(|child| hazard::rebuild_of_parent(table, child)));
    hazards.extend(frame_hazards(from, to));
    for column in &from.columns {
        match to.column(&column.name) {
            None => hazards.push(drop_column_hazard(job, table, column)),
            Some(after) if same_column(column, after) => {}
            Some(after) => hazards.extend(rebuild_data::column(job, from, column, after)),
        }
    }
    for column in &to.columns {
        if from.column(&column.name).is_none() {
            hazards.extend(rebuild_data::new_column(job, from, column));
        }
    }
    question::of_keys(job, from, to);
    question::of_checks(job, from, to);
    hazards
}

/// Tables whose rows would go with the rows of this one.
fn children<'a>(schema: &'a Schema, table: &'a Table) -> impl Iterator<Item = &'a str> {
    let acts = |action: Action| {
        matches!(
            action,
            Action::Cascade | Action::SetNull | Action::SetDefault
        )
    };
    schema.tables.iter().filter_map(move |child| {
        child
            .constraints
            .iter()
            .any(|constraint| match &constraint.kind {
                ConstraintKind::ForeignKey(key) => {
                    same(&key.references.name, &table.name.name) && acts(key.on_delete)
                }
                _ => false,
            })
            .then_some(child.name.name.as_str())
    })
}

fn frame_hazards(from: &Table, to: &Table) -> Vec<Hazard> {
    let table = &to.name.name;
    let mut hazards = Vec::new();
    if to.strict && !from.strict {
        hazards.push(hazard::strict(table));
    }
    if to.without_rowid != from.without_rowid {
        hazards.push(hazard::change_table(table, "the use of rowids"));
    }
    if fold(&from.constraints) != fold(&to.constraints) {
        hazards.push(hazard::change_table(table, "keys, checks or references"));
    }
    hazards
}
