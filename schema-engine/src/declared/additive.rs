//! Which differences add something, and which would change or drop what is there.

use schema_model::{Address, Difference, ObjectKind, Schema, Verb, differences, notable};
use serde_json::Value;

/// The differences that are followed, and what is said of the others.
pub(super) struct Additive {
    pub differences: Vec<Difference>,
    pub left: Vec<String>,
}

/// Takes what is added, and the changes that were asked for.
pub(super) fn additive(
    from: &Schema,
    found: &[Difference],
    allowed: &dyn Fn(&Address) -> bool,
) -> Additive {
    let twins = Twins::of(from);
    let grown: Vec<Address> = found.iter().filter_map(grown).collect();
    let mut kept = Vec::new();
    let mut left = Vec::new();
    let mut alone = Vec::new();
    for difference in found {
        if difference.address.attribute.as_deref() == Some("depends_on") {
            kept.extend(with_more_needs(difference));
            continue;
        }
        match fate(difference, &twins) {
            Fate::Added => kept.push(at_the_end(difference)),
            Fate::There(name) => left.push(format!(
                "left alone: `{}` is there as `{name}`",
                difference.address
            )),
            Fate::Unsaid => {}
            Fate::Changed if is_type_of(&difference.address, &grown) => {
                kept.push(difference.clone());
            }
            Fate::Changed if allowed(&difference.address) => kept.push(difference.clone()),
            Fate::Changed => alone.push(difference.clone()),
        }
    }
    left.extend(notable(&alone).map(|difference| {
        let mut address = difference.address.clone();
        address.attribute = None;
        format!("left alone: {difference}; `--allow {address}` changes it")
    }));
    Additive {
        differences: kept,
        left,
    }
}

/// What becomes of a difference.
enum Fate {
    /// It adds.
    Added,
    /// The same is there under this name.
    There(String),
    /// The pieces do not speak of it.
    Unsaid,
    /// It changes what is there.
    Changed,
}

fn fate(difference: &Difference, twins: &Twins) -> Fate {
    let Address {
        object,
        part,
        attribute,
    } = &difference.address;
    let in_parts = matches!(object.kind, ObjectKind::Table | ObjectKind::Type);
    match (part, attribute.as_deref(), difference.verb) {
        (None, None, Verb::Added) => Fate::Added,
        (None, None, _) => Fate::Unsaid,
        _ if object.kind == ObjectKind::Object && object.name.name == "database" => Fate::Unsaid,
        (None, Some(_), Verb::Dropped) => Fate::Unsaid,
        // Of a view or a routine, nothing is added without changing it.
        _ if !in_parts => Fate::Changed,
        (Some(_), None, Verb::Added) => match twins.name(difference) {
            Some(name) => Fate::There(name),
            None => Fate::Added,
        },
        (Some(_), None, _) => Fate::Unsaid,
        (None, Some(name), _) if name.ends_with("_order") => Fate::Unsaid,
        (Some(part), Some("nullable"), Verb::Dropped) if part.kind == "column" => Fate::Changed,
        (Some(part), Some(_), Verb::Dropped) if part.kind == "column" => Fate::Unsaid,
        _ => Fate::Changed,
    }
}

/// The column, when all that happens to its type is that it lists more values behind those that it
/// lists.
fn grown(difference: &Difference) -> Option<Address> {
    let Address {
        object,
        part,
        attribute,
    } = &difference.address;
    let is_type = attribute.as_deref() == Some("logical");
    let (from, to) = (difference.from.as_ref()?, difference.to.as_ref()?);
    let lists_more = ["inline_enum", "inline_set"].iter().any(|sort| {
        let values = |side: &Value| side.get(sort).and_then(Value::as_array).cloned();
        let (had, has) = (values(from), values(to));
        had.zip(has).is_some_and(|(had, has)| has.starts_with(&had))
    });
    (is_type && lists_more).then(|| Address {
        object: object.clone(),
        part: part.clone(),
        attribute: None,
    })
}

/// Whether the address is the type of one of the columns, in the words of the engine or in ours.
fn is_type_of(address: &Address, columns: &[Address]) -> bool {
    let is_type = matches!(address.attribute.as_deref(), Some("type" | "logical"));
    let is_of = |it: &Address| it.object == address.object && it.part == address.part;
    is_type && columns.iter().any(is_of)
}

/// What is there still needs what it needed, and what is added may need more.
fn with_more_needs(difference: &Difference) -> Option<Difference> {
    let list = |value: &Option<Value>| {
        let list = value.as_ref().and_then(Value::as_array);
        list.cloned().unwrap_or_default()
    };
    let (known, spoken) = (list(&difference.from), list(&difference.to));
    let more: Vec<Value> = spoken
        .into_iter()
        .filter(|need| !known.contains(need))
        .collect();
    if more.is_empty() {
        return None;
    }
    let mut needs = [known, more].concat();
    needs.sort_by_key(Value::to_string);
    Some(Difference {
        to: Some(needs.into()),
        ..difference.clone()
    })
}

/// Something that others are told of by its place goes behind those that are there.
fn at_the_end(difference: &Difference) -> Difference {
    Difference {
        position: None,
        ..difference.clone()
    }
}

/// The parts that are there, without their names.
struct Twins {
    parts: Vec<(Address, Value)>,
}

impl Twins {
    fn of(from: &Schema) -> Self {
        // A table without parts differs from the one that is there by all of them.
        let mut bare = from.clone();
        for table in &mut bare.tables {
            table.constraints.clear();
            table.indexes.clear();
        }
        let parts = differences(&bare, from).into_iter();
        let parts = parts.filter(|it| it.address.part.is_some() && it.address.attribute.is_none());
        Self {
            parts: parts
                .filter_map(|it| Some((it.address, nameless(it.to?))))
                .collect(),
        }
    }

    /// The name of what is there and says the same.
    fn name(&self, difference: &Difference) -> Option<String> {
        let part = difference.address.part.as_ref()?;
        let value = nameless(difference.to.clone()?);
        let is_twin = |(address, known): &&(Address, Value)| {
            let kind = address.part.as_ref().map(|part| &part.kind);
            address.object == difference.address.object
                && kind == Some(&part.kind)
                && *known == value
        };
        let (address, _) = self.parts.iter().find(is_twin)?;
        Some(address.part.as_ref()?.name.clone())
    }
}

fn nameless(mut value: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        fields.remove("name");
    }
    value
}
