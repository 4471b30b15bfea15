//! Addresses of what steps add, drop, need and release.
//!
//! Some things share names that the schema keeps apart: tables, views and sequences are one list of
//! names for the server, and so are the foreign keys and the triggers of all tables. Such a name has
//! an address of its own here, so that the one goes before the other comes.

use schema_model::{Address, ObjectKey, ObjectKind, ObjectName, Part};

/// The address of a whole object.
pub(super) fn object(kind: ObjectKind, name: &str) -> Address {
    Address {
        object: ObjectKey {
            kind,
            name: ObjectName::bare(name),
        },
        part: None,
        attribute: None,
    }
}

/// The address of a table.
pub(super) fn table(name: &str) -> Address {
    object(ObjectKind::Table, name)
}

/// The address of a part of a table.
pub(super) fn part(owner: &str, kind: &str, name: &str) -> Address {
    Address {
        part: Some(Part {
            kind: kind.into(),
            name: name.into(),
        }),
        ..table(owner)
    }
}

/// The form that a table has once its columns, keys and options are changed.
pub(super) fn form(name: &str) -> Address {
    Address {
        attribute: Some("form".into()),
        ..table(name)
    }
}

/// The name that tables, views and sequences share.
pub(super) fn relation(name: &str) -> Address {
    object(ObjectKind::Object, &format!("relation {name}"))
}

/// The name that the foreign keys, or the triggers, of all tables share.
pub(super) fn shared(kind: &str, name: &str) -> Address {
    object(
        ObjectKind::Object,
        &format!("{kind} {}", name.to_lowercase()),
    )
}
