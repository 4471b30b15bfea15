//! What differs between two schemas, as data: one entry per address.
//!
//! This is the dialect-free core: it says what was added, dropped or altered, with a first grade.
//! What a change costs on a given engine is for the engine's dialects to say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use crate::address::Object;
use crate::{Address, Node, ObjectKey, ObjectKind, Part, Schema};

/// One difference between two schemas.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where.
    pub address: Address,
    /// What happened on the way from one schema to the other.
    pub verb: Verb,
    /// The value before; `None` when it was not there, or is an object or part as a whole.
    pub from: Option<Value>,
    /// The value after.
    pub to: Option<Value>,
    /// How much it can hurt a program that was written against the first schema.
    pub severity: Severity,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// Only in the second schema.
    Added,
    /// Only in the first schema.
    Dropped,
    /// In both, with another value.
    Altered,
}

/// How much a difference can hurt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Additive, or seen by nobody.
    Low,
    /// Behaves differently in rare conditions.
    Medium,
    /// Breaks code that is running now.
    High,
    /// Data is lost or access control gets weaker.
    Critical,
}

impl Severity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl serde_core::Serialize for Severity {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> serde_core::Deserialize<'de> for Severity {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::ALL
            .into_iter()
            .find(|severity| severity.word() == word)
            .ok_or_else(|| serde_core::de::Error::custom(format_args!("`{word}` is no severity")))
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match (&self.address.attribute, &self.address.part) {
            (Some(_), _) => "",
            (None, Some(part)) => part.kind.as_str(),
            (None, None) => self.address.object.kind.word(),
        };
        let space = if what.is_empty() { "" } else { " " };
        let verb = match self.verb {
            Verb::Added => "added",
            Verb::Dropped => "dropped",
            Verb::Altered => "altered",
        };
        write!(f, "{verb} {what}{space}`{}`", self.address)?;
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => write!(f, ": {} -> {}", show(from), show(to)),
            (Some(value), None) | (None, Some(value)) => write!(f, ": {}", show(value)),
            (None, None) => Ok(()),
        }
    }
}

/// A value as people read it: text in backticks, without escapes where there is nothing to escape.
fn show(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{}`", escape_control(text)),
        other => format!("`{other}`"),
    }
}

fn escape_control(text: &str) -> String {
    let escape = |c: char| match c.is_control() {
        true => c.escape_default().to_string(),
        false => c.to_string(),
    };
    text.chars().map(escape).collect()
}

/// The differences on the way from one schema to another, in the order of their addresses.
///
/// Parts of an object that was added or dropped as a whole are not listed one by one.
pub fn differences(from: &Schema, to: &Schema) -> Vec<Difference> {
    let (from, to) = nodes_that_matter(from, to);
    let mut found = Vec::new();
    let addresses: BTreeSet<&Address> = from.keys().chain(to.keys()).collect();
    for address in addresses {
        if let Some(difference) = compare(address, &from, &to) {
            found.push(difference);
        }
    }
    push_order_differences(&mut found, &from, &to);
    found.sort_by(|a, b| a.address.cmp(&b.address));
    found
}

/// The objects of a schema by key. Where a key is not unique, a function and a procedure of one name,
/// it stands for all of them.
type Objects<'a> = BTreeMap<ObjectKey, Vec<Object<'a>>>;

fn objects(schema: &Schema) -> Objects<'_> {
    let mut objects = Objects::new();
    for (key, object) in schema.keyed_objects() {
        objects.entry(key).or_default().push(object);
    }
    objects
}

/// The nodes of both sides that can differ: none of an object that is the same on both sides, and
/// only its own of one that the other side has not. Of two large schemas that is usually little.
fn nodes_that_matter(from: &Schema, to: &Schema) -> (Nodes, Nodes) {
    let (from, to) = (objects(from), objects(to));
    (nodes_beside(&from, &to), nodes_beside(&to, &from))
}

fn nodes_beside(side: &Objects<'_>, other: &Objects<'_>) -> Nodes {
    let mut nodes = Vec::new();
    for (key, objects) in side {
        match other.get(key) {
            Some(others) if others == objects => {}
            Some(_) => {
                for object in objects {
                    object.push_nodes(key.clone(), &mut nodes);
                }
            }
            None => nodes.push(Node::of_object(key.clone())),
        }
    }
    index(nodes)
}

struct Entry {
    value: Value,
    /// Place among its siblings.
    position: usize,
}

type Nodes = BTreeMap<Address, Entry>;

fn index(nodes: Vec<Node>) -> Nodes {
    nodes
        .into_iter()
        .enumerate()
        .map(|(position, Node { address, value })| (address, Entry { value, position }))
        .collect()
}

fn compare(address: &Address, from: &Nodes, to: &Nodes) -> Option<Difference> {
    if let Some(parent) = parent(address) {
        // The parent's own difference says it all.
        if from.contains_key(&parent) != to.contains_key(&parent) {
            return None;
        }
    }
    let (before, after) = (from.get(address), to.get(address));
    let verb = match (before, after) {
        (Some(before), Some(after)) if before.value == after.value => return None,
        (Some(_), Some(_)) => Verb::Altered,
        (None, Some(_)) => Verb::Added,
        (Some(_), None) => Verb::Dropped,
        (None, None) => return None,
    };
    let value = |entry: Option<&Entry>| entry.map(|e| e.value.clone()).filter(|v| !v.is_null());
    Some(Difference {
        severity: grade(address, verb, to),
        address: address.clone(),
        verb,
        from: value(before),
        to: value(after),
    })
}

fn parent(address: &Address) -> Option<Address> {
    let mut parent = address.clone();
    if parent.attribute.take().is_some() || parent.part.take().is_some() {
        Some(parent)
    } else {
        None
    }
}

/// Columns and variants that both sides have, in another order.
fn push_order_differences(found: &mut Vec<Difference>, from: &Nodes, to: &Nodes) {
    let mut lists: BTreeMap<(&ObjectKey, &str), Vec<&Address>> = BTreeMap::new();
    for address in from.keys().filter(|address| to.contains_key(*address)) {
        if let (Some(part), None) = (&address.part, &address.attribute) {
            if matches!(part.kind.as_str(), "column" | "variant") {
                lists
                    .entry((&address.object, &part.kind))
                    .or_default()
                    .push(address);
            }
        }
    }
    for ((object, kind), mut addresses) in lists {
        let names = |addresses: &[&Address]| -> Value {
            let parts = addresses.iter().filter_map(|address| address.part.as_ref());
            parts
                .map(|part: &Part| Value::from(part.name.as_str()))
                .collect()
        };
        addresses.sort_by_key(|address| from[*address].position);
        let before = names(&addresses);
        addresses.sort_by_key(|address| to[*address].position);
        let after = names(&addresses);
        if before != after {
            found.push(Difference {
                address: Address {
                    object: object.clone(),
                    part: None,
                    attribute: Some(format!("{kind}_order")),
                },
                verb: Verb::Altered,
                from: Some(before),
                to: Some(after),
                severity: if kind == "variant" {
                    Severity::High
                } else {
                    Severity::Low
                },
            });
        }
    }
}

fn grade(address: &Address, verb: Verb, to: &Nodes) -> Severity {
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
