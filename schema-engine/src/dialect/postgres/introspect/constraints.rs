//! Constraints and indexes, read from what the server prints of them.

use schema_model::{Column, Constraint, ConstraintKind, Index, Options, Unmodelled};

use super::super::ddl::constraint::{make_name, parse_constraint_text};
use super::super::ddl::index::parse_index_text;
use super::super::ddl::settle::settled;
use super::catalog::{CONSTRAINT, Catalog, RELATION, options, unmodelled};
use super::rows::{ConstraintRow, IndexRow, RelationRow};

/// The constraints of a table. NOT NULL constraints, which have names from version 18 on, are told
/// to their columns.
pub(super) fn constraints(
    catalog: &Catalog,
    table: &RelationRow,
    columns: &mut [Column],
    missing: &mut Vec<Unmodelled>,
) -> Vec<Constraint> {
    let mut found = Vec::new();
    for row in catalog.constraints.get(&table.oid).into_iter().flatten() {
        if row.kind == "n" {
            tell_not_null(catalog, table, row, columns);
            continue;
        }
        let place = format!("{}.{}", table.namespace, table.name);
        match constraint(catalog, row) {
            Some(mut constraint) => {
                let of_parent = row.inherited && !row.is_local;
                // A partition is made apart and attached, so its checks are its own.
                let is_check = matches!(constraint.kind, ConstraintKind::Check(_));
                constraint.inherited = of_parent && !(table.is_partition && is_check);
                add_index_options(catalog, table, row, &mut constraint);
                found.push(constraint);
            }
            None => missing.push(unmodelled(
                "constraint",
                &row.name,
                &place,
                &format!("its definition could not be read: {}", row.definition),
            )),
        }
    }
    found
}

/// The CHECK constraints of a domain.
pub(super) fn domain_constraints(catalog: &Catalog, rows: &[ConstraintRow]) -> Vec<Constraint> {
    rows.iter()
        .filter(|row| row.kind == "c")
        .filter_map(|row| constraint(catalog, row))
        .collect()
}

fn constraint(catalog: &Catalog, row: &ConstraintRow) -> Option<Constraint> {
    // A constraint trigger is a trigger; its definition says so.
    let mut constraint = parse_constraint_text(&row.name, &settled(&row.definition))?;
    constraint.validated = row.validated;
    constraint.no_inherit = row.no_inherit && matches!(constraint.kind, ConstraintKind::Check(_));
    constraint.comment = catalog.comment(CONSTRAINT, row.oid, 0);
    Some(constraint)
}

fn tell_not_null(
    catalog: &Catalog,
    table: &RelationRow,
    row: &ConstraintRow,
    columns: &mut [Column],
) {
    let number = row.columns.iter().flatten().next();
    let name = number.and_then(|number| catalog.column_name(table.oid, *number));
    let Some(column) = columns
        .iter_mut()
        .find(|column| Some(column.name.as_str()) == name)
    else {
        return;
    };
    if row.inherited && !row.is_local {
        return;
    }
    if row.name != make_name(&table.name, &column.name, "not_null") {
        column.not_null_name = Some(row.name.clone());
    }
    let flags = [
        ("not_null_no_inherit", row.no_inherit),
        ("not_null_not_valid", !row.validated),
    ];
    for (key, _) in flags.into_iter().filter(|(_, set)| *set) {
        column.options.insert(key.into(), "true".into());
    }
}

/// What the index behind a constraint has of its own.
fn add_index_options(
    catalog: &Catalog,
    table: &RelationRow,
    row: &ConstraintRow,
    constraint: &mut Constraint,
) {
    let indexes = catalog.indexes.get(&table.oid).into_iter().flatten();
    let Some(index) = indexes.into_iter().find(|index| index.oid == row.index_oid) else {
        return;
    };
    let into = match &mut constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => &mut key.options,
        ConstraintKind::Exclusion(exclusion) => &mut exclusion.options,
        _ => return,
    };
    into.extend(options("", index.options.as_deref()));
    into.extend(own_options(index));
    if let Some(comment) = catalog.comment(RELATION, index.oid, 0) {
        into.insert("index_comment".into(), comment);
    }
}

/// The indexes of a table or materialized view that no constraint stands for.
pub(super) fn indexes(
    catalog: &Catalog,
    relation: &RelationRow,
    missing: &mut Vec<Unmodelled>,
) -> Vec<Index> {
    let rows = catalog.indexes.get(&relation.oid).into_iter().flatten();
    let mut found = Vec::new();
    for row in rows {
        let Some(definition) = &row.definition else {
            continue;
        };
        match parse_index_text(&settled(definition)) {
            Some(mut index) => {
                index.valid = row.valid;
                index.attached_to = row
                    .parent
                    .and_then(|parent| catalog.index_names.get(&parent).cloned());
                index.options.extend(own_options(row));
                index.comment = catalog.comment(RELATION, row.oid, 0);
                found.push(index);
            }
            None => missing.push(unmodelled(
                "index",
                &row.name,
                &format!("{}.{}", relation.namespace, relation.name),
                &format!("its definition could not be read: {definition}"),
            )),
        }
    }
    found
}

fn own_options(row: &IndexRow) -> Options {
    let mut found = Options::new();
    let mut insert = |key: &str, value: &str| found.insert(key.to_owned(), value.to_owned());
    if let Some(tablespace) = &row.tablespace {
        insert("tablespace", tablespace);
    }
    if row.clustered {
        insert("clustered", "true");
    }
    if row.replica_identity {
        insert("replica_identity", "true");
    }
    for (number, target) in row
        .statistics
        .iter()
        .flatten()
        .filter_map(|item| item.split_once('='))
    {
        insert(&format!("statistics.{number}"), target);
    }
    found
}
