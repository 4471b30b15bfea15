//! Columns of tables that stay.
//!
//! A column is altered attribute by attribute. Only what has no ALTER is dropped and added: a
//! generated column with another expression, or with one that uses what is made anew. Columns that
//! come from a parent table follow the parent.

use schema_model::{Address, Column, Table};

use super::super::hazard;
use super::super::quote::{identifier, qualified};
use super::super::render::Script;
use super::super::render::tables::{column_item, render_column_settings};
use super::work::Work;
use super::{address, alter_column, default, rank, table, uses};
use crate::EngineError;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::{Hazard, Statement};
use crate::planner::Job;

/// What is dropped, retyped, or dropped and added.
pub(super) fn disturbed(work: &Work<'_>) -> Vec<Address> {
    let mut found = Vec::new();
    for (from, to) in table::on_both_sides(work) {
        for column in &from.columns {
            let address = address::column(&from.name, &column.name);
            match to.column(&column.name) {
                Some(after) if !is_retyped(column, after) && !is_recomputed(column, after) => {}
                _ => found.push(address),
            }
        }
    }
    found
}

/// Whether the type or what belongs to it changes.
pub(super) fn is_retyped(from: &Column, to: &Column) -> bool {
    from.native_type != to.native_type
        || from.collation != to.collation
        || from.dimensions != to.dimensions
}

/// Whether the column gets its values in another way for which there is no ALTER.
fn is_recomputed(from: &Column, to: &Column) -> bool {
    match (&from.generated, &to.generated) {
        (None, None) => false,
        (Some(before), None) => !before.stored,
        (before, after) => before != after,
    }
}

/// Whether a column that both sides have is dropped and added.
pub(super) fn is_remade(work: &Work<'_>, table: &Table, from: &Column, to: &Column) -> bool {
    let is_again = work.is_made_again(&address::column(&table.name, &to.name));
    is_recomputed(from, to) || is_again && to.generated.is_some()
}

/// Whether a column of that name is dropped, or dropped and added.
pub(super) fn goes(work: &Work<'_>, from: &Table, to: &Table, name: &str) -> bool {
    match (from.column(name), to.column(name)) {
        (Some(before), Some(after)) => is_remade(work, to, before, after),
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// The steps.
pub(super) fn push(
    job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    for (from, to) in table::on_both_sides(work) {
        for pair in pairs(&from.columns, &to.columns, |column| column.name.clone()) {
            match pair {
                Pair::Added(column) => {
                    if !comes_from_parent(work, from, to, column) {
                        steps.push(add(job, work, from, to, column));
                    }
                }
                Pair::Dropped(column) => {
                    if !goes_with_parent(work, from, to, column) {
                        steps.push(drop(job, work, from, to, column));
                    }
                }
                Pair::Both {
                    from: before,
                    to: after,
                } if is_remade(work, to, before, after) => {
                    steps.push(drop(job, work, from, to, before));
                    steps.push(add(job, work, from, to, after));
                }
                Pair::Both {
                    from: before,
                    to: after,
                } => {
                    default::push(work, (from, to), before, after, steps);
                    alter_column::push(job, work, (from, to), before, after, steps);
                }
            }
        }
    }
    Ok(())
}

/// The parent of a partition that stays where it is.
pub(super) fn parent<'a>(
    work: &Work<'a>,
    from: &Table,
    to: &Table,
) -> Option<(&'a Table, &'a Table)> {
    let (before, after) = (from.partition_of.as_ref()?, to.partition_of.as_ref()?);
    if before.parent != after.parent {
        return None;
    }
    let parents = (
        work.from.table(&before.parent)?,
        work.to.table(&after.parent)?,
    );
    (!table::is_rebuilt(work, &after.parent)).then_some(parents)
}

/// The table that a table is no partition of any more, on both sides.
pub(super) fn left_parent<'a>(
    work: &Work<'a>,
    from: &Table,
    to: &Table,
) -> Option<(&'a Table, &'a Table)> {
    let above = &from.partition_of.as_ref()?.parent;
    if to
        .partition_of
        .as_ref()
        .is_some_and(|of| of.parent == *above)
    {
        return None;
    }
    let parents = (work.from.table(above)?, work.to.table(above)?);
    (!table::is_rebuilt(work, above)).then_some(parents)
}

fn comes_from_parent(work: &Work<'_>, from: &Table, to: &Table, column: &Column) -> bool {
    column.inherited
        || parent(work, from, to).is_some_and(|(_, after)| after.column(&column.name).is_some())
}

fn goes_with_parent(work: &Work<'_>, from: &Table, to: &Table, column: &Column) -> bool {
    column.inherited
        || parent(work, from, to).is_some_and(|(before, _)| before.column(&column.name).is_some())
}

/// Whether the partitioned table above has this column on both sides, so that what is changed there
/// is changed here.
pub(super) fn follows(
    work: &Work<'_>,
    (from, to): (&Table, &Table),
    column: &Column,
    is_same: impl Fn(&Column, &Column) -> bool,
) -> bool {
    let above = parent(work, from, to).or_else(|| inherits(work, from, to, column));
    let Some((before, after)) = above else {
        return false;
    };
    match (before.column(&column.name), after.column(&column.name)) {
        (Some(before), Some(after)) => !is_same(before, after) && is_same(after, column),
        _ => false,
    }
}

fn inherits<'a>(
    work: &Work<'a>,
    from: &Table,
    to: &Table,
    column: &Column,
) -> Option<(&'a Table, &'a Table)> {
    let kept = to
        .inherits
        .iter()
        .filter(|name| from.inherits.contains(name));
    let parents = kept.filter_map(|name| Some((work.from.table(name)?, work.to.table(name)?)));
    parents
        .into_iter()
        .find(|(_, after)| after.column(&column.name).is_some())
}

/// The beginning of a statement that changes a table and what inherits from it.
pub(super) fn alter(table: &Table) -> String {
    let kind = match table.kind {
        schema_model::TableKind::Foreign => "FOREIGN ",
        _ => "",
    };
    format!("ALTER {kind}TABLE {}", qualified(&table.name))
}

fn add(job: &mut Job<'_>, work: &Work<'_>, from: &Table, to: &Table, column: &Column) -> Step {
    let address = address::column(&to.name, &column.name);
    let mut script = Script::default();
    let item = column_item(to, column, false).unwrap_or_else(|| identifier(&column.name));
    let drop = format!("{} DROP COLUMN {}", alter(to), identifier(&column.name));
    let mut statements = vec![
        Statement::new(format!("{} ADD COLUMN {item}", alter(to)), &address)
            .with_hazards(hazards_of_add(job, from, to, column))
            .undone_by(drop),
    ];
    render_column_settings(work.to, to, column, &mut script);
    let settings = script.now.into_iter().chain(script.later);
    statements.extend(settings.map(|sql| Statement::new(sql, &address)));
    let mut needs = uses::of_column(work.to, column);
    if let Some(generated) = &column.generated {
        let mut columns = uses::columns(to, &generated.expression);
        columns.retain(|it| *it != address);
        needs.extend(columns);
    }
    needs.push(address::table(&to.name));
    let mut adds = vec![address];
    adds.extend(alter_column::identity_sequence(to, column));
    Step {
        name: format!("add column `{}.{}`", to.name, column.name),
        rank: rank::ADD_COLUMN,
        statements,
        needs,
        adds,
        ..Step::default()
    }
}

fn hazards_of_add(job: &mut Job<'_>, from: &Table, to: &Table, column: &Column) -> Vec<Hazard> {
    let name = format!("{}.{}", to.name, column.name);
    let mut hazards = Vec::new();
    let is_stored = column.generated.as_ref().is_some_and(|it| it.stored);
    let is_volatile = column.default.as_deref().is_some_and(default::is_volatile);
    if is_stored || is_volatile || column.identity.is_some() {
        hazards.push(hazard::rewriting_column(&name));
    }
    if !column.nullable && !column.can_be_omitted() {
        let has_rows = table::has_rows(job, from);
        if has_rows == Some(true) {
            job.data.blocked.push(format!(
                "column `{name}` is NOT NULL without a default, and `{}` has rows: give it a default, or let it be nullable first",
                from.name
            ));
        }
        hazards.extend((has_rows != Some(false)).then(|| hazard::required_column(&name)));
    }
    hazards
}

fn drop(job: &mut Job<'_>, work: &Work<'_>, from: &Table, to: &Table, column: &Column) -> Step {
    let address = address::column(&from.name, &column.name);
    let sql = format!("{} DROP COLUMN {}", alter(from), identifier(&column.name));
    let name = format!("{}.{}", from.name, column.name);
    let hazard = match &column.generated {
        Some(_) => hazard::drop_generated_column(&name),
        None => hazard::drop_column(&name, table::has_rows(job, from)),
    };
    let mut releases = uses::of_column(work.from, column);
    releases.push(address::table(&from.name));
    if let Some(generated) = &column.generated {
        let mut columns = uses::columns(from, &generated.expression);
        columns.retain(|it| *it != address);
        releases.extend(columns);
    }
    let mut drops = vec![address.clone()];
    drops.extend(alter_column::identity_sequence(from, column));
    let mut needs = Vec::new();
    if let Some((_, after)) = parent(work, from, to) {
        // A partition cannot lose a column that its parent has.
        needs.push(address::attribute(
            address::column(&after.name, &column.name),
            "gone",
        ));
    }
    Step {
        name: format!("drop column `{name}`"),
        rank: rank::DROP_COLUMN,
        statements: vec![Statement::new(sql, &address).hazard(hazard)],
        adds: vec![address::attribute(address, "gone")],
        drops,
        needs,
        releases,
    }
}
