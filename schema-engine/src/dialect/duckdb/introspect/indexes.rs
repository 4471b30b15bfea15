//! Indexes.

use duckdb::Connection;
use schema_model::{Index, ObjectName, Table};

use super::super::definition::index_parts;
use super::row::rows;

/// Reads all indexes and hangs them on their tables.
pub(super) fn add_indexes(connection: &Connection, tables: &mut [Table]) -> duckdb::Result<()> {
    for row in rows(connection, include_str!("indexes.sql"))? {
        let name = ObjectName::qualified(row.text(0), row.text(1));
        // An index of a temporary table has no table here.
        let Some(table) = tables.iter_mut().find(|table| table.name == name) else {
            continue;
        };
        let (method, parts) = index_parts(&row.text(4));
        let mut index = Index::new(row.text(2), parts);
        index.unique = row.is_true(3);
        index.method = method;
        index.comment = row.optional(5);
        table.indexes.push(index);
    }
    Ok(())
}
