//! What the engine does not say of a view's columns: whether they can be NULL.
//!
//! It is inferred from the query, and only believed for the columns of which the inference finds
//! the same name and type as the engine does.

use std::collections::HashMap;

use schema_model::{Column, ObjectName, Schema};

use crate::dialect::sqlite::view_columns::{Relation, infer};
use crate::dialect::sqlite::view_order::views_in_order;

/// Completes the columns of all views, each after the views that it reads.
pub(super) fn infer_views(schema: &mut Schema) {
    let positions = positions(schema);
    let order: Vec<ObjectName> = views_in_order(schema)
        .into_iter()
        .map(|view| view.name.clone())
        .collect();
    for name in order {
        let Some(Place::View(at)) = positions.get(&name.name.to_ascii_lowercase()).copied() else {
            continue;
        };
        let lookup = |name: &str| {
            let place = positions.get(&name.to_ascii_lowercase())?;
            Some(relation(schema, *place))
        };
        let inferred = infer(&schema.views[at].definition, &lookup);
        if let Ok(inferred) = inferred {
            believe(&mut schema.views[at].columns, inferred);
        }
    }
}

#[derive(Clone, Copy)]
enum Place {
    Table(usize),
    View(usize),
}

fn positions(schema: &Schema) -> HashMap<String, Place> {
    let tables = schema.tables.iter().enumerate().map(|(at, table)| {
        let name = table.name.name.to_ascii_lowercase();
        (name, Place::Table(at))
    });
    let views = schema.views.iter().enumerate().map(|(at, view)| {
        let name = view.name.name.to_ascii_lowercase();
        (name, Place::View(at))
    });
    tables.chain(views).collect()
}

fn relation(schema: &Schema, place: Place) -> Relation<'_> {
    match place {
        Place::Table(at) => Relation {
            columns: &schema.tables[at].columns,
            is_view: false,
            has_rowid: !schema.tables[at].without_rowid,
        },
        Place::View(at) => Relation {
            columns: &schema.views[at].columns,
            is_view: true,
            has_rowid: false,
        },
    }
}

fn believe(columns: &mut [Column], inferred: Vec<Column>) {
    if columns.len() != inferred.len() {
        return;
    }
    for (column, inferred) in columns.iter_mut().zip(inferred) {
        if column.name == inferred.name && column.native_type == inferred.native_type {
            *column = inferred;
        }
    }
}
