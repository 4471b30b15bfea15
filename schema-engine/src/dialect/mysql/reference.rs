//! Foreign keys, each a step of its own: so tables that refer to each other form no circle.
//!
//! A foreign key goes and comes again where the server would not let a column of it change.

use schema_model::{Constraint, ForeignKey, Schema, Table};

use super::address::{form, part, relation, shared, table as table_address};
use super::alter::{head, is_replaced, orphans, partner, settled};
use super::flavour::Flavour;
use super::hazard;
use super::planner::rank;
use super::render::render_constraint;
use super::tables::{Apart, foreign_keys, is_known};
use super::types::quote_name;
use crate::graph::Step;
use crate::plan::Statement;
use crate::planner::Job;

/// The steps for foreign keys that do not come or go with their table.
pub(super) fn push(
    job: &mut Job<'_>,
    flavour: &'static Flavour,
    apart: &Apart,
    steps: &mut Vec<Step>,
) {
    let (from, to) = (job.from, job.to);
    for table in &from.tables {
        for (constraint, key) in foreign_keys(table) {
            let goes = match to.table(&table.name) {
                None => apart.dropped.get(&table.name.name, constraint) == Some(false),
                Some(after) => !stays(job, table, after, constraint, key, flavour),
            };
            if goes {
                let comes_back = to
                    .table(&table.name)
                    .is_some_and(|after| named(after, constraint).is_some());
                steps.push(drop(table, constraint, key, comes_back, flavour));
            }
        }
    }
    for table in &to.tables {
        for (constraint, key) in foreign_keys(table) {
            let comes = match from.table(&table.name) {
                None => apart.added.get(&table.name.name, constraint).is_some(),
                Some(before) => named(before, constraint)
                    .is_none_or(|(old, old_key)| !stays(job, before, table, old, old_key, flavour)),
            };
            if comes {
                let step = add(job, table, constraint, key, flavour);
                steps.push(step);
            }
        }
    }
}

fn named<'t>(table: &'t Table, like: &Constraint) -> Option<(&'t Constraint, &'t ForeignKey)> {
    foreign_keys(table).find(|(it, _)| it.name == like.name)
}

/// Whether a foreign key is the same on both sides, and nothing that it stands on changes.
fn stays(
    job: &Job<'_>,
    before: &Table,
    after: &Table,
    constraint: &Constraint,
    key: &ForeignKey,
    flavour: &Flavour,
) -> bool {
    let text = |it: &Constraint| render_constraint(it, flavour);
    let is_same = named(after, constraint).is_some_and(|(it, _)| text(it) == text(constraint));
    is_same
        && is_steady(job, (before, after), &key.columns, flavour)
        && is_steady_target(job, key, flavour)
}

fn is_steady_target(job: &Job<'_>, key: &ForeignKey, flavour: &Flavour) -> bool {
    let side = |schema: &Schema| schema.table(&key.references).cloned();
    match (side(job.from), side(job.to)) {
        (Some(before), Some(after)) => {
            is_steady(job, (&before, &after), &key.referenced_columns, flavour)
        }
        (None, None) => true,
        _ => false,
    }
}

/// Whether the columns keep what the server compares, and the table what it stores them in.
fn is_steady(
    job: &Job<'_>,
    (before, after): (&Table, &Table),
    columns: &[String],
    _flavour: &Flavour,
) -> bool {
    if job.careful && before != after {
        return false;
    }
    let same_storage = before.options.get("engine") == after.options.get("engine")
        && before.partition_by == after.partition_by;
    let is_same = |name: &String| {
        let (Some(a), Some(b)) = (partner(before, name), partner(after, name)) else {
            return false;
        };
        let (settled_a, settled_b) = (settled(a, before), settled(b, after));
        a.name == b.name
            && a.native_type == b.native_type
            && a.nullable == b.nullable
            && settled_a.charset == settled_b.charset
            && settled_a.collation == settled_b.collation
            && a.generated == b.generated
            && !is_replaced(a, b, job.careful)
    };
    same_storage && columns.iter().all(is_same)
}

fn drop(
    table: &Table,
    constraint: &Constraint,
    key: &ForeignKey,
    comes_back: bool,
    flavour: &Flavour,
) -> Step {
    let (name, symbol) = (&table.name.name, constraint.identity());
    let address = part(name, "constraint", &symbol);
    let sql = format!("{} DROP FOREIGN KEY {}", head(name), quote_name(&symbol));
    let back = format!(
        "{} ADD {}",
        head(name),
        render_constraint(constraint, flavour)
    );
    let mut statement = Statement::new(sql, &address).undone_by(back);
    if !comes_back {
        statement = statement.hazard(hazard::drop_constraint("foreign key", &symbol));
    }
    let target = &key.references.name;
    Step {
        name: format!("drop foreign key `{symbol}`"),
        rank: rank::DROP_FOREIGN_KEY,
        releases: vec![
            table_address(name),
            form(name),
            table_address(target),
            form(target),
        ],
        drops: vec![address, shared("key", &symbol)],
        statements: vec![statement],
        ..Step::default()
    }
}

fn add(
    job: &mut Job<'_>,
    table: &Table,
    constraint: &Constraint,
    key: &ForeignKey,
    flavour: &Flavour,
) -> Step {
    let (name, symbol) = (&table.name.name, constraint.identity());
    let address = part(name, "constraint", &symbol);
    let known = is_known(job.to, &key.references);
    let sql = format!(
        "{} ADD {}",
        head(name),
        render_constraint(constraint, flavour)
    );
    let back = format!("{} DROP FOREIGN KEY {}", head(name), quote_name(&symbol));
    let mut statement = Statement::new(sql, &address).undone_by(back);
    if let Some(before) = job.from.table(&table.name) {
        let asked = job.from.table(&key.references).is_some()
            && key.columns.iter().all(|it| before.column(it).is_some());
        let orphans = match asked {
            true => orphans(&mut job.data, before, &symbol, key),
            false => None,
        };
        statement = statement.hazard(hazard::foreign_key(&symbol, orphans));
    }
    let mut statements = vec![statement];
    if !known {
        // The server would look for the table that it points to.
        let set = |value: u8| {
            Statement::new(
                format!("SET SESSION foreign_key_checks = {value}"),
                &address,
            )
        };
        statements.insert(0, set(0));
        statements.push(set(1));
    }
    let target = &key.references.name;
    Step {
        name: format!("add foreign key `{symbol}`"),
        rank: rank::ADD_FOREIGN_KEY,
        needs: vec![relation(name), form(name), relation(target), form(target)],
        adds: vec![address, shared("key", &symbol)],
        statements,
        ..Step::default()
    }
}
