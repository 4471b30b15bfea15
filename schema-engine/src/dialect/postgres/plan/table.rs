//! Tables as a whole: made, dropped, or taken down and built up again with their rows.
//!
//! A table is built up again only for what has no ALTER: how it is partitioned, and what sort of
//! table it is.

use std::borrow::Cow;

use schema_model::{Address, Column, ObjectKind, Table, TableKind};

use super::super::ddl::constraint::make_name;
use super::super::hazard;
use super::super::quote::{identifier, qualified};
use super::super::render::Script;
use super::super::render::tables::{is_added_later, render_table};
use super::facts::{constraint_texts, index_texts};
use super::sequence::namespace_of;
use super::work::Work;
use super::{address, alter_column, alter_table, foreign_key, partition, rank, rebuild, uses};
use crate::EngineError;
use crate::graph::Step;
use crate::pair::Pair;
use crate::plan::Statement;
use crate::planner::Job;

/// Tables that are taken down and built up again.
pub(super) fn disturbed(work: &Work<'_>) -> Vec<Address> {
    let mut found: Vec<&schema_model::ObjectName> = Vec::new();
    for table in work.to.tables.iter().filter(|it| !work.is_calm(it)) {
        let before = work.from.table(&table.name);
        if before.is_some_and(|before| must_rebuild(before, table)) {
            found.push(&table.name);
        }
    }
    // The rows of a partitioned table are in its partitions, which go with it.
    loop {
        let count = found.len();
        for table in &work.from.tables {
            let above = table.partition_of.as_ref().map(|of| &of.parent);
            let goes = above.is_some_and(|above| found.contains(&above));
            if goes && !found.contains(&&table.name) {
                found.push(&table.name);
            }
        }
        if found.len() == count {
            break;
        }
    }
    let restless = work.from.tables.iter().filter(|it| !work.is_calm(it));
    let dropped = restless.map(|table| &table.name);
    let dropped = dropped.filter(|name| work.to.table(name).is_none());
    let mut all: Vec<_> = dropped.chain(found).map(address::table).collect();
    all.dedup();
    all
}

fn must_rebuild(from: &Table, to: &Table) -> bool {
    let clause = |table: &Table| table.partition_by.as_ref().map(|by| by.clause.clone());
    from.kind != to.kind || clause(from) != clause(to) || from.foreign_server != to.foreign_server
}

/// Whether a table that both sides have is taken down and built up again.
pub(super) fn is_rebuilt(work: &Work<'_>, name: &schema_model::ObjectName) -> bool {
    work.is_made_again(&address::table(name))
}

/// The tables that stay and on which there may be something to do.
pub(super) fn on_both_sides<'a>(work: &Work<'a>) -> Vec<(&'a Table, &'a Table)> {
    let tables = work.to.tables.iter();
    tables
        .filter(|table| !work.is_calm(table) && !is_rebuilt(work, &table.name))
        .filter_map(|table| Some((work.from.table(&table.name)?, table)))
        .collect()
}

/// The steps.
pub(super) fn push(
    job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    for pair in work.tables() {
        match pair {
            Pair::Added(table) => add(work, table, steps),
            Pair::Dropped(table) => steps.push(drop(job, work, table)),
            Pair::Both { from, to } if is_rebuilt(work, &to.name) => {
                steps.extend(rebuild::save(work, from, to));
                steps.push(drop(job, work, from));
                add(work, to, steps);
                steps.extend(rebuild::give_back(work, from, to));
            }
            Pair::Both { from, to } => alter_table::push(from, to, steps),
        }
    }
    partition::push(work, steps);
    Ok(())
}

/// Whether there are rows; `None` when there is no database to ask.
pub(super) fn has_rows(job: &mut Job<'_>, table: &Table) -> Option<bool> {
    if table.kind == TableKind::Foreign {
        return None;
    }
    let name = qualified(&table.name);
    let sql = format!("SELECT count(*) FROM (SELECT FROM {name} LIMIT 1) AS first");
    let about = format!("whether `{}` has rows", table.name);
    count_once(job, about, sql).map(|count| count > 0)
}

/// Asks for a number, unless that was asked before.
pub(super) fn count_once(job: &mut Job<'_>, about: String, sql: String) -> Option<u64> {
    let known = job.data.asked.iter().find(|question| question.sql == sql);
    match known {
        Some(question) => Some(question.answer),
        None => job.data.count(about, sql),
    }
}

/// Whether a column holds NULL; `None` when there is no database to ask.
pub(super) fn has_nulls(job: &mut Job<'_>, table: &Table, column: &Column) -> Option<bool> {
    if table.kind == TableKind::Foreign {
        return None;
    }
    let (name, target) = (qualified(&table.name), identifier(&column.name));
    let about = format!("whether `{}.{}` holds NULL", table.name, column.name);
    let sql = format!(
        "SELECT count(*) FROM (SELECT FROM {name} WHERE {target} IS NULL LIMIT 1) AS first"
    );
    job.data.count(about, sql).map(|count| count > 0)
}

fn add(work: &Work<'_>, table: &Table, steps: &mut Vec<Step>) {
    let address = address::table(&table.name);
    let mut script = Script::default();
    // In a circle of needs, defaults and checks can wait.
    let named = with_names_of_not_null(work, table);
    render_table(work.to, &named, work.careful, &mut script);
    let mut needs = namespace_of(&table.name);
    needs.extend(table.depends_on.iter().map(address::of_key));
    for column in &table.columns {
        needs.extend(uses::types(&column.logical_type));
        match work.careful {
            true => {}
            false => needs.extend(uses::of_column(work.to, column)),
        }
    }
    for parent in &table.inherits {
        needs.push(address::table(parent));
        let columns = work.to.table(parent).into_iter().flat_map(|it| &it.columns);
        needs.extend(columns.map(|column| address::column(parent, &column.name)));
    }
    needs.extend(
        table
            .of_type
            .iter()
            .map(|ty| address::object(ObjectKind::Type, ty)),
    );
    if let Some(server) = &table.foreign_server {
        let name = schema_model::ObjectName::bare(format!("server {server}"));
        needs.push(address::object(ObjectKind::Object, &name));
    }
    needs.retain(|it| it.object != address.object);
    let statement = |sql: String| Statement::new(sql, &address);
    let mut statements: Vec<Statement> = script.now.into_iter().map(statement).collect();
    if let Some(first) = statements.first_mut() {
        first.reverse = Some(format!("DROP TABLE {}", qualified(&table.name)));
    }
    let mut adds = vec![address.clone()];
    adds.extend(parts(table));
    steps.push(Step {
        name: format!("add table `{}`", table.name),
        rank: rank::ADD_TABLE,
        statements,
        adds,
        needs,
        ..Step::default()
    });
    if !script.later.is_empty() {
        let mut needs: Vec<Address> = table.depends_on.iter().map(address::of_key).collect();
        for column in &table.columns {
            needs.extend(uses::of_column(work.to, column));
        }
        needs.push(address.clone());
        steps.push(Step {
            name: format!("complete table `{}`", table.name),
            rank: rank::ALTER_COLUMN,
            statements: script.later.into_iter().map(statement).collect(),
            needs,
            ..Step::default()
        });
    }
}

/// A table with the names that the server would choose for its NOT NULL constraints. A partition that
/// was below a table of this name can still have them, and then the server would choose others.
fn with_names_of_not_null<'t>(work: &Work<'_>, table: &'t Table) -> Cow<'t, Table> {
    let mut below = work.to.tables.iter().filter(|it| {
        let of = it.partition_of.as_ref().map(|of| &of.parent);
        of == Some(&table.name) && work.from.table(&it.name).is_some()
    });
    if below.next().is_none() {
        return Cow::Borrowed(table);
    }
    let mut table = table.clone();
    let columns = table.columns.iter_mut().filter(|it| !it.nullable);
    for column in columns.filter(|it| it.not_null_name.is_none()) {
        let name = make_name(&table.name.name, &column.name, "not_null");
        column.not_null_name = Some(name);
    }
    Cow::Owned(table)
}

/// What comes and goes with a table.
fn parts(table: &Table) -> Vec<Address> {
    let name = &table.name;
    let columns = table
        .columns
        .iter()
        .map(|it| address::column(name, &it.name));
    let inline = table.constraints.iter().filter(|it| !is_added_later(it));
    let constraints = inline.filter_map(|it| Some(address::constraint(name, it.name.as_deref()?)));
    let sequences = table
        .columns
        .iter()
        .filter_map(|it| alter_column::identity_sequence(table, it));
    columns.chain(constraints).chain(sequences).collect()
}

/// The objects that indexes and checks use, which go with their table.
fn uses_of_parts(work: &Work<'_>, table: &Table) -> Vec<Address> {
    let indexes = table.indexes.iter().flat_map(index_texts);
    let constraints = table.constraints.iter().flat_map(constraint_texts);
    work.before.objects(indexes.chain(constraints))
}

fn drop(job: &mut Job<'_>, work: &Work<'_>, table: &Table) -> Step {
    let address = address::table(&table.name);
    let name = qualified(&table.name);
    let is_saved = work.to.table(&table.name).is_some() && rebuild::keeps_rows(work, table);
    let word = match table.kind {
        TableKind::Foreign => "FOREIGN TABLE",
        _ => "TABLE",
    };
    let statement = Statement::new(format!("DROP {word} {name}"), &address);
    let statement = match (is_saved, table.kind) {
        (true, _) => statement.hazard(hazard::rebuild(&table.name)),
        (false, TableKind::Foreign) => statement.hazard(hazard::drop_foreign_table(&table.name)),
        (false, _) => {
            let has_rows = has_rows(job, table);
            statement.hazard(hazard::drop_table(&table.name, has_rows))
        }
    };
    let mut releases = namespace_of(&table.name);
    releases.extend(table.depends_on.iter().map(address::of_key));
    for column in &table.columns {
        releases.extend(uses::of_column(work.from, column));
    }
    releases.extend(uses_of_parts(work, table));
    releases.extend(table.inherits.iter().map(address::table));
    for key in foreign_key::foreign_keys(table) {
        // What refers to each other in a circle is cut before.
        if !foreign_key::is_on_circle(work, &table.name, &key.references) {
            releases.extend(foreign_key::uses(work.from, key));
        }
    }
    releases.extend(
        table
            .partition_of
            .iter()
            .map(|of| address::table(&of.parent)),
    );
    releases.extend(
        table
            .of_type
            .iter()
            .map(|ty| address::object(ObjectKind::Type, ty)),
    );
    if let Some(server) = &table.foreign_server {
        let name = schema_model::ObjectName::bare(format!("server {server}"));
        releases.push(address::object(ObjectKind::Object, &name));
    }
    releases.retain(|it| it.object != address.object);
    let columns = table.columns.iter();
    let gone = columns.map(|it| address::attribute(address::column(&table.name, &it.name), "gone"));
    let mut drops = vec![address];
    drops.extend(parts(table));
    drops.extend(
        table
            .constraints
            .iter()
            .filter_map(|it| Some(address::constraint(&table.name, it.name.as_deref()?))),
    );
    drops.extend(
        table
            .indexes
            .iter()
            .map(|it| address::index(&table.name, &it.name)),
    );
    Step {
        name: format!("drop table `{}`", table.name),
        rank: rank::DROP_TABLE,
        statements: vec![statement],
        adds: gone.collect(),
        drops,
        releases,
        ..Step::default()
    }
}
