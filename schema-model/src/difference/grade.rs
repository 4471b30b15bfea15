//! The first grade of a difference: what it can do to a program that was written against `from`.
//!
//! What it costs on a given engine is not said here.

use super::{Nodes, Severity, Verb};
use crate::{Address, ObjectKind, Part};

pub(super) fn grade(address: &Address, verb: Verb, to: &Nodes) -> Severity {
    match (&address.part, &address.attribute, verb) {
        (None, None, Verb::Dropped) => match address.object.kind {
            ObjectKind::Table | ObjectKind::Type => Severity::Critical,
            ObjectKind::View | ObjectKind::Routine | ObjectKind::Sequence => Severity::High,
            _ => Severity::Medium,
        },
        (None, None, _) => Severity::Low,
        (None, Some(attribute), _) => match attribute.as_str() {
            "comment" | "owner" => Severity::Low,
            _ => Severity::Medium,
        },
        (Some(part), None, verb) => grade_part(address, part, verb, to),
        (Some(part), Some(attribute), _) => grade_attribute(part, attribute),
    }
}

fn grade_part(address: &Address, part: &Part, verb: Verb, to: &Nodes) -> Severity {
    match (part.kind.as_str(), verb) {
        ("column" | "variant", Verb::Dropped) => Severity::Critical,
        ("column", Verb::Added) if insert_must_name(address, to) => Severity::High,
        ("policy", Verb::Dropped) => Severity::Critical,
        ("constraint", Verb::Added) => Severity::High,
        ("constraint" | "trigger" | "rule" | "policy", _) => Severity::Medium,
        ("index", Verb::Added) if is_unique(address, to) => Severity::High,
        ("index", _) => Severity::Medium,
        _ => Severity::Low,
    }
}

/// Whether an index refuses rows.
fn is_unique(index: &Address, nodes: &Nodes) -> bool {
    let mut address = index.clone();
    address.attribute = Some("unique".into());
    nodes.contains_key(&address)
}

/// Whether a new column makes the INSERT statements of running code fail.
fn insert_must_name(column: &Address, nodes: &Nodes) -> bool {
    let attribute = |name: &str| {
        let mut address = column.clone();
        address.attribute = Some(name.into());
        nodes.contains_key(&address)
    };
    ![
        "nullable",
        "default",
        "generated",
        "identity",
        "auto_increment",
        "rowid_alias",
    ]
    .into_iter()
    .any(attribute)
}

fn grade_attribute(part: &Part, attribute: &str) -> Severity {
    match (part.kind.as_str(), attribute) {
        (_, "comment") => Severity::Low,
        ("column", "type" | "logical" | "nullable" | "collation" | "charset") => Severity::High,
        ("column", "generated" | "identity") => Severity::High,
        ("constraint", "kind") => Severity::High,
        _ => Severity::Medium,
    }
}
