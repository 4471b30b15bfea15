//! What the rows that are there say to a new key or constraint.
//!
//! A question is asked only where the answer cannot be changed by the plan itself: all columns stay
//! as they are. What the server does not answer counts as not known.

use schema_model::{
    Check, Constraint, ConstraintKind, ForeignKey, Index, IndexKey, MatchKind, ObjectName, Table,
    TableKind,
};

use super::super::quote::{identifier, qualified};
use super::column::is_retyped;
use super::uses;
use super::work::Work;
use crate::planner::Job;

/// A table that stays, on both sides.
type Sides<'a> = (&'a Table, &'a Table);

/// Whether a row breaks a constraint that is new; `None` when that is not known.
pub(super) fn breaks(
    job: &mut Job<'_>,
    work: &Work<'_>,
    sides: Sides<'_>,
    constraint: &Constraint,
) -> Option<bool> {
    if !constraint.validated || !constraint.enforced {
        return None;
    }
    let sql = match &constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
            if key.without_overlaps {
                return None;
            }
            let keys: Vec<String> = key.columns.iter().map(|name| identifier(name)).collect();
            let are_kept = key.columns.iter().all(|name| is_kept(sides, name));
            are_kept.then(|| duplicates(sides.0, &keys, key.nulls_not_distinct, None))?
        }
        ConstraintKind::ForeignKey(key) => orphans(work, sides, key)?,
        ConstraintKind::Check(check) => broken(work, sides, check, constraint.no_inherit)?,
        _ => return None,
    };
    let name = constraint.identity();
    ask(job, sides.1, &format!("breaks `{name}`"), sql)
}

/// Whether rows are equal in what a unique index is over; `None` when that is not known.
pub(super) fn has_duplicates(
    job: &mut Job<'_>,
    work: &Work<'_>,
    sides: Sides<'_>,
    index: &Index,
) -> Option<bool> {
    let mut keys = Vec::new();
    for part in &index.parts {
        keys.push(match &part.key {
            IndexKey::Column(name) if is_kept(sides, name) => identifier(name),
            IndexKey::Expression(text) if stands(work, sides, text) => format!("({text})"),
            _ => return None,
        });
    }
    let predicate = index.predicate.as_deref();
    if predicate.is_some_and(|text| !stands(work, sides, text)) {
        return None;
    }
    let sql = duplicates(sides.0, &keys, index.nulls_not_distinct, predicate);
    ask(job, sides.1, &format!("breaks `{}`", index.name), sql)
}

fn ask(job: &mut Job<'_>, table: &Table, what: &str, sql: String) -> Option<bool> {
    let about = format!("whether a row of `{}` {what}", table.name);
    job.data.count(about, sql).map(|count| count > 0)
}

fn is_kept((from, to): Sides<'_>, name: &str) -> bool {
    match (from.column(name), to.column(name)) {
        (Some(before), Some(after)) => {
            !is_retyped(before, after) && before.generated == after.generated
        }
        _ => false,
    }
}

/// Whether an expression means the same before and after.
fn stands(work: &Work<'_>, sides: Sides<'_>, text: &str) -> bool {
    let words = uses::words(text);
    let columns = sides.1.columns.iter().map(|column| &column.name);
    let mut named = columns.filter(|name| words.contains(*name));
    uses::objects(work.to, text).is_empty() && named.all(|name| is_kept(sides, name))
}

/// A constraint is about the rows of the table itself, not of those that inherit from it.
fn rows_of(table: &Table) -> String {
    match table.kind {
        TableKind::Partitioned => qualified(&table.name),
        _ => format!("ONLY {}", qualified(&table.name)),
    }
}

fn first(query: &str) -> String {
    format!("SELECT count(*) FROM ({query} LIMIT 1) AS first")
}

fn duplicates(
    table: &Table,
    keys: &[String],
    nulls_not_distinct: bool,
    predicate: Option<&str>,
) -> String {
    let mut conditions: Vec<String> = Vec::new();
    conditions.extend(predicate.map(|text| format!("({text})")));
    if !nulls_not_distinct {
        conditions.extend(keys.iter().map(|key| format!("{key} IS NOT NULL")));
    }
    let condition = match conditions.is_empty() {
        true => String::new(),
        false => format!(" WHERE {}", conditions.join(" AND ")),
    };
    first(&format!(
        "SELECT 1 FROM {}{condition} GROUP BY {} HAVING count(*) > 1",
        rows_of(table),
        keys.join(", ")
    ))
}

fn orphans(work: &Work<'_>, sides: Sides<'_>, key: &ForeignKey) -> Option<String> {
    let is_plain = key.match_kind == MatchKind::Simple && !key.period;
    if !is_plain || !key.columns.iter().all(|name| is_kept(sides, name)) {
        return None;
    }
    let held = key.columns.iter();
    let held: Vec<String> = held
        .map(|name| format!("child.{} IS NOT NULL", identifier(name)))
        .collect();
    let parent = match parent(work, key) {
        Parent::New => String::new(),
        Parent::Kept(table) => format!(" AND NOT EXISTS ({})", matching(table, key)),
        Parent::Other => return None,
    };
    let rows = rows_of(sides.0);
    let held = held.join(" AND ");
    Some(first(&format!(
        "SELECT 1 FROM {rows} AS child WHERE {held}{parent}"
    )))
}

/// The table that a key refers to.
enum Parent<'a> {
    /// It is made by the plan, so it holds nothing.
    New,
    Kept(&'a Table),
    Other,
}

fn parent<'a>(work: &Work<'a>, key: &ForeignKey) -> Parent<'a> {
    let name: &ObjectName = &key.references;
    match (work.from.table(name), work.to.table(name)) {
        (None, Some(after)) if after.kind == TableKind::Ordinary => Parent::New,
        (Some(before), Some(after)) => {
            let mut columns = key.referenced_columns.iter();
            let are_kept = columns.all(|name| is_kept((before, after), name));
            match are_kept && before.kind == after.kind && !key.referenced_columns.is_empty() {
                true => Parent::Kept(before),
                false => Parent::Other,
            }
        }
        _ => Parent::Other,
    }
}

fn matching(parent: &Table, key: &ForeignKey) -> String {
    let pairs = key.columns.iter().zip(&key.referenced_columns);
    let pairs: Vec<String> = pairs
        .map(|(own, other)| format!("parent.{} = child.{}", identifier(other), identifier(own)))
        .collect();
    let rows = rows_of(parent);
    format!("SELECT FROM {rows} AS parent WHERE {}", pairs.join(" AND "))
}

fn broken(work: &Work<'_>, sides: Sides<'_>, check: &Check, no_inherit: bool) -> Option<String> {
    if !stands(work, sides, &check.expression) {
        return None;
    }
    let rows = match no_inherit {
        true => rows_of(sides.0),
        false => qualified(&sides.0.name),
    };
    Some(first(&format!(
        "SELECT 1 FROM {rows} WHERE NOT ({})",
        check.expression
    )))
}
