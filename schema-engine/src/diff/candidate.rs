//! Renames that could be meant: something goes and its like comes.
//!
//! Nothing is renamed because of this; people are asked, or told which hint to write. A pair is offered
//! only when the two say the same, when neither fits anything else, and when their names or places are
//! near each other.

use schema_model::{Address, Difference, ObjectKey, ObjectKind, Schema, TypeKind, Verb, suggest};
use serde_json::Value;

use super::{Diff, Rename};
use crate::hint::{RenameHint, Subject};
use crate::{Dialect, Planner};

/// Something that goes, and something that comes and could be the same under another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What goes.
    pub old: Address,
    /// What comes.
    pub new: Address,
}

impl Candidate {
    /// The hint that makes it a rename.
    pub fn hint(&self) -> RenameHint {
        let words = |key: &ObjectKey| {
            let namespace = key.name.namespace.iter().cloned();
            namespace.chain([key.name.name.clone()]).collect()
        };
        let subject = match &self.new.part {
            Some(part) => Subject::Part {
                object: words(&self.new.object),
                kind: if part.kind == "variant" {
                    "variant"
                } else {
                    "column"
                },
                name: part.name.clone(),
            },
            None => Subject::Object {
                word: self.new.object.kind.word().to_owned(),
                name: words(&self.new.object),
            },
        };
        RenameHint {
            subject,
            old: vec![name(&self.old).to_owned()],
            path: "the answer".into(),
            line: 1,
        }
    }

    /// What a person is asked.
    pub fn question(&self) -> String {
        format!("is `{}` the renamed `{}`?", self.new, self.old)
    }

    /// What is said where nobody can be asked.
    pub fn note(&self) -> String {
        let old = name(&self.old);
        format!(
            "`{}` goes and `{}` comes, and they say the same; if that is a rename, write \
             `-- @renamed from={old}` on the line of `{}`",
            self.old,
            self.new,
            name(&self.new)
        )
    }
}

/// The name of the thing itself.
fn name(address: &Address) -> &str {
    match &address.part {
        Some(part) => &part.name,
        None => &address.object.name.name,
    }
}

/// The renames that could be meant by what differs.
pub fn candidates(dialect: &dyn Dialect, diff: &Diff) -> Vec<Candidate> {
    let Some(planner) = dialect.planner() else {
        return Vec::new();
    };
    let all = |verb| {
        let found = diff.differences.iter();
        found.filter(move |it| it.verb == verb && it.address.attribute.is_none())
    };
    let (gone, come): (Vec<_>, Vec<_>) = (all(Verb::Dropped).collect(), all(Verb::Added).collect());
    let mut found = Vec::new();
    for old in &gone {
        let fits = |new: &&&Difference| is_like(old, new, diff);
        let mut partners = come.iter().filter(fits);
        let (Some(new), None) = (partners.next(), partners.next()) else {
            continue;
        };
        let rivals = gone
            .iter()
            .filter(|other| is_like(other, new, diff))
            .count();
        let candidate = Candidate {
            old: old.address.clone(),
            new: new.address.clone(),
        };
        if rivals == 1 && is_near(&candidate, diff) && can_rename(planner, diff, &candidate) {
            found.push(candidate);
        }
    }
    found
}

fn can_rename(planner: &dyn Planner, diff: &Diff, candidate: &Candidate) -> bool {
    let rename = Rename {
        address: candidate.old.clone(),
        to: name(&candidate.new).to_owned(),
    };
    planner.rename(&diff.from, &rename).is_some()
}

/// Whether two things say the same but for their names.
fn is_like(old: &Difference, new: &Difference, diff: &Diff) -> bool {
    let (a, b) = (&old.address, &new.address);
    let is_one_sort = a.object.kind == b.object.kind
        && a.object.name.namespace == b.object.name.namespace
        && a.part.as_ref().map(|part| &part.kind) == b.part.as_ref().map(|part| &part.kind);
    if !is_one_sort {
        return false;
    }
    match (&a.part, a.object.kind) {
        (None, ObjectKind::Table) => is_same_table(&diff.from, a, &diff.to, b),
        (Some(part), ObjectKind::Table) if part.kind == "column" => {
            a.object == b.object && nameless(old.from.as_ref()) == nameless(new.to.as_ref())
        }
        (Some(part), ObjectKind::Type) if part.kind == "variant" => a.object == b.object,
        _ => false,
    }
}

/// Whether two tables have the same columns.
fn is_same_table(from: &Schema, old: &Address, to: &Schema, new: &Address) -> bool {
    let columns = |schema: &Schema, address: &Address| {
        let table = schema.table(&address.object.name)?;
        let columns = table.columns.iter();
        let columns = columns.map(|it| (it.name.clone(), it.native_type.clone(), it.nullable));
        Some(columns.collect::<Vec<_>>())
    };
    let columns = (columns(from, old), columns(to, new));
    matches!(columns, (Some(a), Some(b)) if a == b && !a.is_empty())
}

fn nameless(value: Option<&Value>) -> Option<Value> {
    let mut value = value?.clone();
    if let Some(fields) = value.as_object_mut() {
        fields.remove("name");
        fields.remove("comment");
    }
    Some(value)
}

/// Whether names or places are near each other; of tables with many columns those say enough.
fn is_near(candidate: &Candidate, diff: &Diff) -> bool {
    const MANY: usize = 3;
    let (old, new) = (&candidate.old, &candidate.new);
    let is_similar = suggest::nearest(name(old), [name(new)]).is_some();
    match &old.part {
        None => {
            let table = diff.from.table(&old.object.name);
            is_similar || table.is_some_and(|table| table.columns.len() >= MANY)
        }
        Some(_) => is_similar || place(&diff.from, old) == place(&diff.to, new),
    }
}

/// Where a column or variant stands among its siblings.
fn place(schema: &Schema, address: &Address) -> Option<usize> {
    let name = name(address);
    match address.object.kind {
        ObjectKind::Type => match &schema.type_definition(&address.object.name)?.kind {
            TypeKind::Enum(variants) => variants.iter().position(|it| it.name == name),
            _ => None,
        },
        _ => {
            let table = schema.table(&address.object.name)?;
            table.columns.iter().position(|it| it.name == name)
        }
    }
}
