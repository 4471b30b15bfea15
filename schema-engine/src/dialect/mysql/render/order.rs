//! In which order tables and views can be made.

use std::collections::{BTreeMap, BTreeSet};

use schema_model::{Constraint, ConstraintKind, ObjectKind, Schema, Table, View};

/// Foreign keys that have to wait for the end.
#[derive(Default)]
pub(in crate::dialect::mysql) struct Later {
    keys: BTreeMap<(String, String), bool>,
}

impl Later {
    /// Whether a constraint has to wait, and then whether its table is elsewhere.
    pub fn get(&self, table: &str, constraint: &Constraint) -> Option<bool> {
        self.keys
            .get(&(table.to_owned(), constraint.identity()))
            .copied()
    }
}

/// The tables, each after those that it references, and the foreign keys for which that cannot be.
pub(in crate::dialect::mysql) fn tables(schema: &Schema) -> (Vec<&Table>, Later) {
    let known: BTreeSet<&str> = schema.tables.iter().map(|t| t.name.name.as_str()).collect();
    let mut waiting: Vec<&Table> = schema.tables.iter().collect();
    let mut made = BTreeSet::new();
    let mut order = Vec::new();
    let mut later = Later::default();
    for table in &schema.tables {
        for (constraint, target) in references(table) {
            if !target.is_some_and(|name| known.contains(name)) {
                later
                    .keys
                    .insert((table.name.name.clone(), constraint.identity()), true);
            }
        }
    }
    while !waiting.is_empty() {
        let (ready, blocked): (Vec<&Table>, Vec<&Table>) =
            waiting.iter().copied().partition(|table| {
                references(table).all(|(_, target)| {
                    target.is_none_or(|name| {
                        !known.contains(name) || name == table.name.name || made.contains(name)
                    })
                })
            });
        // In a circle somebody has to go first, without the keys that are not possible yet.
        let ready = match ready.is_empty() {
            true => vec![waiting[0]],
            false => ready,
        };
        waiting = match blocked.len() == waiting.len() {
            true => blocked.into_iter().skip(1).collect(),
            false => blocked,
        };
        for table in ready {
            for (constraint, target) in references(table) {
                let own = target == Some(table.name.name.as_str());
                if !own && target.is_some_and(|name| known.contains(name) && !made.contains(name)) {
                    later
                        .keys
                        .insert((table.name.name.clone(), constraint.identity()), false);
                }
            }
            made.insert(table.name.name.as_str());
            order.push(table);
        }
    }
    (order, later)
}

/// The foreign keys of a table with the table they point to; none when that is in another database.
fn references(table: &Table) -> impl Iterator<Item = (&Constraint, Option<&str>)> {
    table
        .constraints
        .iter()
        .filter_map(|constraint| match &constraint.kind {
            ConstraintKind::ForeignKey(key) => {
                let here = key.references.namespace.is_none();
                Some((constraint, here.then_some(key.references.name.as_str())))
            }
            _ => None,
        })
}

/// The views, each after those that it reads.
pub(super) fn views(schema: &Schema) -> Vec<&View> {
    let known: BTreeSet<&str> = schema.views.iter().map(|v| v.name.name.as_str()).collect();
    let mut waiting: Vec<&View> = schema.views.iter().collect();
    let mut made: BTreeSet<&str> = BTreeSet::new();
    let mut order = Vec::new();
    while !waiting.is_empty() {
        let (ready, blocked): (Vec<&View>, Vec<&View>) =
            waiting.iter().copied().partition(|view| {
                view.depends_on.iter().all(|key| {
                    let name = key.name.name.as_str();
                    key.kind != ObjectKind::View || !known.contains(name) || made.contains(name)
                })
            });
        if ready.is_empty() {
            order.extend(blocked);
            break;
        }
        made.extend(ready.iter().map(|view| view.name.name.as_str()));
        order.extend(ready);
        waiting = blocked;
    }
    order
}
