//! What the rows that are there say to a key or a check that is new.
//!
//! A question is asked only where the answer cannot be changed by the plan itself: the columns stay as
//! they are, or are new and hold the same in every row.

use schema_model::{Column, Constraint, ConstraintKind, Index, IndexKey, IndexPart, Key, Table};

use super::alter::same_column;
use super::diff::{fold, mentions};
use super::rebuild_data::{Affinity, affinity};
use super::token::quote_name;
use crate::planner::Job;

/// How many values occur more than once in what a unique index is over; one of them stops the change.
pub(super) fn of_index(
    job: &mut Job<'_>,
    (from, to): (&Table, &Table),
    index: &Index,
) -> Option<u64> {
    if index
        .predicate
        .as_deref()
        .is_some_and(|text| !stands(from, to, text))
    {
        return None;
    }
    let parts: Option<Vec<_>> = index.parts.iter().map(|it| part(from, to, it)).collect();
    let about = format!("index `{}`", index.name);
    ask(job, from, &about, parts?, index.predicate.as_deref())
}

/// Asks about every key that is only in `to`.
pub(super) fn of_keys(job: &mut Job<'_>, from: &Table, to: &Table) {
    for constraint in &to.constraints {
        let key = match &constraint.kind {
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => key,
            _ => continue,
        };
        let known = from.constraints.iter();
        if known.map(|it| fold(it)).any(|it| it == fold(constraint)) {
            continue;
        }
        if let Some(parts) = parts(from, to, key) {
            ask(job, from, &name_of(constraint, key), parts, None);
        }
    }
}

/// Asks how many rows break each check that is only in `to`; one of them stops the change.
pub(super) fn of_checks(job: &mut Job<'_>, from: &Table, to: &Table) {
    for constraint in &to.constraints {
        let ConstraintKind::Check(check) = &constraint.kind else {
            continue;
        };
        let known = from.constraints.iter();
        if known.map(|it| fold(it)).any(|it| it == fold(constraint)) {
            continue;
        }
        let Some(rows) = rows_as(from, to, &check.expression) else {
            continue;
        };
        let (name, text) = (&from.name.name, &check.expression);
        let what = constraint.name.as_ref().unwrap_or(text);
        let about = format!("rows of `{name}` that break check `{what}`");
        let sql = format!("SELECT count(*) FROM {rows} WHERE NOT ({text})");
        if let Some(count @ 1..) = job.data.count(about, sql) {
            job.data.blocked.push(format!(
                "{count} rows of `{name}` break check `{what}`: change them first"
            ));
        }
    }
}

/// The rows of a table with the columns that an expression names as they will be; none where that is
/// not known.
fn rows_as(from: &Table, to: &Table, text: &str) -> Option<String> {
    let named = to.columns.iter().filter(|it| mentions(text, &it.name));
    let mut values = Vec::new();
    let mut changes = false;
    for after in named {
        let before = from.column(&after.name)?;
        if before.generated.is_some() || after.generated.is_some() {
            return None;
        }
        let name = quote_name(&after.name);
        if same_values(before, after) {
            values.push(name);
        } else if becomes_text(before, after) {
            changes = true;
            values.push(format!("CAST({name} AS TEXT) AS {name}"));
        } else {
            return None;
        }
    }
    let table = quote_name(&from.name.name);
    Some(match changes {
        true => format!("(SELECT {} FROM {table})", values.join(", ")),
        false => table,
    })
}

/// Whether values are written as text and nothing else happens to them.
fn becomes_text(before: &Column, after: &Column) -> bool {
    let mut before = before.clone();
    before.native_type.clone_from(&after.native_type);
    affinity(&after.native_type) == Affinity::Text && same_values(&before, after)
}

fn name_of(constraint: &Constraint, key: &Key) -> String {
    match &constraint.name {
        Some(name) => format!("key `{name}`"),
        None => format!("a key over `{}`", key.columns.join("`, `")),
    }
}

fn parts(from: &Table, to: &Table, key: &Key) -> Option<Vec<Option<String>>> {
    match key.parts.is_empty() {
        true => key
            .columns
            .iter()
            .map(|name| column(from, to, name))
            .collect(),
        false => key.parts.iter().map(|it| part(from, to, it)).collect(),
    }
}

/// A part as an expression over the rows that are there; none inside where all rows will be equal in
/// it, none outside where what they will hold is not known.
fn part(from: &Table, to: &Table, part: &IndexPart) -> Option<Option<String>> {
    let text = match &part.key {
        IndexKey::Column(name) => column(from, to, name)?,
        IndexKey::Expression(text) => stands(from, to, text).then(|| Some(format!("({text})")))?,
    };
    Some(text.map(|text| match &part.collation {
        Some(collation) => format!("{text} COLLATE {}", quote_name(collation)),
        None => text,
    }))
}

fn column(from: &Table, to: &Table, name: &str) -> Option<Option<String>> {
    let after = to.column(name)?;
    match from.column(name) {
        Some(before) => same_values(before, after).then(|| Some(quote_name(name))),
        None => holds_one_value(after).then_some(None),
    }
}

fn same_values(before: &Column, after: &Column) -> bool {
    let mut before = before.clone();
    before.nullable = after.nullable;
    before.default.clone_from(&after.default);
    same_column(&before, after)
}

/// Whether a new column holds the same value in every row that is there, and not NULL.
fn holds_one_value(column: &Column) -> bool {
    let starts = |c: char| c == '\'' || c == '-' || c.is_ascii_digit();
    column
        .default
        .as_deref()
        .is_some_and(|text| text.starts_with(starts))
}

/// Whether an expression means the same before and after.
fn stands(from: &Table, to: &Table, text: &str) -> bool {
    let mut named = to
        .columns
        .iter()
        .filter(|column| mentions(text, &column.name));
    named.all(|after| {
        let before = from.column(&after.name);
        before.is_some_and(|before| same_values(before, after))
    })
}

fn ask(
    job: &mut Job<'_>,
    table: &Table,
    what: &str,
    parts: Vec<Option<String>>,
    predicate: Option<&str>,
) -> Option<u64> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let mut conditions: Vec<String> = predicate
        .map(|text| format!("({text})"))
        .into_iter()
        .collect();
    conditions.extend(parts.iter().map(|part| format!("{part} IS NOT NULL")));
    let condition = match conditions.is_empty() {
        true => String::new(),
        false => format!(" WHERE {}", conditions.join(" AND ")),
    };
    // Rows that are equal in all parts are one group.
    let groups = match parts.is_empty() {
        true => "'all'".to_owned(),
        false => parts.join(", "),
    };
    let name = &table.name.name;
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM {}{condition} GROUP BY {groups} HAVING count(*) > 1)",
        quote_name(name)
    );
    let count = job
        .data
        .count(format!("duplicates in `{name}` by {what}"), sql)?;
    if count > 0 {
        job.data.blocked.push(format!(
            "{what} makes rows of `{name}` unique, and {count} of its values occur more than once"
        ));
    }
    Some(count)
}
