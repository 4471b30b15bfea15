//! What `schema.toml` says about differences: which are accepted, and what is the same thing under
//! another name.

use std::time::{Duration, SystemTime};

use schema_build::{Accepted, matches_pattern};
use schema_engine::Rename;
use schema_model::{Address, Difference, ObjectKey, ObjectKind, ObjectName, Part, Schema};

use crate::failure::Failure;
use crate::project::Project;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A difference that is accepted.
pub struct Meant {
    /// Where.
    pub address: Address,
    /// What differs.
    pub text: String,
    /// Why it is accepted.
    pub reason: String,
}

/// Something that can be accepted.
pub trait Acceptable {
    /// Where.
    fn address(&self) -> &Address;
    /// What differs.
    fn text(&self) -> String;
}

impl Acceptable for Difference {
    fn address(&self) -> &Address {
        &self.address
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

/// Takes out of a list what is accepted; gives what was accepted, and what is to be said about
/// entries that accept nothing.
pub fn take_accepted<T: Acceptable>(
    found: &mut Vec<T>,
    project: &Project,
) -> Result<(Vec<Meant>, Vec<String>), Failure> {
    let mut notes = Vec::new();
    let mut valid: Vec<(&Accepted, bool)> = Vec::new();
    for entry in &project.settings.accepted {
        match is_expired(entry)? {
            true => notes.push(format!(
                "`{}` is accepted no longer, only until {} ({})",
                entry.difference,
                entry.until.as_deref().unwrap_or_default(),
                entry.reason
            )),
            false => valid.push((entry, false)),
        }
    }
    let mut accepted = Vec::new();
    found.retain(|difference| {
        let mut entries = valid.iter_mut();
        match entries.find(|(entry, _)| covers(&entry.difference, difference.address())) {
            Some((entry, used)) => {
                *used = true;
                accepted.push(Meant {
                    address: difference.address().clone(),
                    text: difference.text(),
                    reason: entry.reason.clone(),
                });
                false
            }
            None => true,
        }
    });
    let unused = valid.iter().filter(|(_, used)| !used);
    notes.extend(unused.map(|(entry, _)| {
        format!(
            "the accepted difference `{}` is none; remove it from schema.toml",
            entry.difference
        )
    }));
    Ok((accepted, notes))
}

/// A day is accepted until its end, in UTC.
fn is_expired(entry: &Accepted) -> Result<bool, Failure> {
    let Some(until) = &entry.until else {
        return Ok(false);
    };
    let day = humantime::parse_rfc3339(&format!("{until}T00:00:00Z")).map_err(|_| {
        Failure::new(format!(
            "`until` of the accepted difference `{}` is `{until}`, which is no day",
            entry.difference
        ))
        .help("write it as year, month and day: `until = \"2027-01-31\"`")
    })?;
    Ok(SystemTime::now() > day + DAY)
}

/// Whether a pattern means a place: the address itself, or anything that it is in.
pub fn covers(pattern: &str, address: &Address) -> bool {
    let mut part = address.clone();
    part.attribute = None;
    let object = &address.object.name;
    [
        address.to_string(),
        part.to_string(),
        object.to_string(),
        object.name.clone(),
    ]
    .iter()
    .any(|text| matches_pattern(pattern, text))
}

/// Gives what has another name on the other side that name, as `[same]` of `schema.toml` says.
pub fn give_same_names(from: &mut Schema, project: &Project) -> Vec<String> {
    let mut notes = Vec::new();
    for (old, new) in &project.settings.same {
        match rename(from, old, new) {
            Some(rename) => rename.apply_to(from),
            None => notes.push(format!(
                "`{old}`, named under [same] in schema.toml, is not there"
            )),
        }
    }
    notes
}

fn rename(schema: &Schema, old: &str, new: &str) -> Option<Rename> {
    let nodes = schema.nodes().into_iter().map(|node| node.address);
    let mut things = nodes.filter(|address| address.attribute.is_none());
    let known = |address: &Address| {
        let is_column = address
            .part
            .as_ref()
            .is_none_or(|part| part.kind == "column");
        is_column && address.to_string() == old
    };
    let address = things.find(known).or_else(|| bare(schema, old))?;
    Some(Rename {
        address,
        to: new.to_owned(),
    })
}

/// `users` and `users.email` without their namespace.
fn bare(schema: &Schema, old: &str) -> Option<Address> {
    let (table, column) = match old.rsplit_once('.') {
        Some((table, column)) => (table, Some(column)),
        None => (old, None),
    };
    let named = |name: &&ObjectName| name.name == table || name.to_string() == table;
    let name = schema.tables.iter().map(|table| &table.name).find(named)?;
    Some(Address {
        object: ObjectKey {
            kind: ObjectKind::Table,
            name: name.clone(),
        },
        part: column.map(|column| Part {
            kind: "column".into(),
            name: column.into(),
        }),
        attribute: None,
    })
}
