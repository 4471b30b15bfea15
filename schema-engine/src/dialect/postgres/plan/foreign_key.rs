//! What a foreign key refers to, and what it therefore has to go and come back with.

use std::collections::BTreeSet;

use schema_model::{
    Address, ConstraintKind, ForeignKey, Index, IndexKey, ObjectName, Schema, Table,
};

use super::work::{Work, exists};
use super::{address, index, table};

/// Whether what a key refers to refers back.
pub(super) fn is_on_circle(work: &Work<'_>, table: &ObjectName, references: &ObjectName) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![references];
    while let Some(name) = next.pop() {
        if name == table {
            return references != table;
        }
        if seen.insert(name) {
            let found = work.from.table(name).into_iter().flat_map(foreign_keys);
            next.extend(found.map(|key| &key.references));
        }
    }
    false
}

/// The foreign keys of a table.
pub(super) fn foreign_keys(table: &Table) -> impl Iterator<Item = &ForeignKey> {
    table.constraints.iter().filter_map(|it| match &it.kind {
        ConstraintKind::ForeignKey(key) => Some(key),
        _ => None,
    })
}

/// Whether a column of a foreign key is retyped, or the key that it refers to is made anew.
pub(super) fn is_again(work: &Work<'_>, table: &Table, key: &ForeignKey) -> bool {
    let is_made =
        |owner: &ObjectName, name: &String| work.is_made_again(&address::column(owner, name));
    key.columns.iter().any(|name| is_made(&table.name, name))
        || key
            .referenced_columns
            .iter()
            .any(|name| is_made(&key.references, name))
        || table::is_rebuilt(work, &key.references)
        || keys_referred_to(work.from, key)
            .iter()
            .any(|it| work.is_made_again(it) || !exists(work.to, it))
        || index_goes(work, key)
}

fn index_goes(work: &Work<'_>, key: &ForeignKey) -> bool {
    let (Some(from), Some(to)) = (
        work.from.table(&key.references),
        work.to.table(&key.references),
    ) else {
        return false;
    };
    let serving = from.indexes.iter().filter(|it| serves(it, key));
    let mut gone = serving.filter(|it| index::goes(work, from, to, it));
    gone.next().is_some()
}

fn serves(index: &Index, key: &ForeignKey) -> bool {
    let names: BTreeSet<&String> = index
        .parts
        .iter()
        .filter_map(|part| match &part.key {
            IndexKey::Column(name) => Some(name),
            IndexKey::Expression(_) => None,
        })
        .collect();
    index.unique && names == key.referenced_columns.iter().collect()
}

/// The unique keys and indexes that a foreign key may stand on.
fn keys_referred_to(schema: &Schema, key: &ForeignKey) -> Vec<Address> {
    let Some(table) = schema.table(&key.references) else {
        return Vec::new();
    };
    let wanted: BTreeSet<&String> = key.referenced_columns.iter().collect();
    let is_same = |columns: &[String]| columns.iter().collect::<BTreeSet<_>>() == wanted;
    let constraints = table.constraints.iter().filter(|it| match &it.kind {
        ConstraintKind::PrimaryKey(it) | ConstraintKind::Unique(it) => is_same(&it.columns),
        _ => false,
    });
    constraints
        .map(|it| address::constraint(&table.name, &it.identity()))
        .collect()
}

/// What a foreign key stands on.
pub(super) fn uses(schema: &Schema, key: &ForeignKey) -> Vec<Address> {
    let mut used = keys_referred_to(schema, key);
    let Some(table) = schema.table(&key.references) else {
        return used;
    };
    used.push(address::table(&table.name));
    let columns = key.referenced_columns.iter();
    used.extend(columns.map(|name| address::column(&table.name, name)));
    let indexes = table.indexes.iter().filter(|it| serves(it, key));
    used.extend(indexes.map(|it| address::index(&table.name, &it.name)));
    used
}
