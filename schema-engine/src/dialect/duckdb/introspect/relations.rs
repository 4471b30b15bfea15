//! Columns of tables and views.

use std::collections::BTreeMap;

use duckdb::Connection;
use schema_model::{Column, ObjectName};

use super::super::types::logical_type;
use super::row::rows;
use super::types::Enums;

/// Columns by table or view.
pub(super) type Columns = BTreeMap<ObjectName, Vec<Column>>;

/// Reads all columns.
pub(super) fn columns(connection: &Connection, enums: &Enums) -> duckdb::Result<Columns> {
    let mut columns = Columns::new();
    for row in rows(connection, include_str!("columns.sql"))? {
        let native = row.text(3);
        let logical = enums.name_in(logical_type(&native));
        let mut column = Column::new(row.text(2), native, logical);
        column.nullable = row.is_true(4);
        column.default = row.optional(5);
        column.comment = row.optional(6);
        let owner = ObjectName::qualified(row.text(0), row.text(1));
        columns.entry(owner).or_default().push(column);
    }
    Ok(columns)
}
