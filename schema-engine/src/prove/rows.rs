//! Trial rows: put in before a plan runs, and looked for afterwards.

use std::collections::BTreeMap;

use schema_model::{Column, ConstraintKind, ObjectName, Schema, Table, TableKind};

use crate::{Connector, Planner};

/// How many rows each table gets.
const ROWS: usize = 2;

/// The rows of the tables that can be compared, sorted.
pub(super) type Contents = BTreeMap<ObjectName, Vec<Vec<Option<String>>>>;

/// Puts rows into every table that lets one in; the number of such tables.
pub(super) fn fill(planner: &dyn Planner, schema: &Schema, scratch: &mut dyn Connector) -> usize {
    let mut waiting: Vec<&Table> = schema.tables.iter().filter(|t| holds_rows(t)).collect();
    let mut filled = 0;
    // References may need the rows of tables that come later in the list.
    loop {
        let before = waiting.len();
        waiting.retain(|table| !fill_table(planner, table, scratch));
        filled += before - waiting.len();
        if waiting.is_empty() || waiting.len() == before {
            return filled;
        }
    }
}

fn holds_rows(table: &Table) -> bool {
    matches!(table.kind, TableKind::Ordinary | TableKind::Partitioned)
}

fn fill_table(planner: &dyn Planner, table: &Table, scratch: &mut dyn Connector) -> bool {
    let mut inserted = false;
    for row in 1..=ROWS {
        let every: Vec<&Column> = table.columns.iter().filter(|c| c.is_writable()).collect();
        let needed: Vec<&Column> = every
            .iter()
            .copied()
            .filter(|column| !column.can_be_omitted())
            .collect();
        inserted |= [every, needed].iter().any(|columns| {
            insert(planner, table, columns, row).is_some_and(|sql| scratch.execute(&sql).is_ok())
        });
    }
    inserted
}

fn insert(planner: &dyn Planner, table: &Table, columns: &[&Column], row: usize) -> Option<String> {
    let mut names = Vec::new();
    let mut values = Vec::new();
    for column in columns {
        let value = one_of(table, &column.name, row).or_else(|| planner.trial_value(column, row));
        if let Some(value) = value {
            names.push(planner.quote(&column.name));
            values.push(value);
        }
    }
    let table = planner.quote_object(&table.name);
    if names.is_empty() {
        return Some(format!("INSERT INTO {table} DEFAULT VALUES"));
    }
    let (names, values) = (names.join(", "), values.join(", "));
    Some(format!("INSERT INTO {table} ({names}) VALUES ({values})"))
}

/// A value that a `CHECK (column IN (…))` lets in.
fn one_of(table: &Table, column: &str, row: usize) -> Option<String> {
    let checks = table.constraints.iter().filter_map(|c| match &c.kind {
        ConstraintKind::Check(check) => check.one_of.as_ref(),
        _ => None,
    });
    let of = checks.into_iter().find(|of| of.column == column)?;
    let value = of.values.get((row - 1) % of.values.len().max(1))?;
    Some(if of.integers {
        value.clone()
    } else {
        format!("'{}'", value.replace('\'', "''"))
    })
}

/// Reads the rows of every table that both sides have: the columns that keep name and type, and what
/// identifies a row.
pub(super) fn read(
    planner: &dyn Planner,
    here: &Schema,
    there: &Schema,
    scratch: &mut dyn Connector,
) -> Contents {
    let mut contents = Contents::new();
    for table in here.tables.iter().filter(|table| holds_rows(table)) {
        let other = there.table(&table.name);
        let mut columns: Vec<String> = table
            .columns
            .iter()
            .filter(|column| other.is_some_and(|other| is_kept(column, other)))
            .map(|column| planner.quote(&column.name))
            .collect();
        columns.sort();
        let identity = planner.row_identity(table);
        let also = other.and_then(|other| planner.row_identity(other));
        columns.extend(identity.filter(|identity| Some(identity) == also.as_ref()));
        columns.push("1".into());
        let list = columns.join(", ");
        let name = planner.rows_of(table);
        let Ok(mut rows) = scratch.query(&format!("SELECT {list} FROM {name}")) else {
            continue;
        };
        rows.sort();
        contents.insert(table.name.clone(), rows);
    }
    contents
}

/// Whether a column's values must be the same on the other side.
fn is_kept(column: &Column, other: &Table) -> bool {
    other.column(&column.name).is_some_and(|other| {
        column.native_type == other.native_type
            && column.generated.is_none()
            && other.generated.is_none()
    })
}

/// The first loss that was not declared.
///
/// Rows of a table that stays are never lost by declaration; tables that go must be declared.
pub(super) fn loss(before: &Contents, after: &Contents, declared: bool) -> Option<String> {
    for (name, rows) in before {
        match after.get(name) {
            None if declared || rows.is_empty() => {}
            None => return Some(format!("it drops the rows of `{name}` and does not say so")),
            Some(left) if left == rows => {}
            Some(left) if left.len() < rows.len() => {
                return Some(format!(
                    "`{name}` had {} rows and has {}",
                    rows.len(),
                    left.len()
                ));
            }
            Some(_) => return Some(format!("it changes values in `{name}`")),
        }
    }
    None
}
