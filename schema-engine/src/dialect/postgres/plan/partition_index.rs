//! What partitions have below an index of the table above them: an index of their own, or a key.
//!
//! The server takes the index of a key as its own when it is there first, and then neither goes
//! without the other.

use schema_model::{
    Address, Constraint, ConstraintKind, Index, IndexKey, ObjectName, Schema, Table,
};

use super::constraint::address_of;
use super::work::Work;
use super::{address, column, index};

fn partitions<'a>(schema: &'a Schema, parent: &ObjectName) -> impl Iterator<Item = &'a Table> {
    schema.tables.iter().filter(move |table| {
        let of = table.partition_of.as_ref();
        of.is_some_and(|of| of.parent == *parent)
    })
}

/// The indexes and keys of partitions that an index of their parent stands on.
pub(super) fn below(schema: &Schema, parent: &ObjectName, index: &Index) -> Vec<Address> {
    let attached = partitions(schema, parent).flat_map(|table| {
        let own = table.indexes.iter().filter(|it| is_attached(it, index));
        own.map(|it| address::index(&table.name, &it.name))
    });
    let mut below: Vec<Address> = attached.collect();
    let keys = keys(schema, parent, index).into_iter();
    below.extend(keys.map(|(table, key)| address_of(table, key)));
    below
}

/// The keys of partitions whose indexes are attached to an index of their parent.
pub(super) fn keys<'a>(
    schema: &'a Schema,
    parent: &ObjectName,
    index: &Index,
) -> Vec<(&'a Table, &'a Constraint)> {
    let keys = partitions(schema, parent).filter_map(|table| {
        let key = table.constraints.iter().find(|it| serves(table, it, index));
        key.map(|key| (table, key))
    });
    keys.collect()
}

/// Whether a key of a partition that stays goes with an index of the table above.
pub(super) fn takes_along(work: &Work<'_>, (from, to): (&Table, &Table), key: &Constraint) -> bool {
    let Some((before, after)) = column::parent(work, from, to) else {
        return false;
    };
    let mut above = before.indexes.iter();
    above.any(|it| serves(from, key, it) && index::goes(work, before, after, it))
}

fn is_attached(own: &Index, above: &Index) -> bool {
    own.attached_to.as_ref() == Some(&above.name)
}

/// Whether a key is what a partition has for an index of the table above, for want of an index.
fn serves(table: &Table, constraint: &Constraint, above: &Index) -> bool {
    let (ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key)) = &constraint.kind else {
        return false;
    };
    let columns = above.parts.iter().map(|part| match &part.key {
        IndexKey::Column(name) => Some(name),
        IndexKey::Expression(_) => None,
    });
    above.unique
        && above.valid
        && above.predicate.is_none()
        && !constraint.inherited
        && columns.eq(key.columns.iter().map(Some))
        && !table.indexes.iter().any(|it| is_attached(it, above))
}
