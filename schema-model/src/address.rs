//! Addresses of objects and their parts, and the schema as a flat list of nodes.
//!
//! Diff and plan work at this grain: a column's default is a node of its own. An address reads
//! `public.users.email.default`; parts other than columns say what they are
//! (`public.users.index:users_email_idx.unique`), attributes of the object itself carry an `@`
//! (`public.users.@comment`).

mod flat;

pub(crate) use flat::{Flat, Parts};

use std::fmt;

use serde_json::Value;

use crate::json::to_value;
use crate::name::quote_part;
use crate::{ObjectKey, ObjectKind, ObjectName, Schema};

/// Where something stands in a schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The object.
    pub object: ObjectKey,
    /// The part of the object; `None` for the object as a whole or an attribute of it.
    pub part: Option<Part>,
    /// The attribute; `None` for the object or part as a whole.
    pub attribute: Option<String>,
}

/// A part of an object that has a name of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// What it is: `column`, `constraint`, `index`, `trigger`, `rule`, `policy`, `variant`.
    pub kind: String,
    /// Its name, or for a constraint without one what it says.
    pub name: String,
}

/// A thing that has an address, with its content.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub address: Address,
    /// What it says; `null` for an object or a part, whose attributes are nodes of their own.
    pub value: Value,
}

impl Node {
    /// The node of an object as a whole.
    pub(crate) fn of_object(key: ObjectKey) -> Self {
        let address = Address {
            object: key,
            part: None,
            attribute: None,
        };
        Self {
            address,
            value: Value::Null,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.object.kind {
            ObjectKind::Table | ObjectKind::View | ObjectKind::Type | ObjectKind::Sequence => {
                write!(f, "{}", self.object.name)?;
            }
            _ => write!(f, "{}", self.object)?,
        }
        match &self.part {
            Some(part) if part.kind == "column" => write!(f, ".{}", quote_part(&part.name))?,
            Some(part) => write!(f, ".{}:{}", part.kind, quote_part(&part.name))?,
            None => {}
        }
        match (&self.attribute, &self.part) {
            (Some(attribute), Some(_)) => write!(f, ".{}", quote_part(attribute)),
            (Some(attribute), None) => write!(f, ".@{}", quote_part(attribute)),
            (None, _) => Ok(()),
        }
    }
}

impl Schema {
    /// The schema as a list of nodes, objects before their parts, parts before their attributes.
    pub fn nodes(&self) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (key, object) in self.keyed_objects() {
            object.push_nodes(key, &mut nodes);
        }
        nodes
    }

    /// The node at an address in text form, as [`Address`] displays it.
    pub fn resolve(&self, address: &str) -> Option<Node> {
        self.nodes()
            .into_iter()
            .find(|node| node.address.to_string() == address)
    }

    /// Every object with its key, in the order of the lists.
    pub(crate) fn keyed_objects(&self) -> Vec<(ObjectKey, Object<'_>)> {
        let mut objects = Vec::new();
        let mut push = |kind, name: ObjectName, object| {
            objects.push((ObjectKey { kind, name }, object));
        };
        for namespace in &self.namespaces {
            let name = ObjectName::bare(&namespace.name);
            push(ObjectKind::Namespace, name, Object::Namespace(namespace));
        }
        for extension in &self.extensions {
            let name = ObjectName::bare(&extension.name);
            push(ObjectKind::Extension, name, Object::Extension(extension));
        }
        for ty in &self.types {
            push(ObjectKind::Type, ty.name.clone(), Object::Type(ty));
        }
        for sequence in &self.sequences {
            let name = sequence.name.clone();
            push(ObjectKind::Sequence, name, Object::Sequence(sequence));
        }
        for table in &self.tables {
            push(ObjectKind::Table, table.name.clone(), Object::Table(table));
        }
        for view in &self.views {
            push(ObjectKind::View, view.name.clone(), Object::View(view));
        }
        for routine in &self.routines {
            let name = routine.key_name();
            push(ObjectKind::Routine, name, Object::Routine(routine));
        }
        for event in &self.events {
            push(ObjectKind::Event, event.name.clone(), Object::Event(event));
        }
        for object in &self.objects {
            let name = format!("{} {}", object.kind, object.name.name);
            let name = object.name.sibling(name);
            push(ObjectKind::Object, name, Object::Defined(object));
        }
        objects
    }
}

/// An object of any kind. Two that are equal have the same nodes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Object<'a> {
    Namespace(&'a crate::Namespace),
    Extension(&'a crate::Extension),
    Type(&'a crate::TypeDefinition),
    Sequence(&'a crate::Sequence),
    Table(&'a crate::Table),
    View(&'a crate::View),
    Routine(&'a crate::Routine),
    Event(&'a crate::Event),
    Defined(&'a crate::DefinedObject),
}

impl Object<'_> {
    /// The object's own node, its parts and their attributes.
    pub fn push_nodes(self, key: ObjectKey, nodes: &mut Vec<Node>) {
        push_object(nodes, key, self.value());
    }

    /// All of it.
    pub fn value(self) -> Value {
        match self {
            Self::Namespace(object) => to_value(object),
            Self::Extension(object) => to_value(object),
            Self::Type(object) => to_value(object),
            Self::Sequence(object) => to_value(object),
            Self::Table(object) => to_value(object),
            Self::View(object) => to_value(object),
            Self::Routine(object) => to_value(object),
            Self::Event(object) => to_value(object),
            Self::Defined(object) => to_value(object),
        }
    }
}

impl crate::Routine {
    /// The name with the signature, which tells overloads apart.
    pub fn key_name(&self) -> ObjectName {
        self.name
            .sibling(format!("{}({})", self.name.name, self.signature))
    }
}

fn push_object(nodes: &mut Vec<Node>, key: ObjectKey, value: Value) {
    nodes.push(Node::of_object(key.clone()));
    let Flat { attributes, lists } = Flat::of(value);
    for (attribute, value) in attributes {
        nodes.push(node(&key, None, Some(attribute), value));
    }
    for (part, value) in lists.into_iter().flat_map(|(_, parts)| parts) {
        nodes.push(node(&key, Some(part.clone()), None, Value::Null));
        let Value::Object(fields) = value else {
            continue;
        };
        for (field, value) in fields {
            if field != "name" {
                nodes.push(node(&key, Some(part.clone()), Some(field), value));
            }
        }
    }
}

fn node(key: &ObjectKey, part: Option<Part>, attribute: Option<String>, value: Value) -> Node {
    Node {
        address: Address {
            object: key.clone(),
            part,
            attribute,
        },
        value,
    }
}
