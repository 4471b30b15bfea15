//! Tables that a plan leaves alone: the same on both sides, and nothing that they stand on is touched.
//!
//! Of two large schemas that is nearly all. No kind looks at them, so that planning takes the time of
//! what differs. What is said of other objects is little, and every kind looks at all of it.

use std::collections::{BTreeSet, HashSet};

use schema_model::{Address, ObjectKind, ObjectName, Schema, Table};

use super::foreign_key::foreign_keys;

/// Names of tables.
pub(super) type Names<'a> = HashSet<&'a ObjectName>;

/// The tables that are the same on both sides.
pub(super) fn same<'a>(from: &Schema, to: &'a Schema) -> Names<'a> {
    let is_same = |table: &&Table| from.table(&table.name) == Some(*table);
    let same = to.tables.iter().filter(is_same);
    same.map(|table| &table.name).collect()
}

/// Those of them that keep all their parts, and whose parents and tables that they refer to do.
pub(super) fn calm<'a>(to: &'a Schema, same: Names<'a>, again: &BTreeSet<Address>) -> Names<'a> {
    let tables = again.iter().map(|address| &address.object);
    let touched: HashSet<&ObjectName> = tables
        .filter(|object| object.kind == ObjectKind::Table)
        .map(|object| &object.name)
        .collect();
    let mut calm = same;
    calm.retain(|name| !touched.contains(name));
    // What happens to a table happens to its partitions and to theirs.
    while !leave(to, &mut calm, parents).is_empty() {}
    leave(to, &mut calm, references);
    calm
}

fn parents(table: &Table) -> Vec<&ObjectName> {
    let above = table.partition_of.iter().map(|of| &of.parent);
    above.chain(&table.inherits).collect()
}

fn references(table: &Table) -> Vec<&ObjectName> {
    foreign_keys(table).map(|key| &key.references).collect()
}

/// Takes out the tables that stand on one that is not calm.
fn leave<'a>(
    to: &'a Schema,
    calm: &mut Names<'a>,
    stands_on: fn(&Table) -> Vec<&ObjectName>,
) -> Vec<&'a ObjectName> {
    let stands_on = |table: &Table| stands_on(table).iter().all(|name| calm.contains(name));
    let tables = to.tables.iter();
    let restless = tables.filter(|table| calm.contains(&table.name) && !stands_on(table));
    let restless: Vec<&ObjectName> = restless.map(|table| &table.name).collect();
    for name in &restless {
        calm.remove(name);
    }
    restless
}
