//! New constraints beside the rows that are there.

use schema_model::{Column, Constraint, ConstraintKind, ForeignKey, Schema, Table};

use super::alter::castable;
use super::diff::same;
use super::quote;
use super::token::{Token, tokens};
use crate::planner::Job;

/// Asks whether rows break the constraints that a table gets, and says so if they do.
pub(super) fn ask(job: &mut Job<'_>, from: &Table, to: &Table) {
    for constraint in &to.constraints {
        if from.constraints.contains(constraint) {
            continue;
        }
        let asked = match &constraint.kind {
            ConstraintKind::Check(check) => breaking(from, to, &check.expression),
            _ => broken(job.from, from, constraint)
                .map(|(what, condition)| (what, quote::object(&from.name), condition)),
        };
        let Some((what, rows, condition)) = asked else {
            continue;
        };
        let sql = format!("SELECT count(*) AS n FROM {rows} AS t WHERE {condition}");
        let about = format!("rows of `{}` that {what}", from.name);
        if let Some(rows) = job.data.count(&about, sql).filter(|rows| *rows > 0) {
            job.data.blocked.push(format!("{rows} {about}"));
        }
    }
}

/// What breaks a constraint, in words and as a condition; none when that cannot be asked of the
/// table as it is.
fn broken(schema: &Schema, table: &Table, constraint: &Constraint) -> Option<(String, String)> {
    let has_all = |columns: &[String]| columns.iter().all(|name| table.column(name).is_some());
    match &constraint.kind {
        ConstraintKind::PrimaryKey(key) if has_all(&key.columns) => {
            let condition = format!(
                "{} OR {}",
                any_null(&key.columns),
                repeated(table, &key.columns)
            );
            Some(("repeat or lack the primary key".into(), condition))
        }
        ConstraintKind::Unique(key) if has_all(&key.columns) => {
            let list = quote::list(&key.columns);
            let condition = format!(
                "NOT ({}) AND {}",
                any_null(&key.columns),
                repeated(table, &key.columns)
            );
            Some((format!("repeat {list}"), condition))
        }
        ConstraintKind::ForeignKey(key) if has_all(&key.columns) => {
            let what = format!("refer to nothing in `{}`", key.references);
            Some((what, orphaned(schema, key)))
        }
        _ => None,
    }
}

/// What breaks a check, in words, among which rows, and as a condition. The rows are those that are
/// there, with the columns that get another type cast to it; none when a column is new or computed.
fn breaking(from: &Table, to: &Table, expression: &str) -> Option<(String, String, String)> {
    let tokens = tokens(expression);
    let is_named = |column: &&Column| {
        let mut names = tokens.iter().filter_map(Token::name);
        names.any(|name| same(&name, &column.name))
    };
    let mut casts = Vec::new();
    for after in to.columns.iter().filter(is_named) {
        let before = from.column(&after.name)?;
        if before.generated != after.generated {
            return None;
        }
        if before.native_type != after.native_type {
            let (value, ty) = (castable(before, after), &after.native_type);
            // What the type cannot hold is asked for by itself.
            let name = quote::name(&before.name);
            casts.push(format!("TRY_CAST({value} AS {ty}) AS {name}"));
        }
    }
    let table = quote::object(&from.name);
    let rows = match casts.is_empty() {
        true => table,
        false => format!("(SELECT * REPLACE ({}) FROM {table})", casts.join(", ")),
    };
    let condition = format!("NOT ({expression})");
    Some((format!("break check `{expression}`"), rows, condition))
}

fn any_null(columns: &[String]) -> String {
    let columns = columns
        .iter()
        .map(|name| format!("t.{} IS NULL", quote::name(name)));
    columns.collect::<Vec<_>>().join(" OR ")
}

fn repeated(table: &Table, columns: &[String]) -> String {
    let same = columns.iter().map(|name| {
        let name = quote::name(name);
        format!("o.{name} = t.{name}")
    });
    format!(
        "(SELECT count(*) FROM {} AS o WHERE {}) > 1",
        quote::object(&table.name),
        same.collect::<Vec<_>>().join(" AND ")
    )
}

/// A table that is new has no rows to refer to.
fn orphaned(schema: &Schema, key: &ForeignKey) -> String {
    let all = format!("NOT ({})", any_null(&key.columns));
    let parent = schema.table(&key.references).filter(|parent| {
        let mut columns = key.referenced_columns.iter();
        columns.all(|name| parent.column(name).is_some())
    });
    let Some(parent) = parent else {
        return all;
    };
    let pairs = key.columns.iter().zip(&key.referenced_columns);
    let same =
        pairs.map(|(own, other)| format!("o.{} = t.{}", quote::name(other), quote::name(own)));
    format!(
        "{all} AND NOT EXISTS (SELECT 1 FROM {} AS o WHERE {})",
        quote::object(&parent.name),
        same.collect::<Vec<_>>().join(" AND ")
    )
}
