//! What a table has from its parents, and what a partition has from its table.

use schema_model::{Column, Constraint, ConstraintKind, Index, ObjectName, Table};

use super::database::Database;
use super::key::{add_constraint, free_index_name, key_of};
use super::script::Applied;

/// Adds what the parents of a new table have.
pub(super) fn merge_parents(db: &Database, table: &mut Table) -> Applied {
    for parent in table.inherits.clone() {
        if let Some(parent) = db.tables.get(&parent) {
            merge_parent(table, parent);
        }
    }
    Ok(())
}

fn merge_parent(table: &mut Table, parent: &Table) {
    for column in &parent.columns {
        match table.columns.iter_mut().find(|it| it.name == column.name) {
            Some(known) => known.nullable &= column.nullable,
            None => table.columns.push(Column {
                inherited: true,
                ..copy(column)
            }),
        }
    }
    for check in checks(parent) {
        if !table.constraints.iter().any(|it| it.name == check.name) {
            table.constraints.push(Constraint {
                inherited: true,
                comment: None,
                ..check.clone()
            });
        }
    }
}

fn copy(column: &Column) -> Column {
    let mut column = column.clone();
    column.comment = None;
    column.dimensions = 0;
    column.not_null_name = None;
    column.identity = None;
    column.grants.clear();
    column
        .options
        .retain(|key, _| key == "storage" || key == "compression");
    column
}

/// The checks that children have too.
fn checks(parent: &Table) -> impl Iterator<Item = &Constraint> {
    let is_check = |it: &&Constraint| matches!(it.kind, ConstraintKind::Check(_)) && !it.no_inherit;
    parent.constraints.iter().filter(is_check)
}

/// Adds the columns and checks of a partitioned table to its new partition, where they are its own.
pub(super) fn merge_partition(table: &mut Table, parent: &Table) {
    table.columns.extend(parent.columns.iter().map(copy));
    for check in checks(parent) {
        table.constraints.push(Constraint {
            comment: None,
            ..check.clone()
        });
    }
}

/// Makes the keys and indexes of a partitioned table on a partition too, where it has none like them.
pub(super) fn add_parent_keys(db: &Database, table: &mut Table) {
    let parent = table.partition_of.as_ref();
    let Some(parent) = parent.and_then(|of| db.tables.get(&of.parent)) else {
        return;
    };
    for constraint in &parent.constraints {
        add_key(db, table, constraint);
    }
    for index in &parent.indexes {
        add_index(db, table, index);
    }
}

/// Makes one key of a partitioned table on a partition.
pub(super) fn add_key(db: &Database, table: &mut Table, constraint: &Constraint) {
    let Some(key) = key_of(&constraint.kind) else {
        return;
    };
    let primary = matches!(constraint.kind, ConstraintKind::PrimaryKey(_));
    let same = table.constraints.iter_mut().find(|it| {
        let is_primary = matches!(it.kind, ConstraintKind::PrimaryKey(_));
        let columns = key_of(&it.kind).map(|key| &key.columns);
        is_primary == primary && columns == Some(&key.columns)
    });
    if let Some(same) = same {
        same.inherited = true;
        return;
    }
    let copy = Constraint {
        name: None,
        comment: None,
        inherited: true,
        ..constraint.clone()
    };
    // A partition has the columns of its table, and no key yet.
    let _ = add_constraint(db, table, copy);
}

/// Makes one index of a partitioned table on a partition.
pub(super) fn add_index(db: &Database, table: &mut Table, index: &Index) {
    let same = table.indexes.iter_mut().find(|it| {
        let is_free = it.attached_to.is_none();
        is_free
            && it.parts == index.parts
            && it.unique == index.unique
            && it.method == index.method
            && it.predicate == index.predicate
    });
    if let Some(same) = same {
        same.attached_to = Some(index.name.clone());
        return;
    }
    let mut copy = Index {
        attached_to: Some(index.name.clone()),
        comment: None,
        valid: true,
        ..index.clone()
    };
    copy.name = free_index_name(db, &table.name, &copy, &table.indexes);
    table.indexes.push(copy);
}

/// All tables below one, the nearest first.
pub(super) fn descendants(db: &Database, table: &ObjectName) -> Vec<ObjectName> {
    let mut found: Vec<ObjectName> = Vec::new();
    let mut waiting = vec![table.clone()];
    while let Some(name) = waiting.pop() {
        for child in db.children(&name) {
            if !found.contains(&child) && child != *table {
                found.push(child.clone());
                waiting.push(child);
            }
        }
    }
    found
}
