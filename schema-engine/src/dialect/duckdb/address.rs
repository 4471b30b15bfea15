//! Addresses of what statements work on.

use schema_model::{Address, ObjectKey, ObjectKind, ObjectName, Part, Table};

/// The address of a whole object.
pub(super) fn object_address(kind: ObjectKind, name: &ObjectName) -> Address {
    Address {
        object: ObjectKey {
            kind,
            name: name.clone(),
        },
        part: None,
        attribute: None,
    }
}

/// The address of a part of a table.
pub(super) fn part_address(table: &ObjectName, kind: &str, name: &str) -> Address {
    Address {
        part: Some(Part {
            kind: kind.into(),
            name: name.into(),
        }),
        ..object_address(ObjectKind::Table, table)
    }
}

/// The address of a column.
pub(super) fn column_address(table: &Table, column: &str) -> Address {
    part_address(&table.name, "column", column)
}
