//! An object as attributes and lists of parts, and back.
//!
//! This is the one place that knows how the JSON of an object falls apart into nodes.

use serde_json::{Map, Value};

use super::Part;
use crate::json::FromJson;

/// An object whose parts have been told apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flat {
    /// What the object itself says; its name is not among it.
    pub attributes: Map<String, Value>,
    /// The lists of parts by the kind of part.
    pub lists: Vec<(&'static str, Parts)>,
}

/// Parts with all that they say, in their order.
pub(crate) type Parts = Vec<(Part, Value)>;

/// Fields that hold parts, and what the parts are called.
const PARTS: &[(&str, &str)] = &[
    ("columns", "column"),
    ("constraints", "constraint"),
    ("indexes", "index"),
    ("triggers", "trigger"),
    ("rules", "rule"),
    ("policies", "policy"),
];

/// What a named type says beside its kind.
const OF_TYPES: &[&str] = &["comment", "depends_on", "owner", "grants"];

impl Flat {
    /// Takes the JSON of an object apart.
    pub fn of(object: Value) -> Self {
        let mut flat = Self::default();
        let Value::Object(fields) = object else {
            return flat;
        };
        for (field, value) in fields {
            match (field.as_str(), value) {
                ("name", _) => {}
                ("kind", Value::Object(kind)) => flat.push_type_kind(kind),
                (_, Value::Array(items)) => match part_kind(&field) {
                    Some(kind) => flat.push_parts(kind, items),
                    None => flat.push(field, Value::Array(items)),
                },
                (_, value) => flat.push(field, value),
            }
        }
        flat
    }

    /// The kind of a named type is nested one deeper: `{"enum": […]}`.
    fn push_type_kind(&mut self, kind: Map<String, Value>) {
        for (word, value) in kind {
            match (word.as_str(), value) {
                ("enum" | "set", Value::Array(variants)) => {
                    self.push("kind".into(), word.into());
                    self.push_parts("variant", variants);
                }
                ("composite", Value::Array(columns)) => {
                    self.push("kind".into(), word.into());
                    self.push_parts("column", columns);
                }
                (_, Value::Object(fields)) => {
                    self.push("kind".into(), word.into());
                    self.attributes.extend(fields);
                }
                (_, value) => self.push(word, value),
            }
        }
    }

    fn push(&mut self, attribute: String, value: Value) {
        self.attributes.insert(attribute, value);
    }

    fn push_parts(&mut self, kind: &'static str, items: Vec<Value>) {
        self.lists.push((kind, named_parts(kind, items)));
    }

    /// The parts of a kind; an empty list when the object had none.
    pub fn parts_mut(&mut self, kind: &str) -> Option<&mut Parts> {
        if !self.lists.iter().any(|(known, _)| *known == kind) {
            let mut kinds = PARTS.iter().map(|(_, kind)| *kind).chain(["variant"]);
            let kind = kinds.find(|known| *known == kind)?;
            self.lists.push((kind, Parts::new()));
        }
        let mut lists = self.lists.iter_mut();
        lists
            .find(|(known, _)| *known == kind)
            .map(|(_, list)| list)
    }

    /// The JSON of the object.
    pub fn into_object(mut self, name: Value, is_type: bool) -> Value {
        let mut object = Map::from_iter([("name".to_owned(), name)]);
        if is_type {
            let kind = self.take_type_kind();
            object.insert("kind".into(), kind);
        }
        object.extend(self.attributes);
        for (kind, parts) in self.lists {
            if let Some((field, _)) = PARTS.iter().find(|(_, known)| *known == kind) {
                let items = parts.into_iter().map(|(_, value)| value).collect();
                object.insert((*field).into(), items);
            }
        }
        Value::Object(object)
    }

    fn take_type_kind(&mut self) -> Value {
        let (own, mut rest): (Map<_, _>, Map<_, _>) = std::mem::take(&mut self.attributes)
            .into_iter()
            .partition(|(attribute, _)| OF_TYPES.contains(&attribute.as_str()));
        self.attributes = own;
        let Some(Value::String(word)) = rest.remove("kind") else {
            return Value::Object(rest);
        };
        let content = match word.as_str() {
            "enum" | "set" => self.take_values("variant"),
            "composite" => self.take_values("column"),
            _ => Value::Object(rest),
        };
        Value::Object(Map::from_iter([(word, content)]))
    }

    fn take_values(&mut self, kind: &str) -> Value {
        let parts = self.parts_mut(kind).map(std::mem::take).unwrap_or_default();
        self.lists.retain(|(known, _)| *known != kind);
        parts.into_iter().map(|(_, value)| value).collect()
    }
}

fn part_kind(field: &str) -> Option<&'static str> {
    let mut parts = PARTS.iter();
    parts
        .find(|(known, _)| *known == field)
        .map(|(_, kind)| *kind)
}

fn named_parts(kind: &str, items: Vec<Value>) -> Parts {
    let mut seen = std::collections::HashMap::new();
    let parts = items.into_iter().map(|item| {
        let mut name = part_name(kind, &item);
        // Two constraints without a name may say the same; the database keeps both.
        let count = seen
            .entry(name.clone())
            .and_modify(|n| *n += 1)
            .or_insert(1);
        if *count > 1 {
            name = format!("{name} #{count}");
        }
        let kind = kind.into();
        (Part { kind, name }, item)
    });
    parts.collect()
}

fn part_name(kind: &str, item: &Value) -> String {
    if let Some(name) = item.get("name").and_then(Value::as_str) {
        return name.into();
    }
    match kind {
        "constraint" => crate::Constraint::from_value(item)
            .map(|constraint| constraint.identity())
            .unwrap_or_default(),
        _ => String::new(),
    }
}
