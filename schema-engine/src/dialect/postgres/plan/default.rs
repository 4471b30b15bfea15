//! Defaults of columns that stay. They are taken away before what they use goes, and set when what
//! they use is there.

use schema_model::{Address, Column, Table};

use super::super::hazard;
use super::super::quote::identifier;
use super::super::render::tables::alter;
use super::column::is_retyped;
use super::work::Work;
use super::{address, rank, uses};
use crate::graph::Step;
use crate::plan::Statement;

/// Whether a default is computed anew for each row.
pub(super) fn is_volatile(text: &str) -> bool {
    const STABLE: &[&str] = &[
        "now()",
        "CURRENT_TIMESTAMP",
        "CURRENT_DATE",
        "transaction_timestamp()",
    ];
    text.contains('(')
        && !STABLE.iter().any(|known| text.starts_with(known))
        && !text.starts_with('\'')
}

/// The steps.
pub(super) fn push(
    work: &Work<'_>,
    tables: (&Table, &Table),
    from: &Column,
    to: &Column,
    steps: &mut Vec<Step>,
) {
    // What inherits from a table has defaults of its own, so each table is altered alone.
    let table = tables.1;
    let target = address::attribute(address::column(&table.name, &to.name), "default");
    let start = format!("{} ALTER COLUMN {}", alter(table), identifier(&to.name));
    let is_again = is_retyped(from, to) || work.is_made_again(&target);
    let is_changed = from.default != to.default;
    if let Some(default) = from
        .default
        .as_ref()
        .filter(|_| is_again || is_changed && to.default.is_none())
    {
        let drop = Statement::new(format!("{start} DROP DEFAULT"), &target)
            .undone_by(format!("{start} SET DEFAULT {default}"));
        let drop = match to.default.is_none() {
            true => drop.hazard(hazard::drop_default(&format!("{}.{}", table.name, to.name))),
            false => drop,
        };
        steps.push(Step {
            name: format!("drop default of `{}.{}`", table.name, to.name),
            rank: rank::DROP_DEFAULT,
            statements: vec![drop],
            releases: used(work.from, tables.0, from),
            drops: vec![target.clone()],
            ..Step::default()
        });
    }
    if let Some(default) = to.default.as_ref().filter(|_| is_again || is_changed) {
        let set = Statement::new(format!("{start} SET DEFAULT {default}"), &target);
        let set = match &from.default {
            Some(before) => set.undone_by(format!("{start} SET DEFAULT {before}")),
            None => set.undone_by(format!("{start} DROP DEFAULT")),
        };
        let mut needs = used(work.to, table, to);
        for before in ["type", "no_identity"] {
            let column = address::column(&table.name, &to.name);
            needs.push(address::attribute(column, before));
        }
        steps.push(Step {
            name: format!("set default of `{}.{}`", table.name, to.name),
            rank: rank::ALTER_COLUMN,
            statements: vec![set],
            releases: match is_again {
                true => Vec::new(),
                false => uses_of(work.from, from),
            },
            needs,
            adds: vec![target],
            ..Step::default()
        });
    }
}

fn uses_of(schema: &schema_model::Schema, column: &Column) -> Vec<Address> {
    let default = column.default.iter();
    default
        .flat_map(|text| uses::objects(schema, text))
        .collect()
}

/// What the default uses, and the column itself.
fn used(schema: &schema_model::Schema, table: &Table, column: &Column) -> Vec<Address> {
    let mut used = uses_of(schema, column);
    used.push(address::column(&table.name, &column.name));
    used
}
