//! The renames that the code waits for: `#[schema(renamed_from = "…")]` on a struct or a field, once
//! a schema has the old name and another the new one. The derive takes both, so a comparison has to.

use schema_check::Mapping;
use schema_engine::Rename;
use schema_model::{Address, Column, ObjectKey, ObjectKind, ObjectName, Part, Schema};

use super::Code;
use super::uses::means;
use crate::project::Project;

/// The renames between two schemas of a database that the code knows of. They are applied to the
/// first one.
pub fn take_awaited(
    code: &Code,
    (project, database): (&Project, Option<&str>),
    from: &mut Schema,
    to: &Schema,
) -> Vec<Rename> {
    let mappings = code.mappings_of(project, database);
    let mappings = mappings.map(|(_, mapping)| mapping);
    let waiting: Vec<Mapping> = mappings.filter(waits).collect();
    let mut found = Vec::new();
    let mut take = |rename: Option<Rename>, from: &mut Schema| {
        if let Some(rename) = rename {
            rename.apply_to(from);
            found.push(rename);
        }
    };
    for mapping in &waiting {
        take(of_table(mapping, from, to), from);
    }
    for mapping in &waiting {
        for field in &mapping.fields {
            let Some(old) = &field.renamed_from else {
                continue;
            };
            take(of_column(mapping, [old, &field.column], from, to), from);
        }
    }
    found
}

fn waits(mapping: &Mapping) -> bool {
    let mut fields = mapping.fields.iter();
    mapping.renamed_from.is_some() || fields.any(|field| field.renamed_from.is_some())
}

fn of_table(mapping: &Mapping, from: &Schema, to: &Schema) -> Option<Rename> {
    let old = relation(from, &[mapping.renamed_from.clone()?])?;
    let new = relation(to, &mapping.table_names)?;
    // What both sides have under its name is not the other under another.
    let is_moved = !has(to, &old.name) && !has(from, &new.name);
    let is_near = old.kind == new.kind && old.name.namespace == new.name.namespace;
    (is_moved && is_near).then(|| Rename {
        address: address(old, None),
        to: new.name.name,
    })
}

fn of_column(
    mapping: &Mapping,
    [old, new]: [&str; 2],
    from: &Schema,
    to: &Schema,
) -> Option<Rename> {
    let table = relation(from, &mapping.table_names)?;
    let is_in = |schema, name: &str| {
        let mut columns = columns(schema, &table.name).iter();
        columns.any(|column| column.name == name)
    };
    let is_moved = is_in(from, old) && is_in(to, new) && !is_in(from, new) && !is_in(to, old);
    is_moved.then(|| Rename {
        address: address(table, Some(old)),
        to: new.to_owned(),
    })
}

fn address(object: ObjectKey, column: Option<&str>) -> Address {
    Address {
        object,
        part: column.map(|name| Part {
            kind: "column".into(),
            name: name.into(),
        }),
        attribute: None,
    }
}

/// The table or view that one of the names means.
fn relation(schema: &Schema, names: &[String]) -> Option<ObjectKey> {
    let names: Vec<ObjectName> = names.iter().filter_map(|name| name.parse().ok()).collect();
    let tables = (schema.tables.iter()).map(|table| (ObjectKind::Table, &table.name));
    let views = (schema.views.iter()).map(|view| (ObjectKind::View, &view.name));
    let mut relations = tables.chain(views);
    let is_meant = |known: &ObjectName| {
        let mut names = names.iter();
        names.any(|name| name.name == known.name && means(name, known))
    };
    let (kind, name) = relations.find(|(_, name)| is_meant(name))?;
    Some(ObjectKey {
        kind,
        name: name.clone(),
    })
}

fn has(schema: &Schema, name: &ObjectName) -> bool {
    let tables = schema.tables.iter().map(|table| &table.name);
    let mut relations = tables.chain(schema.views.iter().map(|view| &view.name));
    relations.any(|known| known == name)
}

fn columns<'a>(schema: &'a Schema, name: &ObjectName) -> &'a [Column] {
    let table = schema.tables.iter().find(|table| table.name == *name);
    let view = || schema.views.iter().find(|view| view.name == *name);
    match table {
        Some(table) => &table.columns,
        None => view().map_or(&[], |view| &view.columns),
    }
}
