//! In which order tables, macros and views can be made.

use std::collections::BTreeSet;

use schema_model::{ObjectKey, ObjectKind, Routine, Schema, Table, View};

use crate::dialect::duckdb::planner::references;

/// An object that others may need.
#[derive(Clone, Copy)]
pub(in crate::dialect::duckdb) enum Object<'a> {
    Table(&'a Table),
    Routine(&'a Routine),
    View(&'a View),
}

impl Object<'_> {
    fn key(&self) -> ObjectKey {
        let (kind, name) = match self {
            Self::Table(table) => (ObjectKind::Table, table.name.clone()),
            Self::Routine(routine) => (ObjectKind::Routine, routine.key_name()),
            Self::View(view) => (ObjectKind::View, view.name.clone()),
        };
        ObjectKey { kind, name }
    }

    fn needs(&self) -> Vec<ObjectKey> {
        let (depends_on, table) = match self {
            Self::Table(table) => (&table.depends_on, Some(table)),
            Self::Routine(routine) => (&routine.depends_on, None),
            Self::View(view) => (&view.depends_on, None),
        };
        // What a table refers to is not listed where nobody has asked the engine yet.
        let others = table.into_iter().flat_map(|table| {
            let others = references(table).filter(|name| **name != table.name);
            others.map(|name| ObjectKey {
                kind: ObjectKind::Table,
                name: name.clone(),
            })
        });
        depends_on.iter().cloned().chain(others).collect()
    }
}

/// Tables, macros and views, each after what it needs.
pub(in crate::dialect::duckdb) fn objects(schema: &Schema) -> Vec<Object<'_>> {
    let tables = schema.tables.iter().map(Object::Table);
    let routines = schema.routines.iter().map(Object::Routine);
    let views = schema.views.iter().map(Object::View);
    let mut waiting: Vec<Object<'_>> = tables.chain(routines).chain(views).collect();
    let mut missing: BTreeSet<ObjectKey> = waiting.iter().map(Object::key).collect();
    let mut order = Vec::new();
    while !waiting.is_empty() {
        let before = order.len();
        waiting.retain(|object| {
            let is_ready = !object.needs().iter().any(|key| missing.contains(key));
            if is_ready {
                missing.remove(&object.key());
                order.push(*object);
            }
            !is_ready
        });
        // Where names seem to go in a circle, one that only looks like a need is given up.
        if order.len() == before {
            let first = waiting.remove(0);
            missing.remove(&first.key());
            order.push(first);
        }
    }
    order
}
