//! From the text of a rename hint to the thing that it names.

use schema_model::{Address, ObjectKey, ObjectKind, ObjectName, Part, Schema};

use super::Rename;
use crate::hint::{RenameHint, Subject};

/// The renames that hints ask for, whole objects first, and what is to be said of the others.
///
/// A hint counts when the old name is only in `from` and the new one only in `to`; afterwards it
/// stays in the file and does nothing.
pub(super) fn renames(
    from: &Schema,
    to: &Schema,
    hints: &[RenameHint],
    folds_case: bool,
) -> (Vec<Rename>, Vec<String>) {
    if hints.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let names = Names { folds_case };
    let mut renames: Vec<Rename> = Vec::new();
    let mut notes = Vec::new();
    let (objects, parts): (Vec<_>, Vec<_>) = hints
        .iter()
        .partition(|hint| matches!(&hint.subject, Subject::Object { word, .. } if word != "index"));
    for hint in objects {
        match names.object(from, to, hint) {
            Ok(found) => renames.extend(found),
            Err(note) => notes.push(note),
        }
    }
    let mut between = from.clone();
    for rename in &renames {
        rename.apply_to(&mut between);
    }
    for hint in parts {
        match names.part(&between, to, hint) {
            Ok(found) => renames.extend(found),
            Err(note) => notes.push(note),
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    renames.retain(|rename| seen.insert(rename.address.clone()));
    (renames, notes)
}

struct Names {
    folds_case: bool,
}

type Found = Result<Option<Rename>, String>;

impl Names {
    fn same(&self, a: &str, b: &str) -> bool {
        a == b || self.folds_case && a.to_lowercase() == b.to_lowercase()
    }

    /// Whether the words of a text, the last of them the name itself, name this object.
    fn names(&self, words: &[String], name: &ObjectName) -> bool {
        match words {
            [.., namespace, last] => {
                self.same(last, &name.name)
                    && name
                        .namespace
                        .as_ref()
                        .is_none_or(|known| self.same(namespace, known))
            }
            [last] => self.same(last, &name.name),
            [] => false,
        }
    }

    fn find<'a>(
        &self,
        keys: &'a [ObjectKey],
        kind: Option<ObjectKind>,
        words: &[String],
    ) -> Option<&'a ObjectKey> {
        keys.iter()
            .filter(|key| kind.is_none_or(|kind| kind == key.kind))
            .find(|key| self.names(words, &key.name))
    }

    fn object(&self, from: &Schema, to: &Schema, hint: &RenameHint) -> Found {
        let Subject::Object { word, name } = &hint.subject else {
            return Ok(None);
        };
        let Some(kind) = object_kind(word) else {
            return Err(cannot(hint, "this kind of object cannot be renamed"));
        };
        let (from, to) = (object_keys(from), object_keys(to));
        let Some(new) = self.find(&to, Some(kind), name) else {
            return Err(cannot(hint, "there is nothing of the new name"));
        };
        if self.find(&from, Some(kind), name).is_some() {
            return Ok(None);
        }
        let Some(old) = self.find(&from, Some(kind), &hint.old) else {
            return Ok(None);
        };
        if self.find(&to, Some(kind), &hint.old).is_some() {
            return Err(cannot(hint, "the old name is still in use"));
        }
        Ok(Some(Rename {
            address: Address {
                object: old.clone(),
                part: None,
                attribute: None,
            },
            to: new.name.name.clone(),
        }))
    }

    fn part(&self, from: &Schema, to: &Schema, hint: &RenameHint) -> Found {
        let (object, kind, name) = match &hint.subject {
            Subject::Part { object, kind, name } => (Some(object.as_slice()), *kind, name),
            // An index stands on its own in text and belongs to its table in the schema.
            Subject::Object { word: _, name } => {
                (None, "index", name.last().ok_or_else(String::new)?)
            }
        };
        let old = hint.old.last().ok_or_else(String::new)?;
        let (from, to) = (parts(from, kind), parts(to, kind));
        let find = |parts: &[(ObjectKey, String)], wanted: &str| {
            parts
                .iter()
                .find(|(owner, part)| {
                    object.is_none_or(|object| self.names(object, &owner.name))
                        && self.same(part, wanted)
                })
                .cloned()
        };
        let Some((owner, new)) = find(&to, name) else {
            return Err(cannot(hint, "there is nothing of the new name"));
        };
        let among = |parts: Vec<(ObjectKey, String)>| -> Vec<(ObjectKey, String)> {
            parts.into_iter().filter(|(key, _)| *key == owner).collect()
        };
        let (from, to) = (among(from), among(to));
        if find(&from, name).is_some() {
            return Ok(None);
        }
        let Some((_, old)) = find(&from, old) else {
            return Ok(None);
        };
        if find(&to, &old).is_some() {
            return Err(cannot(hint, "the old name is still in use"));
        }
        Ok(Some(Rename {
            address: Address {
                object: owner,
                part: Some(Part {
                    kind: kind.into(),
                    name: old,
                }),
                attribute: None,
            },
            to: new,
        }))
    }
}

fn cannot(hint: &RenameHint, reason: &str) -> String {
    format!(
        "`{}:{}`: the rename hint is not followed: {reason}",
        hint.path.display(),
        hint.line
    )
}

fn object_kind(word: &str) -> Option<ObjectKind> {
    Some(match word {
        "table" => ObjectKind::Table,
        "view" => ObjectKind::View,
        "type" | "domain" => ObjectKind::Type,
        "sequence" => ObjectKind::Sequence,
        _ => return None,
    })
}

fn object_keys(schema: &Schema) -> Vec<ObjectKey> {
    let nodes = schema.nodes().into_iter().map(|node| node.address);
    nodes
        .filter(|address| address.part.is_none() && address.attribute.is_none())
        .map(|address| address.object)
        .collect()
}

fn parts(schema: &Schema, kind: &str) -> Vec<(ObjectKey, String)> {
    let nodes = schema.nodes().into_iter().map(|node| node.address);
    nodes
        .filter(|address| address.attribute.is_none())
        .filter_map(|address| Some((address.object, address.part?)))
        .filter(|(_, part)| part.kind == kind)
        .map(|(object, part)| (object, part.name))
        .collect()
}
