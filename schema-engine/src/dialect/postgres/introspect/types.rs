//! Named types: enums, domains, composites, ranges and types that are kept as text.

use schema_model::{
    Domain, ObjectName, Options, RangeType, Schema, TypeDefinition, TypeKind, Unmodelled, Variant,
};

use super::super::acl::{AclKind, grants};
use super::catalog::{Catalog, RELATION, TYPE};
use super::columns::columns;
use super::constraints::domain_constraints;
use super::rows::TypeRow;

/// Adds the types that people made. Row types of tables, arrays and multiranges come with others.
pub(super) fn add(catalog: &Catalog, schema: &mut Schema) {
    for row in catalog.types.values() {
        if row.is_foreign || row.namespace.starts_with("pg_") {
            continue;
        }
        let Some(kind) = kind(catalog, row, &mut schema.unmodelled) else {
            continue;
        };
        let (class, object) = match row.kind.as_str() {
            "c" => (RELATION, row.relation),
            _ => (TYPE, row.oid),
        };
        schema.types.push(TypeDefinition {
            name: ObjectName::qualified(&row.namespace, &row.name),
            comment: catalog
                .comment(TYPE, row.oid, 0)
                .or_else(|| catalog.comment(class, object, 0)),
            kind,
            depends_on: catalog.depends_on(class, object),
            owner: catalog.owner(&row.owner),
            grants: grants(row.acl.as_deref(), &row.owner, AclKind::Type, catalog.major),
        });
    }
}

fn kind(catalog: &Catalog, row: &TypeRow, missing: &mut Vec<Unmodelled>) -> Option<TypeKind> {
    match row.kind.as_str() {
        "e" => {
            let variants = row.variants.iter().flatten();
            let variants = variants.map(|name| Variant { name: name.clone() });
            Some(TypeKind::Enum(variants.collect()))
        }
        "d" => Some(TypeKind::Domain(domain(catalog, row))),
        "c" => {
            let relation = catalog.relation(row.relation)?;
            let is_composite = relation.kind == "c";
            let mut fields = is_composite.then(|| columns(catalog, relation, missing))?;
            for field in &mut fields {
                field.nullable = true;
            }
            Some(TypeKind::Composite(fields))
        }
        "r" => Some(TypeKind::Range(range(catalog, row))),
        "b" | "p" => row.definition.clone().map(TypeKind::Opaque),
        _ => None,
    }
}

fn domain(catalog: &Catalog, row: &TypeRow) -> Domain {
    let rows = catalog.domain_constraints.get(&row.oid);
    Domain {
        native_type: row.base.clone().unwrap_or_default(),
        logical_type: catalog.logical_type(row.base_oid, row.base_typmod),
        nullable: !row.not_null,
        default: row.default_text.clone(),
        collation: row.collation.clone(),
        constraints: domain_constraints(catalog, rows.map_or(&[], Vec::as_slice)),
    }
}

fn range(catalog: &Catalog, row: &TypeRow) -> RangeType {
    let multirange = row.range_multirange.and_then(|oid| catalog.types.get(&oid));
    let settings = [
        ("subtype_opclass", &row.range_opclass),
        ("collation", &row.range_collation),
        ("canonical", &row.range_canonical),
        ("subtype_diff", &row.range_subdiff),
    ];
    let settings = settings
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value.clone()?)));
    RangeType {
        subtype: row.range_subtype_text.clone().unwrap_or_default(),
        logical_type: row
            .range_subtype
            .map_or(schema_model::LogicalType::Other, |subtype| {
                catalog.logical_type(subtype, -1)
            }),
        multirange: multirange.map(|ty| ObjectName::qualified(&ty.namespace, &ty.name)),
        options: settings.collect::<Options>(),
    }
}
