//! CREATE TYPE and CREATE DOMAIN.

use schema_model::{Column, Domain, RangeType, Schema, TypeDefinition, TypeKind};

use super::super::quote::{identifier, literal, qualified};
use super::names::{render_comment, render_owner};
use super::tables::constraint_item;
use super::{Script, privileges};

/// Announces the types that functions take part in making.
pub(super) fn render_shells(schema: &Schema, statements: &mut Vec<String>) {
    for ty in schema.types.iter().filter(|ty| needs_shell(ty)) {
        statements.push(format!("CREATE TYPE {}", qualified(&ty.name)));
    }
}

/// Whether functions that make the type have it as an argument.
pub(crate) fn needs_shell(ty: &TypeDefinition) -> bool {
    match &ty.kind {
        TypeKind::Opaque(definition) => definition.contains('('),
        TypeKind::Range(range) => range.options.contains_key("canonical"),
        _ => false,
    }
}

/// Makes a type. With `bare`, the checks of a domain are made later, so that they can need it.
pub(crate) fn render_type(ty: &TypeDefinition, bare: bool, script: &mut Script) {
    let name = qualified(&ty.name);
    let statement = match &ty.kind {
        TypeKind::Enum(variants) | TypeKind::Set(variants) => {
            let variants: Vec<_> = variants.iter().map(|v| literal(&v.name)).collect();
            format!("CREATE TYPE {name} AS ENUM ({})", variants.join(", "))
        }
        TypeKind::Domain(domain) => return render_domain(&name, domain, bare, script),
        TypeKind::Composite(fields) => {
            let fields: Vec<_> = fields.iter().map(field_item).collect();
            format!("CREATE TYPE {name} AS ({})", fields.join(", "))
        }
        TypeKind::Range(range) => range_statement(&name, range),
        TypeKind::Alias { native_type, .. } => format!("CREATE DOMAIN {name} AS {native_type}"),
        TypeKind::Opaque(definition) => definition.clone(),
        _ => return,
    };
    script.now.push(statement);
}

pub(crate) fn field_item(field: &Column) -> String {
    let collation = field.collation.as_ref();
    let collation = collation.map_or(String::new(), |name| format!(" COLLATE {name}"));
    format!(
        "{} {}{collation}",
        identifier(&field.name),
        field.native_type
    )
}

fn render_domain(name: &str, domain: &Domain, bare: bool, script: &mut Script) {
    let mut statement = format!("CREATE DOMAIN {name} AS {}", domain.native_type);
    if let Some(collation) = &domain.collation {
        statement += &format!(" COLLATE {collation}");
    }
    if let Some(default) = &domain.default {
        statement += &format!(" DEFAULT {default}");
    }
    if !domain.nullable {
        statement += " NOT NULL";
    }
    for constraint in &domain.constraints {
        let item = constraint_item(constraint);
        match bare || !constraint.validated {
            true => script.later.push(format!("ALTER DOMAIN {name} ADD {item}")),
            false => statement += &format!(" {item}"),
        }
    }
    script.now.push(statement);
}

fn range_statement(name: &str, range: &RangeType) -> String {
    let mut parts = vec![format!("SUBTYPE = {}", range.subtype)];
    for key in ["subtype_opclass", "collation", "canonical", "subtype_diff"] {
        if let Some(value) = range.options.get(key) {
            parts.push(format!("{} = {value}", key.to_uppercase()));
        }
    }
    if let Some(multirange) = &range.multirange {
        parts.push(format!("MULTIRANGE_TYPE_NAME = {}", qualified(multirange)));
    }
    format!("CREATE TYPE {name} AS RANGE ({})", parts.join(", "))
}

/// Owners, privileges and comments.
pub(super) fn render_annotations(schema: &Schema, statements: &mut Vec<String>) {
    for ty in &schema.types {
        let name = qualified(&ty.name);
        let word = match &ty.kind {
            TypeKind::Domain(_) | TypeKind::Alias { .. } => "DOMAIN",
            _ => "TYPE",
        };
        let target = format!("{word} {name}");
        render_owner(&target, ty.owner.as_deref(), statements);
        statements.extend(privileges::statements(
            "",
            &format!("TYPE {name}"),
            &ty.grants,
        ));
        render_comment(&target, ty.comment.as_deref(), statements);
        match &ty.kind {
            TypeKind::Domain(domain) => {
                for constraint in &domain.constraints {
                    let constraint_name = identifier(constraint.name.as_deref().unwrap_or(""));
                    let target = format!("CONSTRAINT {constraint_name} ON DOMAIN {name}");
                    render_comment(&target, constraint.comment.as_deref(), statements);
                }
            }
            TypeKind::Composite(fields) => {
                for field in fields {
                    let target = format!("COLUMN {name}.{}", identifier(&field.name));
                    render_comment(&target, field.comment.as_deref(), statements);
                }
            }
            _ => {}
        }
    }
}
