//! Views.

use std::collections::BTreeSet;

use schema_model::{Column, Nullability, ObjectKey, ObjectKind, ObjectName, View};

use super::{Catalog, Relation, Rows, Server, statements};
use crate::EngineError;
use crate::dialect::mysql::cursor::Cursor;
use crate::dialect::mysql::ddl::{parse_view, view_dependencies};
use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::qualify::unqualify;
use crate::dialect::mysql::types::parse_type;

/// Reads all views.
pub(super) fn read(
    connector: &mut dyn Server,
    catalog: &mut Catalog,
    relations: &[Relation],
) -> Result<(), EngineError> {
    let views = relations.iter().filter(|relation| relation.kind == "VIEW");
    let names: Vec<String> = views.map(|view| view.name.clone()).collect();
    let definitions = connector.rows_of_each(&statements(&names, "SHOW CREATE VIEW"))?;
    let columns = connector.rows_of_each(&statements(&names, "SHOW FULL COLUMNS FROM"))?;
    for ((name, definition), columns) in names.iter().zip(definitions).zip(columns) {
        let Some(row) = catalog.first_row("view", name, definition) else {
            continue;
        };
        let columns = match columns {
            Ok(rows) => rows,
            Err(refused) => {
                let reason = format!("its columns are not readable: {}", refused.message);
                catalog.list("view", name, reason);
                continue;
            }
        };
        read_view(catalog, name, &row, &columns);
    }
    Ok(())
}

fn read_view(catalog: &mut Catalog, name: &str, row: &[Option<String>], columns: &Rows) {
    let text = row.get(1).and_then(Option::as_deref).unwrap_or_default();
    let text = unqualify(text, &catalog.database, catalog.flavour);
    let view = match parse_view(&mut Cursor::new(&text, catalog.flavour)) {
        Ok(view) => view,
        Err(error) => return catalog.list("view", name, error.message),
    };
    let columns = columns
        .iter()
        .filter_map(|row| view_column(row, catalog.flavour))
        .collect();
    let mut read = View::new(ObjectName::bare(name), columns, view.definition);
    read.options = view.options;
    catalog.schema.views.push(read);
}

/// A row of `SHOW FULL COLUMNS`: name, type, collation, nullable, key, default, extra, privileges,
/// comment. The server works out whether a column can be NULL from the query.
fn view_column(row: &[Option<String>], flavour: &Flavour) -> Option<Column> {
    let value = |index: usize| {
        row.get(index)
            .and_then(Option::as_deref)
            .unwrap_or_default()
    };
    let ty = parse_type(&mut Cursor::new(value(1), flavour), flavour).ok()?;
    let mut column = Column::new(value(0), ty.native, ty.logical);
    column.nullable = value(3) == "YES";
    column.nullability = Nullability::Proved;
    Some(column)
}

/// Says what each view reads, so that views can be made in order.
pub(super) fn link(catalog: &mut Catalog) {
    let schema = &mut catalog.schema;
    let set = |names: Vec<&ObjectName>| -> BTreeSet<String> {
        names.into_iter().map(|name| name.name.clone()).collect()
    };
    let tables = set(schema.tables.iter().map(|table| &table.name).collect());
    let views = set(schema.views.iter().map(|view| &view.name).collect());
    let routines = set(schema
        .routines
        .iter()
        .map(|routine| &routine.name)
        .collect());
    for view in &mut schema.views {
        let (relations, functions) = view_dependencies(&view.definition, catalog.flavour);
        let known = relations.into_iter().filter_map(|name| {
            let kind = if views.contains(&name) && name != view.name.name {
                ObjectKind::View
            } else if tables.contains(&name) {
                ObjectKind::Table
            } else {
                return None;
            };
            Some(key(kind, name))
        });
        view.depends_on = known.collect();
        let functions = functions.into_iter().filter(|name| routines.contains(name));
        view.depends_on
            .extend(functions.map(|name| key(ObjectKind::Routine, name)));
    }
}

fn key(kind: ObjectKind, name: String) -> ObjectKey {
    ObjectKey {
        kind,
        name: ObjectName::bare(name),
    }
}
