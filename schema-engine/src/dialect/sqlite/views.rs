//! What the engine does not say of a view's columns: whether they can be NULL.
//!
//! It is inferred from the query, and only believed for the columns of which the inference finds
//! the same name and type as the engine does. Where no engine was asked, the inference is all.

use std::collections::HashMap;

use schema_model::{Column, ObjectName, Schema, Unmodelled};

use super::catalog::{Catalog, Object};
use super::view_columns::{Relation, infer, infer_checked};
use super::view_order::views_in_order;

/// Completes the columns of all views, each after the views that it reads.
pub(super) fn infer_views(schema: &mut Schema, catalog: &Catalog) {
    let positions = positions(schema);
    let order: Vec<ObjectName> = views_in_order(schema)
        .into_iter()
        .map(|view| view.name.clone())
        .collect();
    let mut unmodelled = Vec::new();
    for name in order {
        let Some(Place::View(at)) = positions.get(&name.name.to_ascii_lowercase()).copied() else {
            continue;
        };
        let lookup = |name: &str| {
            let place = positions.get(&name.to_ascii_lowercase())?;
            // A view that was not understood says nothing of its columns.
            Some(relation(schema, *place)).filter(|relation| !relation.columns.is_empty())
        };
        let definition = &schema.views[at].definition;
        let inferred = match catalog.columns.contains_key(&name.name) {
            true => infer(definition, &lookup),
            false => infer_checked(definition, &lookup),
        };
        match inferred {
            Ok(inferred) if catalog.columns.contains_key(&name.name) => {
                believe(&mut schema.views[at].columns, inferred);
            }
            Ok(inferred) => schema.views[at].columns = inferred,
            Err(error) if !catalog.columns.contains_key(&name.name) => {
                let reason = format!("its columns are unknown: {}", error.message);
                unmodelled.push((name.name.clone(), reason));
            }
            Err(_) => {}
        }
    }
    for (name, reason) in unmodelled {
        let is_it = |object: &&Object| object.kind == "view" && object.name == name;
        let object = catalog.objects.iter().find(is_it);
        schema.unmodelled.push(Unmodelled {
            kind: "view".into(),
            place: object
                .map(|object| object.place.clone())
                .unwrap_or_default(),
            name,
            reason,
        });
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
