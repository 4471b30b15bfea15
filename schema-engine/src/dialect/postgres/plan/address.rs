//! Addresses of what steps work on.

use schema_model::{Address, ObjectKey, ObjectKind, ObjectName, Part};

/// The address of a whole object.
pub(super) fn object(kind: ObjectKind, name: &ObjectName) -> Address {
    of_key(&ObjectKey {
        kind,
        name: name.clone(),
    })
}

/// The address of a whole object by its key.
pub(super) fn of_key(key: &ObjectKey) -> Address {
    Address {
        object: key.clone(),
        part: None,
        attribute: None,
    }
}

/// The address of a table.
pub(super) fn table(name: &ObjectName) -> Address {
    object(ObjectKind::Table, name)
}

/// The address of a part of an object.
pub(super) fn part(kind: ObjectKind, owner: &ObjectName, part: &str, name: &str) -> Address {
    Address {
        part: Some(Part {
            kind: part.into(),
            name: name.into(),
        }),
        ..object(kind, owner)
    }
}

/// The address of a column of a table.
pub(super) fn column(table: &ObjectName, name: &str) -> Address {
    part(ObjectKind::Table, table, "column", name)
}

/// The address of a constraint of a table.
pub(super) fn constraint(table: &ObjectName, name: &str) -> Address {
    part(ObjectKind::Table, table, "constraint", name)
}

/// The address of an index of a table.
pub(super) fn index(table: &ObjectName, name: &str) -> Address {
    part(ObjectKind::Table, table, "index", name)
}

/// An attribute of what has this address: the default of a column.
pub(super) fn attribute(mut address: Address, name: &str) -> Address {
    address.attribute = Some(name.into());
    address
}
