//! `ALTER … RENAME`.

use schema_model::{ObjectKind, Part, Schema, TypeKind};

use super::hazard;
use super::quote::{identifier, literal, qualified};
use crate::Rename;
use crate::plan::Statement;

/// The statements of a rename; `None` for what cannot be renamed.
pub(super) fn statements(from: &Schema, rename: &Rename) -> Option<Vec<Statement>> {
    let (forth, back) = match &rename.address.part {
        None => object(from, rename)?,
        Some(part) => of_part(from, rename, part)?,
    };
    let statement = Statement::new(forth, &rename.address)
        .hazard(hazard::rename(rename))
        .undone_by(back);
    Some(vec![statement])
}

/// The statement that renames an object, and the one that undoes it.
fn object(from: &Schema, rename: &Rename) -> Option<(String, String)> {
    let old = &rename.address.object.name;
    let new = old.sibling(&rename.to);
    let word = match rename.address.object.kind {
        ObjectKind::Table => "TABLE",
        ObjectKind::View if from.view(old)?.materialized => "MATERIALIZED VIEW",
        ObjectKind::View => "VIEW",
        ObjectKind::Type => match from.type_definition(old)?.kind {
            TypeKind::Domain(_) => "DOMAIN",
            _ => "TYPE",
        },
        ObjectKind::Sequence => "SEQUENCE",
        _ => return None,
    };
    let sql = |from: &_, to: &_| {
        let (from, to): (&schema_model::ObjectName, &schema_model::ObjectName) = (from, to);
        format!(
            "ALTER {word} {} RENAME TO {}",
            qualified(from),
            identifier(&to.name)
        )
    };
    Some((sql(old, &new), sql(&new, old)))
}

fn of_part(from: &Schema, rename: &Rename, part: &Part) -> Option<(String, String)> {
    let owner = &rename.address.object;
    let name = qualified(&owner.name);
    let (old, new) = (part.name.as_str(), rename.to.as_str());
    let both = |sql: &dyn Fn(&str, &str) -> String| Some((sql(old, new), sql(new, old)));
    match (owner.kind, part.kind.as_str()) {
        (ObjectKind::Table | ObjectKind::View, "column") => {
            let word = match owner.kind {
                ObjectKind::Table => "TABLE",
                _ if from.view(&owner.name)?.materialized => "MATERIALIZED VIEW",
                _ => "VIEW",
            };
            both(&|old, new| {
                let (old, new) = (identifier(old), identifier(new));
                format!("ALTER {word} {name} RENAME COLUMN {old} TO {new}")
            })
        }
        (ObjectKind::Type, "column") => both(&|old, new| {
            let (old, new) = (identifier(old), identifier(new));
            format!("ALTER TYPE {name} RENAME ATTRIBUTE {old} TO {new}")
        }),
        (ObjectKind::Type, "variant") => both(&|old, new| {
            let (old, new) = (literal(old), literal(new));
            format!("ALTER TYPE {name} RENAME VALUE {old} TO {new}")
        }),
        (ObjectKind::Table, "constraint") => both(&|old, new| {
            let (old, new) = (identifier(old), identifier(new));
            format!("ALTER TABLE {name} RENAME CONSTRAINT {old} TO {new}")
        }),
        (_, "index") => both(&|old, new| {
            let old = qualified(&owner.name.sibling(old));
            format!("ALTER INDEX {old} RENAME TO {}", identifier(new))
        }),
        _ => None,
    }
}
