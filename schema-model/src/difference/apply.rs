//! Follows differences: the first schema and the list give the second schema.
//!
//! That is how the list is known to be complete. No database is changed here.

use serde_json::Value;

use super::{Difference, Verb};
use crate::address::{Flat, Object};
use crate::json::{FromJson, JsonError};
use crate::{ObjectKey, ObjectKind, Schema};

/// The schema that differs from this one by these differences, in canonical form.
///
/// What is said of the schema as a whole, such as its search path, is no difference and stays.
/// Of several objects that share a key, a function and a procedure of one signature, only one is
/// followed.
///
/// # Errors
/// When a difference does not fit: what it says makes no object.
pub fn apply(schema: &Schema, differences: &[Difference]) -> Result<Schema, JsonError> {
    let mut result = schema.clone();
    let same_object = |a: &Difference, b: &Difference| a.address.object == b.address.object;
    for group in differences.chunk_by(same_object) {
        let key = &group[0].address.object;
        let before = schema
            .keyed_objects()
            .into_iter()
            .find(|(known, _)| known == key);
        let after = follow(before.map(|(_, object)| object), group);
        remove(&mut result, key);
        if let Some(value) = after {
            insert(&mut result, key.kind, &value)
                .map_err(|error| error.in_field(&key.to_string()))?;
        }
    }
    result.normalize();
    Ok(result)
}

/// The object once the differences in it have been followed; `None` when it is gone.
fn follow(before: Option<Object<'_>>, group: &[Difference]) -> Option<Value> {
    let whole = |one: &&Difference| one.address.part.is_none() && one.address.attribute.is_none();
    if let Some(difference) = group.iter().find(whole) {
        return difference.to.clone();
    }
    let value = before?.value();
    let name = value.get("name").cloned().unwrap_or_default();
    let mut flat = Flat::of(value);
    drop_parts(&mut flat, group);
    for difference in group {
        set_attribute(&mut flat, difference);
    }
    add_parts(&mut flat, group);
    let is_type = group[0].address.object.kind == ObjectKind::Type;
    Some(flat.into_object(name, is_type))
}

fn drop_parts(flat: &mut Flat, group: &[Difference]) {
    for difference in group.iter().filter(|one| one.verb == Verb::Dropped) {
        if let (Some(part), None) = (&difference.address.part, &difference.address.attribute) {
            if let Some(parts) = flat.parts_mut(&part.kind) {
                parts.retain(|(known, _)| known != part);
            }
        }
    }
}

/// In the order of their places, so that each finds those before it where they will be.
fn add_parts(flat: &mut Flat, group: &[Difference]) {
    let added = group.iter().filter(|one| one.verb == Verb::Added);
    let mut added: Vec<_> = added
        .filter(|one| one.address.attribute.is_none())
        .filter_map(|one| Some((one.position, one.address.part.clone()?, one.to.clone()?)))
        .collect();
    added.sort_by_key(|(position, ..)| *position);
    for (position, part, value) in added {
        if let Some(parts) = flat.parts_mut(&part.kind) {
            let position = position.unwrap_or(parts.len()).min(parts.len());
            parts.insert(position, (part, value));
        }
    }
}

fn set_attribute(flat: &mut Flat, difference: &Difference) {
    let Some(attribute) = &difference.address.attribute else {
        return;
    };
    let fields = match &difference.address.part {
        Some(part) => flat.parts_mut(&part.kind).and_then(|parts| {
            let (_, value) = parts.iter_mut().find(|(known, _)| known == part)?;
            value.as_object_mut()
        }),
        None => match (attribute.strip_suffix("_order"), &difference.to) {
            (Some(kind), Some(Value::Array(order))) => return reorder(flat, kind, order),
            _ => Some(&mut flat.attributes),
        },
    };
    match (fields, &difference.to) {
        (Some(fields), Some(value)) => drop(fields.insert(attribute.clone(), value.clone())),
        (Some(fields), None) => drop(fields.remove(attribute)),
        (None, _) => {}
    }
}

fn reorder(flat: &mut Flat, kind: &str, order: &[Value]) {
    if let Some(parts) = flat.parts_mut(kind) {
        parts.sort_by_key(|(part, _)| order.iter().position(|name| name == part.name.as_str()));
    }
}

fn remove(schema: &mut Schema, key: &ObjectKey) {
    let position = schema
        .keyed_objects()
        .iter()
        .position(|(known, _)| known == key);
    let Some(position) = position else { return };
    // The position among all is that within its list, less what stands in the lists before.
    let first = schema
        .keyed_objects()
        .iter()
        .position(|(known, _)| known.kind == key.kind);
    let index = position - first.unwrap_or(position);
    match key.kind {
        ObjectKind::Namespace => drop(schema.namespaces.remove(index)),
        ObjectKind::Extension => drop(schema.extensions.remove(index)),
        ObjectKind::Type => drop(schema.types.remove(index)),
        ObjectKind::Sequence => drop(schema.sequences.remove(index)),
        ObjectKind::Table => drop(schema.tables.remove(index)),
        ObjectKind::View => drop(schema.views.remove(index)),
        ObjectKind::Routine => drop(schema.routines.remove(index)),
        ObjectKind::Event => drop(schema.events.remove(index)),
        ObjectKind::Object => drop(schema.objects.remove(index)),
    }
}

fn insert(schema: &mut Schema, kind: ObjectKind, value: &Value) -> Result<(), JsonError> {
    match kind {
        ObjectKind::Namespace => schema.namespaces.push(FromJson::from_value(value)?),
        ObjectKind::Extension => schema.extensions.push(FromJson::from_value(value)?),
        ObjectKind::Type => schema.types.push(FromJson::from_value(value)?),
        ObjectKind::Sequence => schema.sequences.push(FromJson::from_value(value)?),
        ObjectKind::Table => schema.tables.push(FromJson::from_value(value)?),
        ObjectKind::View => schema.views.push(FromJson::from_value(value)?),
        ObjectKind::Routine => schema.routines.push(FromJson::from_value(value)?),
        ObjectKind::Event => schema.events.push(FromJson::from_value(value)?),
        ObjectKind::Object => schema.objects.push(FromJson::from_value(value)?),
    }
    Ok(())
}
