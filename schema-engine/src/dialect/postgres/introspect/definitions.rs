//! Routines, and the objects that are kept as the statements that make them.

use schema_model::{DefinedObject, ObjectName, Options, Routine, RoutineKind, Schema, Unmodelled};

use super::super::acl::{AclKind, all_grants, grants};
use super::super::quote::identifier;
use super::super::render::privileges;
use super::catalog::{Catalog, ROUTINE, unmodelled};
use super::rows::ObjectRow;

/// Adds functions, procedures and aggregates.
pub(super) fn add_routines(catalog: &Catalog, schema: &mut Schema) {
    for row in &catalog.routines {
        let mut options = Options::new();
        if !row.needs_extensions.is_empty() {
            options.insert(
                "depends_on_extension".into(),
                row.needs_extensions.join(","),
            );
        }
        schema.routines.push(Routine {
            name: ObjectName::qualified(&row.namespace, &row.name),
            signature: row.signature.clone(),
            kind: match row.kind.as_str() {
                "p" => RoutineKind::Procedure,
                "a" => RoutineKind::Aggregate,
                "w" => RoutineKind::Window,
                _ => RoutineKind::Function,
            },
            definition: row.definition.trim_end().to_owned(),
            returns: row.returns.clone(),
            depends_on: catalog.depends_on(ROUTINE, row.oid),
            options,
            owner: catalog.owner(&row.owner),
            grants: grants(
                row.acl.as_deref(),
                &row.owner,
                AclKind::Routine,
                catalog.major,
            ),
            comment: catalog.comment(ROUTINE, row.oid, 0),
        });
    }
}

/// Adds the objects that are kept as statements.
pub(super) fn add_objects(catalog: &Catalog, schema: &mut Schema) {
    for row in &catalog.objects {
        if row.acl_kind.as_deref() == Some("secret") {
            schema.unmodelled.push(secret(row));
        }
        let Some(definition) = definition(catalog, row, &mut schema.unmodelled) else {
            continue;
        };
        schema.objects.push(DefinedObject {
            kind: row.kind.clone(),
            name: ObjectName {
                namespace: row.namespace.clone(),
                name: row.name.clone(),
            },
            definition,
            depends_on: catalog.depends_on(row.class, row.oid),
            owner: None,
            grants: Vec::new(),
            comment: None,
        });
    }
}

fn secret(row: &ObjectRow) -> Unmodelled {
    let reason = match row.definition {
        Some(_) => "options that can hold a secret are not kept",
        None => "its connection can hold a secret, so it is not kept",
    };
    unmodelled(&row.kind, &row.name, "database", reason)
}

/// The statements that make an object, with its owner, privileges and comment.
fn definition(
    catalog: &Catalog,
    row: &ObjectRow,
    missing: &mut Vec<Unmodelled>,
) -> Option<Vec<String>> {
    if row.kind == "default privileges" {
        return default_privileges(catalog, row, missing);
    }
    let mut statements = row.definition.clone()?;
    let Some(identity) = &row.identity else {
        return Some(statements);
    };
    let target = format!("{} {identity}", row.kind.to_uppercase());
    let owner = row.owner.as_deref().unwrap_or_default();
    if let Some(owner) = catalog.owner(owner).filter(|owner| !owner.is_empty()) {
        statements.push(format!("ALTER {target} OWNER TO {}", identifier(&owner)));
    }
    let kind = match row.acl_kind.as_deref() {
        Some("l") => Some((AclKind::Language, "LANGUAGE")),
        Some("F") => Some((AclKind::ForeignDataWrapper, "FOREIGN DATA WRAPPER")),
        Some("S") => Some((AclKind::Server, "FOREIGN SERVER")),
        _ => None,
    };
    if let Some((kind, word)) = kind {
        let grants = grants(row.acl.as_deref(), owner, kind, catalog.major);
        let on = format!("{word} {identity}");
        statements.extend(privileges::statements("", &on, &grants));
    }
    if let Some(comment) = catalog.comment(row.class, row.oid, 0) {
        let text = super::super::quote::literal(&comment);
        statements.push(format!("COMMENT ON {target} IS {text}"));
    }
    Some(statements)
}

/// Grants in one namespace add to the defaults; those of the whole database replace them.
fn default_privileges(
    catalog: &Catalog,
    row: &ObjectRow,
    missing: &mut Vec<Unmodelled>,
) -> Option<Vec<String>> {
    let prefix = row.definition.as_ref()?.first()?;
    let letter = row.acl_kind.as_deref()?;
    let adds = letter.starts_with('+');
    let letter = letter.trim_start_matches('+');
    let Some(kind) = AclKind::of_default_acl(letter) else {
        missing.push(unmodelled(
            &row.kind,
            &row.name,
            "database",
            "of large objects",
        ));
        return None;
    };
    let word = match kind {
        AclKind::Table => "TABLES",
        AclKind::Sequence => "SEQUENCES",
        AclKind::Routine => "FUNCTIONS",
        AclKind::Type => "TYPES",
        _ => "SCHEMAS",
    };
    let acl = row.acl.as_deref().unwrap_or_default();
    let grants = match adds {
        true => all_grants(acl),
        false => grants(Some(acl), row.owner.as_deref()?, kind, catalog.major),
    };
    Some(privileges::statements(&format!("{prefix} "), word, &grants))
}
