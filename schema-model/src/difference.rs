//! What differs between two schemas, as data: one entry per address.
//!
//! This is the dialect-free core: it says what was added, dropped or altered, with a first grade.
//! What a change costs on a given engine is for the engine's dialects to say.

mod apply;
mod content;
mod grade;
mod wording;

pub use apply::apply;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use self::grade::grade;
use crate::address::Object;
use crate::{Address, Node, ObjectKey, Part, Schema};

/// One difference between two schemas.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where.
    pub address: Address,
    /// What happened on the way from one schema to the other.
    pub verb: Verb,
    /// The value before, of an object or part all of it; `None` when it was not there.
    pub from: Option<Value>,
    /// The value after.
    pub to: Option<Value>,
    /// Where an added part stands among its siblings; the order of columns and variants counts.
    pub position: Option<usize>,
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

/// The differences on the way from one schema to another, in the order of their addresses.
///
/// Parts of an object that was added or dropped as a whole are not listed one by one.
pub fn differences(from: &Schema, to: &Schema) -> Vec<Difference> {
    find(from, to, Content::Everything)
}

/// The same, but that objects which were added or dropped as a whole come without their content:
/// nothing is said of it in words, and of a schema that is read for the first time it is all there is.
pub fn outline(from: &Schema, to: &Schema) -> Vec<Difference> {
    find(from, to, Content::Parts)
}

/// How much of what was added or dropped a difference carries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Whole objects and parts.
    Everything,
    /// Parts only.
    Parts,
}

fn find(from: &Schema, to: &Schema, content: Content) -> Vec<Difference> {
    let (from_objects, to_objects) = (objects(from), objects(to));
    // None of an object that is the same on both sides, and only the own node of one that the other
    // side has not. Of two large schemas that is usually little.
    let from = nodes_beside(&from_objects, &to_objects);
    let to = nodes_beside(&to_objects, &from_objects);
    let mut found = Vec::new();
    let addresses: BTreeSet<&Address> = from.keys().chain(to.keys()).collect();
    for address in addresses {
        if let Some(difference) = compare(address, &from, &to) {
            found.push(difference);
        }
    }
    push_order_differences(&mut found, &from, &to);
    found.sort_by(|a, b| a.address.cmp(&b.address));
    content::fill(&mut found, (&from_objects, &to_objects), content);
    found
}

/// What people want to know of: a column that changes its type has another logical type, and to say
/// so as well says nothing.
pub fn notable(differences: &[Difference]) -> impl Iterator<Item = &Difference> {
    let is = |difference: &Difference, attribute: &str| {
        difference.address.attribute.as_deref() == Some(attribute)
    };
    let place = |difference: &Difference| {
        let address = &difference.address;
        (address.object.clone(), address.part.clone())
    };
    let retyped = differences
        .iter()
        .filter(|difference| is(difference, "type"));
    let retyped: BTreeSet<_> = retyped.map(place).collect();
    differences.iter().filter(move |difference| {
        !is(difference, "logical") || !retyped.contains(&place(difference))
    })
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

/// The nodes of a side that can differ from the other.
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
        position: None,
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
                position: None,
                severity: if kind == "variant" {
                    Severity::High
                } else {
                    Severity::Low
                },
            });
        }
    }
}
