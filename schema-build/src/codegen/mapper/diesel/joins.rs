//! Which tables can be joined: those that a foreign key of one column connects.
//!
//! Only tables that are connected may appear in one query. Allowing every pair would cost the square
//! of their number when it is compiled.

use std::collections::{BTreeMap, BTreeSet};

use schema_model::ConstraintKind;

use super::schema::Table;
use crate::codegen::code::Code;
use crate::codegen::metadata::referenced_columns;
use crate::codegen::plan::{Plan, Relation};

pub(super) fn write(code: &mut Code, plan: &Plan, relations: &[&Relation], tables: &[Table]) {
    let mut joins: BTreeMap<(&str, &str), Vec<Option<String>>> = BTreeMap::new();
    for (relation, table) in relations.iter().zip(tables) {
        for (parent, column) in joins_of(plan, relation, table, relations, tables) {
            joins
                .entry((&table.ident, parent))
                .or_default()
                .push(column);
        }
    }
    let mut pairs: BTreeSet<(&str, &str)> = BTreeSet::new();
    for ((child, parent), columns) in &joins {
        // With two ways to join, diesel wants the query to say which.
        let is_back = joins.contains_key(&(*parent, *child));
        if let ([Some(column)], false) = (&columns[..], is_back) {
            code.line(format!(
                "::diesel::joinable!({child} -> {parent} ({column}));"
            ));
        }
        pairs.insert((child.min(parent), child.max(parent)));
    }
    for (one, other) in pairs {
        code.line(format!(
            "::diesel::allow_tables_to_appear_in_same_query!({one}, {other});"
        ));
    }
}

/// The tables that one refers to, with the column where a single one refers to their primary key.
fn joins_of<'t>(
    plan: &Plan,
    relation: &Relation,
    table: &Table,
    relations: &[&Relation],
    tables: &'t [Table],
) -> Vec<(&'t str, Option<String>)> {
    let keys = relation.constraints().iter().filter_map(|constraint| {
        let ConstraintKind::ForeignKey(key) = &constraint.kind else {
            return None;
        };
        let place = relations
            .iter()
            .position(|it| *it.name() == key.references)?;
        let (parent, parent_table) = (relations[place], &tables[place]);
        if parent.id == relation.id {
            return None;
        }
        let referenced = referenced_columns(key, plan.schema);
        let is_key = parent
            .key_columns()
            .eq(referenced.iter().map(String::as_str));
        let column = match (&key.columns[..], &referenced[..]) {
            ([from], [to]) if is_key => {
                let bare = |sql: &str| {
                    sql.trim_start_matches("::diesel::sql_types::Nullable<")
                        .trim_end_matches('>')
                        .to_owned()
                };
                let same = table.sql_type(from).map(bare) == parent_table.sql_type(to).map(bare);
                same.then(|| table.column(from)).flatten()
            }
            _ => None,
        };
        Some((parent_table.ident.as_str(), column))
    });
    keys.collect()
}
