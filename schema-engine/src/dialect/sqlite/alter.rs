//! Changes a table that is on both sides: in place if that is legal for a table with rows, else by
//! copying it.
//!
//! `ALTER TABLE` can do more on an empty table, but a plan is made for the database that it will run
//! on, and that one may have rows by then. What `ALTER TABLE` refuses because of views and
//! triggers is found out when the plan is tried; it is then made once more without this way.

use schema_model::{
    Column, Constraint, ConstraintKind, Index, IndexKey, ObjectKind, Schema, Table,
};

use super::diff::{fold, mentions, same};
use super::planner::{object, part, push_triggers, rank, table_sql};
use super::token::quote_name;
use super::{Sqlite, hazard, question, rebuild};
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::{Hazard, Statement};
use crate::planner::Job;
use crate::{Dialect, EngineError};

/// The steps that lead from one form of a table to another.
pub(super) fn push_steps(
    job: &mut Job<'_>,
    from: &Table,
    to: &Table,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    let address = object(ObjectKind::Table, &to.name);
    let statements = match in_place(job, from, to)? {
        Some(statements) => {
            push_indexes(job, Some(from), &from.indexes, to, steps)?;
            push_triggers(
                ObjectKind::Table,
                &to.name,
                &from.triggers,
                &to.triggers,
                steps,
            );
            statements
        }
        None => {
            push_rebuild_parts(job, from, to, steps)?;
            rebuild::statements(job, from, to)?
        }
    };
    if !statements.is_empty() {
        steps.push(Step {
            name: format!("alter table `{}`", to.name.name),
            rank: rank::ALTER_TABLE,
            releases: vec![address.clone()],
            needs: vec![address],
            statements,
            ..Step::default()
        });
    }
    Ok(())
}

/// Indexes and triggers go with the old table; all of the new ones are made afterwards.
fn push_rebuild_parts(
    job: &mut Job<'_>,
    from: &Table,
    to: &Table,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    for index in &from.indexes {
        let kept = to
            .indexes
            .iter()
            .any(|other| same(&other.name, &index.name));
        if !kept {
            steps.push(drop_index(from, index, to)?);
        }
    }
    for index in &to.indexes {
        let before = from
            .indexes
            .iter()
            .find(|other| same(&other.name, &index.name));
        let duplicates = match before.is_some_and(|before| fold(before) == fold(index)) {
            true => None,
            false => duplicates(job, from, to, index),
        };
        let hazard = hazard::add_index(&index.name, index.unique, duplicates);
        steps.push(add_index(to, index, Some(hazard))?);
    }
    let gone = |trigger: &&schema_model::Trigger| {
        !to.triggers
            .iter()
            .any(|other| same(&other.name, &trigger.name))
    };
    let dropped: Vec<_> = from.triggers.iter().filter(gone).cloned().collect();
    push_triggers(ObjectKind::Table, &to.name, &dropped, &to.triggers, steps);
    Ok(())
}

/// The statements that change the columns in place; `None` when the table must be copied.
fn in_place(
    job: &mut Job<'_>,
    from: &Table,
    to: &Table,
) -> Result<Option<Vec<Statement>>, EngineError> {
    if !same_frame(from, to) {
        return Ok(None);
    }
    let mut statements = Vec::new();
    let mut drops = Vec::new();
    for pair in pairs(&from.columns, &to.columns, |column| column.name.clone()) {
        match pair {
            Pair::Both { from: a, to: b } if same_column(a, b) => {}
            Pair::Both { .. } => return Ok(None),
            Pair::Added(_) | Pair::Dropped(_) if job.careful => return Ok(None),
            Pair::Added(column) if !can_add(to, column) => return Ok(None),
            Pair::Added(_) => {}
            Pair::Dropped(column) if !can_drop(from, to, column) => return Ok(None),
            Pair::Dropped(column) => drops.push(drop_column(job, from, column)),
        }
    }
    // New columns come in the order of the text, and before the last old one goes.
    for column in &to.columns {
        if from.column(&column.name).is_none() {
            statements.push(add_column(to, column)?);
        }
    }
    statements.extend(drops);
    Ok(Some(statements))
}

/// Whether everything but columns, indexes and triggers is equal. New constraints of a new column
/// come with the column.
fn same_frame(from: &Table, to: &Table) -> bool {
    let mut left: Vec<&Constraint> = to.constraints.iter().collect();
    for constraint in &from.constraints {
        match left.iter().position(|other| *other == constraint) {
            Some(at) => drop(left.swap_remove(at)),
            None => return false,
        }
    }
    let comes_with_column = |constraint: &&Constraint| {
        let column = match &constraint.kind {
            ConstraintKind::ForeignKey(key) => match key.columns.as_slice() {
                [column] => Some(column),
                _ => None,
            },
            ConstraintKind::Check(check) => check.column.as_ref(),
            _ => None,
        };
        column.is_some_and(|column| from.column(column).is_none())
    };
    from.strict == to.strict
        && from.without_rowid == to.without_rowid
        && from.options == to.options
        && left.iter().all(comes_with_column)
}

/// Whether two columns are made by the same text.
pub(super) fn same_column(from: &Column, to: &Column) -> bool {
    // The logical type follows from the rest.
    let mut from = from.clone();
    from.logical_type = to.logical_type.clone();
    fold(&from) == fold(to)
}

/// Whether a column can be added to a table that has rows:
/// <https://www.sqlite.org/lang_altertable.html#alter_table_add_column>
fn can_add(table: &Table, column: &Column) -> bool {
    let in_key = table
        .constraints
        .iter()
        .any(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                key.columns.contains(&column.name)
            }
            _ => false,
        });
    let stored = column
        .generated
        .as_ref()
        .is_some_and(|generated| generated.stored);
    let constant = column.default.as_deref().is_none_or(is_constant);
    let null = column
        .default
        .as_deref()
        .is_none_or(|text| text.eq_ignore_ascii_case("null"));
    let needs_value = !column.nullable && null && column.generated.is_none();
    !in_key && !stored && constant && !needs_value && (null || foreign_keys(table, column) == 0)
}

fn foreign_keys(table: &Table, column: &Column) -> usize {
    let of_column = |constraint: &&Constraint| match &constraint.kind {
        ConstraintKind::ForeignKey(key) => key.columns.contains(&column.name),
        _ => false,
    };
    table.constraints.iter().filter(of_column).count()
}

/// Whether a default is a literal: neither an expression nor `CURRENT_TIMESTAMP`.
fn is_constant(default: &str) -> bool {
    let text = default.trim();
    let is_word = text.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    let is_current = is_word && text.to_ascii_lowercase().starts_with("current_");
    !text.starts_with('(') && !is_current
}

/// Whether a column can be dropped, as far as its own table says:
/// <https://www.sqlite.org/lang_altertable.html#alter_table_drop_column>
fn can_drop(from: &Table, to: &Table, column: &Column) -> bool {
    let name = &column.name;
    let in_constraint = from
        .constraints
        .iter()
        .any(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                key.columns.contains(name)
            }
            ConstraintKind::ForeignKey(key) => key.columns.contains(name),
            ConstraintKind::Check(check) => mentions(&check.expression, name),
            _ => true,
        });
    let in_expression = from.columns.iter().any(|other| {
        let generated = other.generated.as_ref();
        other.name != *name && generated.is_some_and(|g| mentions(&g.expression, name))
    });
    let in_index = from
        .indexes
        .iter()
        .any(|index| to.indexes.contains(index) && index_mentions(index, name));
    !in_constraint && !in_expression && !in_index && from.columns.len() > 1
}

fn index_mentions(index: &Index, column: &str) -> bool {
    let in_part = index.parts.iter().any(|part| match &part.key {
        IndexKey::Column(name) => same(name, column),
        IndexKey::Expression(text) => mentions(text, column),
    });
    in_part
        || index
            .predicate
            .as_ref()
            .is_some_and(|text| mentions(text, column))
}

fn add_column(table: &Table, column: &Column) -> Result<Statement, EngineError> {
    let name = quote_name(&table.name.name);
    let address = part(ObjectKind::Table, &table.name, "column", &column.name);
    let clause = column_clause(table, column)?;
    Ok(
        Statement::new(format!("ALTER TABLE {name} ADD COLUMN {clause}"), address).undone_by(
            format!(
                "ALTER TABLE {name} DROP COLUMN {}",
                quote_name(&column.name)
            ),
        ),
    )
}

/// The definition of a new column with the constraints that come with it, as `ADD COLUMN` takes it.
fn column_clause(table: &Table, column: &Column) -> Result<String, EngineError> {
    let mut alone = Table::new(table.name.clone());
    alone.columns.push(column.clone());
    let mut text = inside(&alone)?;
    let of_column = |constraint: &&Constraint| match &constraint.kind {
        ConstraintKind::Check(check) => check.column.as_ref() == Some(&column.name),
        ConstraintKind::ForeignKey(key) => key.columns.contains(&column.name),
        _ => false,
    };
    for constraint in table.constraints.iter().filter(of_column) {
        alone.constraints = vec![constraint.clone()];
        let with = inside(&alone)?;
        // On a column the words FOREIGN KEY and the name of the column are left out.
        let key = format!("FOREIGN KEY ({}) ", quote_name(&column.name));
        let bare = with
            .strip_prefix(inside_of_column(&text, &with))
            .unwrap_or_default();
        let bare = bare.trim_start_matches(',').trim_start();
        text.push(' ');
        text.push_str(&bare.replacen(&key, "", 1));
    }
    Ok(text)
}

/// The longest common beginning, which is the column without this constraint.
fn inside_of_column<'t>(text: &str, with: &'t str) -> &'t str {
    let length = text
        .char_indices()
        .zip(with.chars())
        .find(|((_, a), b)| a != b)
        .map_or(text.len().min(with.len()), |((at, _), _)| at);
    &with[..length]
}

/// What stands between the parentheses of CREATE TABLE.
fn inside(table: &Table) -> Result<String, EngineError> {
    let sql = table_sql(table)?;
    let head = format!("CREATE TABLE {} (", quote_name(&table.name.name));
    let body = sql
        .strip_prefix(&head)
        .and_then(|rest| rest.strip_suffix(')'));
    Ok(body.unwrap_or_default().trim().to_owned())
}

fn drop_column(job: &mut Job<'_>, table: &Table, column: &Column) -> Statement {
    let (table_name, column_name) = (&table.name.name, &column.name);
    let (quoted_table, quoted) = (quote_name(table_name), quote_name(column_name));
    let address = part(ObjectKind::Table, &table.name, "column", column_name);
    Statement::new(
        format!("ALTER TABLE {quoted_table} DROP COLUMN {quoted}"),
        address,
    )
    .hazard(drop_column_hazard(job, table_name, column))
}

/// What it costs to lose a column.
pub(super) fn drop_column_hazard(job: &mut Job<'_>, table: &str, column: &Column) -> Hazard {
    if column.generated.is_some() {
        return hazard::drop_generated_column(table, &column.name);
    }
    let values = job.data.count(
        format!("values of `{table}.{}`", column.name),
        format!(
            "SELECT count(*) FROM {table} WHERE {column} IS NOT NULL",
            table = quote_name(table),
            column = quote_name(&column.name)
        ),
    );
    hazard::drop_column(table, &column.name, values)
}

/// Indexes that are dropped, added or changed. Without `owner` the table is new: nobody has rows
/// in it or waits to write to it, so its indexes cost nothing.
pub(super) fn push_indexes(
    job: &mut Job<'_>,
    owner: Option<&Table>,
    from: &[Index],
    to: &Table,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    for pair in pairs(from, &to.indexes, |index| index.name.clone()) {
        if let Pair::Both { from, to } = pair
            && fold(from) == fold(to)
        {
            continue;
        }
        if let (Some(owner), Some(index)) = (owner, pair.from()) {
            steps.push(drop_index(owner, index, to)?);
        }
        if let Some(index) = pair.to() {
            let hazard = owner.map(|owner| {
                let duplicates = duplicates(job, owner, to, index);
                hazard::add_index(&index.name, index.unique, duplicates)
            });
            steps.push(add_index(to, index, hazard)?);
        }
    }
    Ok(())
}

/// How many values occur more than once where a unique index is new on a table with rows.
fn duplicates(job: &mut Job<'_>, from: &Table, to: &Table, index: &Index) -> Option<u64> {
    match index.unique {
        true => question::of_index(job, (from, to), index),
        false => None,
    }
}

fn drop_index(owner: &Table, index: &Index, table: &Table) -> Result<Step, EngineError> {
    let address = part(ObjectKind::Table, &table.name, "index", &index.name);
    Ok(Step {
        name: format!("drop index `{}`", index.name),
        rank: rank::DROP_INDEX,
        statements: vec![
            Statement::new(format!("DROP INDEX {}", quote_name(&index.name)), &address)
                .hazard(hazard::drop_index(&index.name))
                .undone_by(index_sql(owner, index)?),
        ],
        drops: vec![address],
        ..Step::default()
    })
}

fn add_index(table: &Table, index: &Index, hazard: Option<Hazard>) -> Result<Step, EngineError> {
    let address = part(ObjectKind::Table, &table.name, "index", &index.name);
    let mut statement = Statement::new(index_sql(table, index)?, &address)
        .undone_by(format!("DROP INDEX {}", quote_name(&index.name)));
    if let Some(hazard) = hazard {
        statement = statement.hazard(hazard);
    }
    Ok(Step {
        name: format!("add index `{}`", index.name),
        rank: rank::ADD_INDEX,
        statements: vec![statement],
        needs: vec![object(ObjectKind::Table, &table.name)],
        adds: vec![address],
        ..Step::default()
    })
}

/// The CREATE INDEX statement alone.
fn index_sql(table: &Table, index: &Index) -> Result<String, EngineError> {
    let mut bare = table.clone();
    bare.triggers.clear();
    bare.indexes = vec![index.clone()];
    let mut schema = Schema::new(Sqlite.name());
    schema.tables.push(bare);
    let statement = Sqlite.render_schema(&schema)?.into_iter().nth(1);
    statement.ok_or_else(|| EngineError::Render {
        object: index.name.clone(),
        message: "there is no statement that makes it".into(),
    })
}

/// A name that the rowid of a table can be called by; none when columns have taken all three.
pub(super) fn rowid_name(table: &Table) -> Option<&'static str> {
    ["rowid", "_rowid_", "oid"]
        .into_iter()
        .find(|name| !table.columns.iter().any(|column| same(&column.name, name)))
}
