//! Constraints of tables.
//!
//! What has no ALTER is dropped and added. A foreign key goes before the key that it refers to and
//! comes back after it.

use schema_model::{
    Address, Constraint, ConstraintKind, Deferrable, IndexKey, Options, Schema, Table, TableKind,
};

use super::super::hazard;
use super::super::quote::{identifier, qualified};
use super::super::render::tables::{OWN_INDEX_OPTIONS, add_constraint, is_added_later};
use super::alter_table::changed_parameters;
use super::work::Work;
use super::{
    address, column, foreign_key, index, online, partition_index, question, rank, table, uses,
};
use crate::EngineError;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// Constraints that are dropped, or dropped and added.
pub(super) fn disturbed(work: &Work<'_>) -> Vec<Address> {
    let mut found = Vec::new();
    for (from, to) in table::on_both_sides(work) {
        for pair in pairs(&from.constraints, &to.constraints, Constraint::identity) {
            match pair {
                Pair::Dropped(before) => found.push(address_of(from, before)),
                Pair::Both {
                    from: before,
                    to: after,
                } if !can_alter(before, after) => {
                    found.push(address_of(from, before));
                }
                _ => {}
            }
        }
    }
    found
}

/// The address of a constraint of a table.
pub(super) fn address_of(table: &Table, constraint: &Constraint) -> Address {
    address::constraint(&table.name, &constraint.identity())
}

/// The constraint without what can be altered, or what is said elsewhere.
fn fixed(constraint: &Constraint) -> Constraint {
    let mut fixed = constraint.clone();
    fixed.comment = None;
    fixed.inherited = false;
    match &mut fixed.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => key.options.clear(),
        ConstraintKind::Exclusion(exclusion) => exclusion.options.clear(),
        ConstraintKind::ForeignKey(_) => fixed.deferrable = Deferrable::No,
        ConstraintKind::Check(check) => {
            check.column = None;
            check.one_of = None;
        }
        _ => {}
    }
    fixed
}

fn can_alter(from: &Constraint, to: &Constraint) -> bool {
    let (mut before, after) = (fixed(from), fixed(to));
    // What was not validated can be.
    before.validated |= after.validated;
    before == after
}

/// The steps.
pub(super) fn push(
    job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    let restless = |table: &&Table| !work.is_calm(table);
    for from in work.from.tables.iter().filter(restless) {
        let goes = work.to.table(&from.name).is_none() || table::is_rebuilt(work, &from.name);
        if goes {
            push_of_dropped(work, from, steps);
        }
    }
    for to in work.to.tables.iter().filter(restless) {
        match work.from.table(&to.name) {
            Some(from) if !table::is_rebuilt(work, &to.name) => {
                push_kept(job, work, from, to, steps)
            }
            _ => {
                let later = to.constraints.iter().filter(|it| is_added_later(it));
                let own = later.filter(|it| !(it.inherited && to.partition_of.is_none()));
                steps.extend(own.map(|it| add(work, None, to, it)));
            }
        }
    }
    Ok(())
}

/// A foreign key goes with its table, unless tables refer to each other in a circle, or the table
/// that it refers to is dropped and built up again.
fn push_of_dropped(work: &Work<'_>, from: &Table, steps: &mut Vec<Step>) {
    for constraint in &from.constraints {
        let ConstraintKind::ForeignKey(key) = &constraint.kind else {
            continue;
        };
        if foreign_key::is_on_circle(work, &from.name, &key.references) {
            steps.push(drop(work, from, constraint));
        }
    }
}

fn push_kept(job: &mut Job<'_>, work: &Work<'_>, from: &Table, to: &Table, steps: &mut Vec<Step>) {
    for pair in pairs(&from.constraints, &to.constraints, Constraint::identity) {
        match pair {
            Pair::Added(after) => {
                if !comes_from_parent(work, from, to, after) {
                    let breaks = push_question(job, work, (from, to), after);
                    match can_wait(from, after) && online::is_wanted(job, from) {
                        true => push_online(work, to, after, steps),
                        false => steps.push(add(work, Some(breaks), to, after)),
                    }
                }
            }
            Pair::Dropped(before) => {
                if !goes_with_parent(work, from, to, before) {
                    steps.push(drop(work, from, before));
                }
            }
            Pair::Both {
                from: before,
                to: after,
            } if is_again(work, (from, to), before, after) => {
                if !goes_with_parent(work, from, to, before) {
                    steps.push(drop(work, from, before));
                }
                if !comes_from_parent(work, from, to, after) {
                    let breaks = match can_alter(before, after) {
                        // Made again because of what it stands on, which may have changed the values.
                        true => None,
                        false => push_question(job, work, (from, to), after),
                    };
                    steps.push(add(work, Some(breaks), to, after));
                }
            }
            Pair::Both {
                from: before,
                to: after,
            } => alter(to, before, after, steps),
        }
    }
}

/// Whether a constraint of that name that both sides have is dropped and added.
pub(super) fn is_replaced(work: &Work<'_>, (from, to): (&Table, &Table), name: &str) -> bool {
    let before = from.constraints.iter().find(|it| it.identity() == name);
    let after = to.constraints.iter().find(|it| it.identity() == name);
    matches!((before, after), (Some(before), Some(after)) if is_again(work, (from, to), before, after))
}

fn is_again(
    work: &Work<'_>,
    (from, to): (&Table, &Table),
    before: &Constraint,
    after: &Constraint,
) -> bool {
    if goes_before_it_leaves(work, from, to, before)
        || partition_index::takes_along(work, (from, to), before)
    {
        return true;
    }
    if !can_alter(before, after) || work.is_made_again(&address_of(to, after)) {
        return true;
    }
    if columns(before)
        .iter()
        .any(|name| column::goes(work, from, to, name))
    {
        return true;
    }
    match &before.kind {
        ConstraintKind::ForeignKey(key) => foreign_key::is_again(work, to, key),
        _ => false,
    }
}

/// The columns that a constraint names.
fn columns(constraint: &Constraint) -> Vec<String> {
    match &constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
            key.columns.iter().chain(&key.include).cloned().collect()
        }
        ConstraintKind::ForeignKey(key) => key.columns.clone(),
        ConstraintKind::Check(check) => uses::words(&check.expression).into_iter().collect(),
        ConstraintKind::Exclusion(exclusion) => {
            let parts = exclusion.parts.iter().flat_map(|part| match &part.key {
                IndexKey::Column(name) => vec![name.clone()],
                IndexKey::Expression(text) => uses::words(text).into_iter().collect(),
            });
            let predicate = exclusion
                .predicate
                .iter()
                .flat_map(|text| uses::words(text));
            parts
                .chain(predicate)
                .chain(exclusion.include.clone())
                .collect()
        }
        _ => Vec::new(),
    }
}

/// What a constraint needs, its own table's columns included.
fn needs(schema: &Schema, table: &Table, constraint: &Constraint) -> Vec<Address> {
    let mut needed: Vec<Address> = columns(constraint)
        .iter()
        .filter(|name| table.column(name).is_some())
        .map(|name| address::column(&table.name, name))
        .collect();
    needed.push(address::table(&table.name));
    match &constraint.kind {
        ConstraintKind::ForeignKey(key) => {
            let of_self = key.references == table.name;
            let used = foreign_key::uses(schema, key).into_iter();
            needed.extend(used.filter(|it| !of_self || it.part.is_some()));
        }
        ConstraintKind::Check(check) => needed.extend(uses::objects(schema, &check.expression)),
        ConstraintKind::Exclusion(exclusion) => {
            for part in &exclusion.parts {
                if let IndexKey::Expression(text) = &part.key {
                    needed.extend(uses::objects(schema, text));
                }
            }
        }
        _ => {}
    }
    needed
}

fn comes_from_parent(work: &Work<'_>, from: &Table, to: &Table, constraint: &Constraint) -> bool {
    let is_key = is_key(constraint);
    if constraint.inherited && !(is_key && to.partition_of.is_some()) {
        return true;
    }
    // The keys of a partition are made before its parent's, so that they get their names.
    let parent = column::parent(work, from, to);
    !is_key && parent.is_some_and(|(_, above)| has_same(above, constraint))
}

fn goes_with_parent(work: &Work<'_>, from: &Table, to: &Table, constraint: &Constraint) -> bool {
    if partition_index::takes_along(work, (from, to), constraint) {
        return true;
    }
    let parent = column::parent(work, from, to);
    if parent.is_none() && from.partition_of.is_some() {
        return goes_before_it_leaves(work, from, to, constraint);
    }
    if constraint.inherited {
        return parent.is_some() || from.partition_of.is_none();
    }
    parent.is_some_and(|(above, _)| !is_key(constraint) && has_same(above, constraint))
}

/// Whether a key of a partition goes with its parent's, before the partition is detached.
fn goes_before_it_leaves(
    work: &Work<'_>,
    from: &Table,
    to: &Table,
    constraint: &Constraint,
) -> bool {
    let Some((before, after)) = column::left_parent(work, from, to) else {
        return false;
    };
    let wanted = columns(constraint);
    let mut above = before.constraints.iter();
    let above = above.find(|it| is_key(it) && columns(it) == wanted);
    let stays = |key: &Constraint| {
        let mut keys = after.constraints.iter();
        keys.any(|it| it.identity() == key.identity() && can_alter(key, it))
    };
    constraint.inherited && is_key(constraint) && above.is_some_and(|key| !stays(key))
}

fn is_key(constraint: &Constraint) -> bool {
    matches!(
        constraint.kind,
        ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_) | ConstraintKind::Exclusion(_)
    )
}

fn has_same(table: &Table, constraint: &Constraint) -> bool {
    table
        .constraints
        .iter()
        .any(|it| it.name == constraint.name)
}

/// Asks whether the rows that are there stand in the way, and says whether one does.
fn push_question(
    job: &mut Job<'_>,
    work: &Work<'_>,
    (from, to): (&Table, &Table),
    constraint: &Constraint,
) -> Option<bool> {
    let breaks = question::breaks(job, work, (from, to), constraint);
    if breaks == Some(true) {
        job.data.blocked.push(format!(
            "`{}` of `{}` is broken by rows that are there: change them first",
            constraint.identity(),
            to.name
        ));
    }
    if matches!(constraint.kind, ConstraintKind::PrimaryKey(_)) {
        push_question_of_nulls(job, from, constraint);
    }
    breaks
}

fn push_question_of_nulls(job: &mut Job<'_>, from: &Table, constraint: &Constraint) {
    for name in columns(constraint) {
        let Some(column) = from.column(&name).filter(|column| column.nullable) else {
            continue;
        };
        if table::has_nulls(job, from, column) == Some(true) {
            job.data.blocked.push(format!(
                "column `{}.{name}` becomes part of the primary key and holds NULL: fill it first",
                from.name
            ));
        }
    }
}

/// Whether a constraint that is new has a form that lets others write.
fn can_wait(from: &Table, constraint: &Constraint) -> bool {
    let is_primary = |it: &Constraint| matches!(it.kind, ConstraintKind::PrimaryKey(_));
    let has_form = match &constraint.kind {
        // Between two primary keys there would be none.
        ConstraintKind::PrimaryKey(_) => !from.constraints.iter().any(is_primary),
        ConstraintKind::Unique(key) => !key.without_overlaps,
        ConstraintKind::ForeignKey(_) | ConstraintKind::Check(_) => true,
        _ => false,
    };
    has_form && constraint.validated && constraint.enforced
}

/// Adds a constraint to a table that others use meanwhile.
fn push_online(work: &Work<'_>, to: &Table, constraint: &Constraint, steps: &mut Vec<Step>) {
    let address = address_of(to, constraint);
    let plain = |constraint: &Constraint| add(work, Some(None), to, constraint);
    match &constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
            let hazard = hazard::online_key(&to.name, &constraint.identity());
            let statements = online::add_key(to, &address, constraint, key, hazard);
            steps.push(Step {
                rank: rank::ONLINE_INDEX,
                statements,
                ..plain(constraint)
            });
        }
        _ => {
            let unseen = Constraint {
                validated: false,
                ..constraint.clone()
            };
            steps.push(plain(&unseen));
            let hazard = hazard::validate_online(&to.name, constraint);
            steps.push(online::validate(to, &address, constraint, hazard));
        }
    }
}

/// Of a table that is there, it is said whether rows break the constraint, if that is known.
fn add(work: &Work<'_>, rows: Option<Option<bool>>, to: &Table, constraint: &Constraint) -> Step {
    let address = address_of(to, constraint);
    let is_foreign = matches!(constraint.kind, ConstraintKind::ForeignKey(_));
    let mut statement = Statement::new(add_constraint(to, constraint), &address)
        .undone_by(drop_sql(to, constraint));
    if let Some(breaks) = rows {
        statement = statement.hazard(hazard::add_constraint(&to.name, constraint, breaks));
    }
    let mut adds = vec![address];
    if is_key(constraint) {
        adds.push(address::index(&to.name, &constraint.identity()));
    }
    let mut needs = needs(work.to, to, constraint);
    if is_key(constraint) {
        let held = columns(constraint).into_iter();
        let held = held.map(|name| address::column(&to.name, &name));
        needs.extend(held.map(|column| address::attribute(column, "not_null")));
    }
    needs.extend(keys_of_partitions(work, to, constraint));
    if to.kind == TableKind::Partitioned && is_foreign {
        // It reaches the partitions that are there by then.
        let partitions = work.to.tables.iter().filter(|it| is_partition_of(it, to));
        needs.extend(
            partitions.map(|it| address::attribute(address::table(&it.name), "partition_of")),
        );
    }
    Step {
        name: format!(
            "add constraint `{}` of `{}`",
            constraint.identity(),
            to.name
        ),
        rank: match is_foreign {
            true => rank::ADD_FOREIGN_KEY,
            false => rank::ADD_CONSTRAINT,
        },
        statements: vec![statement],
        adds,
        needs,
        ..Step::default()
    }
}

fn is_partition_of(table: &Table, parent: &Table) -> bool {
    table
        .partition_of
        .as_ref()
        .is_some_and(|of| of.parent == parent.name)
}

/// The keys that partitions bring along for a key of their parent.
fn keys_of_partitions(work: &Work<'_>, parent: &Table, constraint: &Constraint) -> Vec<Address> {
    if !is_key(constraint) || parent.kind != TableKind::Partitioned {
        return Vec::new();
    }
    let wanted = columns(constraint);
    let partitions = work
        .to
        .tables
        .iter()
        .filter(|it| is_partition_of(it, parent));
    partitions
        .flat_map(|table| table.constraints.iter().map(move |it| (table, it)))
        .filter(|(_, it)| it.inherited && is_key(it) && columns(it) == wanted)
        .map(|(table, it)| address_of(table, it))
        .collect()
}

fn drop_sql(table: &Table, constraint: &Constraint) -> String {
    let name = identifier(&constraint.identity());
    format!("{} DROP CONSTRAINT {name}", column::alter(table))
}

fn drop(work: &Work<'_>, table: &Table, constraint: &Constraint) -> Step {
    let address = address_of(table, constraint);
    let is_foreign = matches!(constraint.kind, ConstraintKind::ForeignKey(_));
    let statement = Statement::new(drop_sql(table, constraint), &address)
        .hazard(hazard::drop_constraint(&table.name, constraint))
        .undone_by(add_constraint(table, constraint));
    let mut drops = vec![address];
    if is_key(constraint) {
        drops.push(address::index(&table.name, &constraint.identity()));
    }
    let mut releases = needs(work.from, table, constraint);
    releases.retain(|it| !drops.contains(it));
    Step {
        name: format!(
            "drop constraint `{}` of `{}`",
            constraint.identity(),
            table.name
        ),
        rank: match is_foreign {
            true => rank::DROP_FOREIGN_KEY,
            false => rank::DROP_CONSTRAINT,
        },
        statements: vec![statement],
        drops,
        releases,
        ..Step::default()
    }
}

fn alter(table: &Table, from: &Constraint, to: &Constraint, steps: &mut Vec<Step>) {
    let address = address_of(table, to);
    let name = identifier(&to.identity());
    let start = column::alter(table);
    let mut statements = Vec::new();
    let is_foreign = matches!(to.kind, ConstraintKind::ForeignKey(_));
    if from.deferrable != to.deferrable && is_foreign {
        let sql = |constraint: &Constraint| {
            let words = match constraint.deferrable {
                Deferrable::No => "NOT DEFERRABLE",
                Deferrable::InitiallyImmediate => "DEFERRABLE INITIALLY IMMEDIATE",
                Deferrable::InitiallyDeferred => "DEFERRABLE INITIALLY DEFERRED",
            };
            format!("{start} ALTER CONSTRAINT {name} {words}")
        };
        statements.push(Statement::new(sql(to), &address).undone_by(sql(from)));
    }
    if to.validated && !from.validated && !to.inherited {
        let sql = format!("{start} VALIDATE CONSTRAINT {name}");
        statements.push(Statement::new(sql, &address).hazard(hazard::validate(&table.name, to)));
    }
    if let (Some(had), Some(has)) = (options(from), options(to)) {
        let index = qualified(&table.name.sibling(to.identity()));
        let start = format!("ALTER INDEX {index}");
        for sql in changed_parameters(&start, had, has, OWN_INDEX_OPTIONS) {
            statements.push(Statement::new(sql, &address));
        }
        statements.extend(index::moved(&start, had, has, &address));
    }
    if !statements.is_empty() {
        steps.push(Step {
            name: format!("alter constraint `{}` of `{}`", to.identity(), table.name),
            rank: rank::ADD_CONSTRAINT,
            statements,
            ..Step::default()
        });
    }
}

/// What the index behind a key has of its own.
pub(super) fn options(constraint: &Constraint) -> Option<&Options> {
    match &constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => Some(&key.options),
        ConstraintKind::Exclusion(exclusion) => Some(&exclusion.options),
        _ => None,
    }
}
