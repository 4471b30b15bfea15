//! Default privileges: what they do to objects that the plan makes, and how they change.
//!
//! They change last, so everything that the plan makes is made under those that were there.

use std::collections::BTreeSet;

use schema_model::{DefinedObject, ObjectName, Schema};

use super::super::acl::AclKind;
use super::super::ddl::lexer::tokens;
use super::super::quote::role;
use super::annotation::Annotated;
use super::work::Work;

/// The kind of objects that are kept as ALTER DEFAULT PRIVILEGES.
pub(super) const KIND: &str = "default privileges";

/// The server's major version, as the schema says; of a schema that was read from text, one that
/// has every privilege but those of the newest.
pub(super) fn major(schema: &Schema) -> u32 {
    let version = schema.server_version.as_deref().unwrap_or("15");
    let digits = version.split(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(15)
}

/// Takes from a new object what default privileges have given to those who should not hold it, and
/// gives back what they have withheld.
pub(super) fn undone(work: &Work<'_>, to: &Annotated<'_>) -> Vec<String> {
    let (word, kind) = match to.kind {
        AclKind::Table => ("tables", to.kind),
        AclKind::Sequence => ("sequences", to.kind),
        AclKind::Routine => ("functions", to.kind),
        AclKind::Type => ("types", to.kind),
        AclKind::Namespace => ("schemas", to.kind),
        _ => return Vec::new(),
    };
    let here = |it: &&DefinedObject| {
        let place = it.name.namespace.as_deref();
        it.kind == KIND
            && it.name.name.starts_with(&format!("{word} for "))
            && (place.is_none() || place == to.namespace)
    };
    let said: BTreeSet<&str> = to
        .grants
        .iter()
        .map(|grant| grant.grantee.as_str())
        .collect();
    let mut statements = BTreeSet::new();
    for object in work.from.objects.iter().filter(here) {
        let maker = maker(&object.name);
        for grantee in grantees(&object.definition) {
            // The owner of the database is not named, so the role that makes objects may be it.
            let may_be_owner = grantee == maker && to.owner.is_none() && !work.careful;
            if said.contains(grantee.as_str()) || may_be_owner {
                continue;
            }
            let owner = to.owner.unwrap_or(&maker);
            let on = to.granted.as_str();
            statements.insert(reset("", on, &grantee, owner, kind, major(work.from)));
        }
    }
    statements.into_iter().flatten().collect()
}

/// Brings one grantee back to the default of the kind.
fn reset(
    prefix: &str,
    on: &str,
    grantee: &str,
    owner: &str,
    kind: AclKind,
    major: u32,
) -> Vec<String> {
    let who = role(grantee);
    let mut statements = vec![format!("{prefix}REVOKE ALL ON {on} FROM {who}")];
    let (_, everyone) = kind.default_privileges(major);
    if grantee == owner {
        statements.push(format!("{prefix}GRANT ALL ON {on} TO {who}"));
    } else if grantee == "PUBLIC" && !everyone.is_empty() {
        let words = everyone.join(", ");
        statements.push(format!("{prefix}GRANT {words} ON {on} TO {who}"));
    }
    statements
}

/// The statements that bring default privileges from one side to the other.
pub(super) fn change(
    from: Option<&DefinedObject>,
    to: Option<&DefinedObject>,
    major: u32,
) -> Vec<String> {
    let mut statements = Vec::new();
    let after = to.map(|to| grantees(&to.definition)).unwrap_or_default();
    if let Some(from) = from {
        let (kind, word) = kind_of(&from.name);
        let maker = maker(&from.name);
        for grantee in grantees(&from.definition).difference(&after) {
            let Some(prefix) = prefix(&from.definition) else {
                continue;
            };
            match from.name.namespace {
                // Those of one namespace only add.
                Some(_) => {
                    let who = role(grantee);
                    statements.push(format!("{prefix}REVOKE ALL ON {word} FROM {who}"));
                }
                None => statements.extend(reset(&prefix, word, grantee, &maker, kind, major)),
            }
        }
    }
    statements.extend(to.into_iter().flat_map(|to| to.definition.clone()));
    statements
}

fn kind_of(name: &ObjectName) -> (AclKind, &'static str) {
    match name.name.split(' ').next() {
        Some("tables") => (AclKind::Table, "TABLES"),
        Some("sequences") => (AclKind::Sequence, "SEQUENCES"),
        Some("functions") => (AclKind::Routine, "FUNCTIONS"),
        Some("types") => (AclKind::Type, "TYPES"),
        _ => (AclKind::Namespace, "SCHEMAS"),
    }
}

/// The role that makes the objects.
fn maker(name: &ObjectName) -> String {
    let maker = name.name.split_once(" for ");
    maker.map_or_else(String::new, |(_, maker)| maker.to_owned())
}

/// What stands before GRANT and REVOKE.
fn prefix(definition: &[String]) -> Option<String> {
    let text = definition.first()?;
    let tokens = tokens(text);
    let verb = tokens
        .iter()
        .find(|token| token.is_word("GRANT") || token.is_word("REVOKE"))?;
    Some(text[..verb.start].to_owned())
}

/// Everyone whom the statements name.
fn grantees(definition: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in definition {
        let tokens = tokens(text);
        let last = tokens
            .iter()
            .rposition(|token| token.is_word("TO") || token.is_word("FROM"));
        let Some(who) = last.and_then(|at| tokens.get(at + 1)) else {
            continue;
        };
        if who.is_word("PUBLIC") {
            found.insert("PUBLIC".to_owned());
        } else {
            found.extend(who.identifier());
        }
    }
    found
}
