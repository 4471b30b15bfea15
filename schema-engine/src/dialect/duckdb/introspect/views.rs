//! Views.

use duckdb::Connection;
use schema_model::{Column, Nullability, ObjectName, Schema, Unmodelled, View};

use super::super::quote;
use super::relations::Columns;
use super::row::{refusal, rows};

/// Reads all views. One that reads what is not there any more cannot be made again; it is listed.
pub(super) fn add_views(
    connection: &Connection,
    columns: &Columns,
    schema: &mut Schema,
) -> duckdb::Result<()> {
    for row in rows(connection, include_str!("views.sql"))? {
        let name = ObjectName::qualified(row.text(0), row.text(1));
        if let Some(reason) = why_broken(connection, &name) {
            schema.unmodelled.push(Unmodelled {
                kind: "view".into(),
                name: name.to_string(),
                place: "duckdb_views()".into(),
                reason,
            });
            continue;
        }
        let columns = columns.get(&name).into_iter().flatten();
        let columns = columns.cloned().map(of_view).collect();
        let text = row.text(3);
        let definition = text.trim_end().trim_end_matches(';');
        let mut view = View::new(name, columns, definition);
        view.comment = row.optional(2);
        schema.views.push(view);
    }
    Ok(())
}

/// The engine says NULL is possible in every column of a view, whatever it reads.
fn of_view(mut column: Column) -> Column {
    column.nullable = true;
    column.nullability = Nullability::Assumed;
    column.default = None;
    column
}

fn why_broken(connection: &Connection, name: &ObjectName) -> Option<String> {
    let sql = format!("SELECT * FROM {}", quote::object(name));
    let error = refusal(connection, &sql)?;
    let cause = error.lines().next().unwrap_or_default().to_owned();
    Some(format!("it cannot be read: {cause}"))
}
