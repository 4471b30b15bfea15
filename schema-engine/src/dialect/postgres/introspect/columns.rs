//! Columns of tables and views, and attributes of composite types.

use std::borrow::Cow;

use schema_model::{
    Column, Generated, Identity, LogicalType, Nullability, ObjectName, Options, Unmodelled,
};

use super::super::acl::{AclKind, grants};
use super::super::ddl::settle::settled;
use super::super::render::INHERITED;
use super::attribute::{Attribute, Rare};
use super::catalog::{Catalog, RELATION, options, unmodelled};
use super::rows::RelationRow;

/// The columns of a relation in order.
pub(super) fn columns(
    catalog: &Catalog,
    relation: &RelationRow,
    missing: &mut Vec<Unmodelled>,
) -> Vec<Column> {
    let rows = catalog.attributes.get(&relation.oid);
    let rows = rows.into_iter().flatten();
    rows.map(|row| column(catalog, relation, row, missing))
        .collect()
}

fn column(
    catalog: &Catalog,
    relation: &RelationRow,
    row: &Attribute,
    missing: &mut Vec<Unmodelled>,
) -> Column {
    let logical_type = catalog.logical_type(row.type_oid, row.typmod);
    if holds_other(&logical_type) {
        let place = format!("{}.{}.{}", relation.namespace, relation.name, row.name);
        missing.push(unmodelled(
            "column type",
            &*row.native_type,
            &place,
            "no logical type fits it",
        ));
    }
    let rare = row.rare();
    let mut column = Column::new(&*row.name, &*row.native_type, logical_type);
    column.nullable = !row.not_null;
    if matches!(relation.kind.as_str(), "v" | "m") {
        column.nullable = true;
        column.nullability = Nullability::Assumed;
    }
    let default = row.default_text.as_deref().map(settled);
    let default = default.map(Cow::into_owned);
    match rare.generated.as_str() {
        "" => column.default = default,
        kind => {
            column.generated = Some(Box::new(Generated {
                expression: default.unwrap_or_default(),
                stored: kind == "s",
            }));
        }
    }
    column.identity = identity(catalog, relation, row, missing).map(Box::new);
    column.collation = rare.collation.clone();
    // Views and fields of composite types count the dimensions of what they are made from.
    column.dimensions = u32::try_from(rare.dimensions).unwrap_or(0);
    if relation.kind == "v" || relation.kind == "m" {
        column.dimensions = 0;
    }
    column.inherited = row.inherited && !row.is_local && !relation.is_partition;
    column.options = column_options(rare);
    column.grants = grants(
        rare.acl.as_deref(),
        &relation.owner,
        AclKind::Column,
        catalog.major,
    );
    column.comment = catalog.comment(RELATION, relation.oid, row.number.into());
    column
}

fn holds_other(logical: &LogicalType) -> bool {
    *logical == LogicalType::Other || logical.parts().into_iter().any(holds_other)
}

fn column_options(rare: &Rare) -> Options {
    let mut found = options("", rare.options.as_deref());
    found.extend(options("foreign.", rare.foreign_options.as_deref()));
    if let Some(storage) = rare.storage.as_deref().and_then(storage_word) {
        found.insert("storage".into(), storage.into());
    }
    let compression = match rare.compression.as_str() {
        "p" => Some("pglz"),
        "l" => Some("lz4"),
        _ => None,
    };
    if let Some(compression) = compression {
        found.insert("compression".into(), compression.into());
    }
    if let Some(statistics) = rare.statistics {
        found.insert("statistics".into(), statistics.to_string());
    }
    found
}

fn storage_word(letter: &str) -> Option<&'static str> {
    match letter {
        "p" => Some("plain"),
        "e" => Some("external"),
        "x" => Some("extended"),
        "m" => Some("main"),
        _ => None,
    }
}

fn identity(
    catalog: &Catalog,
    relation: &RelationRow,
    row: &Attribute,
    missing: &mut Vec<Unmodelled>,
) -> Option<Identity> {
    if row.rare().identity.is_empty() {
        return None;
    }
    let oid = catalog
        .identity_sequences
        .get(&(relation.oid, row.number.into()));
    let sequence = oid.and_then(|oid| catalog.relation(*oid));
    let mut identity = Identity {
        always: row.rare().identity == "a",
        sequence: None,
        options: Options::new(),
    };
    if sequence.is_none() && relation.is_partition {
        // From version 17 on a partition counts with its parent.
        identity.options.insert(INHERITED.into(), "true".into());
    }
    if let Some(sequence) = sequence {
        let usual = super::super::ddl::constraint::make_name(&relation.name, &row.name, "seq");
        let name = ObjectName::qualified(&sequence.namespace, &sequence.name);
        let is_usual = sequence.namespace == relation.namespace && sequence.name == usual;
        identity.sequence = (!is_usual).then_some(name);
        identity.options = sequence_options(sequence, Some(&row.native_type));
        if catalog.comment(RELATION, sequence.oid, 0).is_some() || sequence.acl.is_some() {
            missing.push(unmodelled(
                "identity sequence",
                format!("{}.{}", sequence.namespace, sequence.name),
                &format!("{}.{}.{}", relation.namespace, relation.name, row.name),
                "comment and privileges of a sequence behind an identity column are not kept",
            ));
        }
    }
    Some(identity)
}

/// The options of a sequence that differ from what the server assumes. The type of an identity
/// column is the type of its sequence.
pub(super) fn sequence_options(row: &RelationRow, column_type: Option<&str>) -> Options {
    let mut found = Options::new();
    let data_type = row.sequence_type.as_deref().unwrap_or("bigint");
    let largest = match data_type {
        "smallint" => i64::from(i16::MAX),
        "integer" => i64::from(i32::MAX),
        _ => i64::MAX,
    };
    let increment = row.sequence_increment.unwrap_or(1);
    let (least, most) = match increment > 0 {
        true => (1, largest),
        false => (-largest - 1, -1),
    };
    let min = row.sequence_min.unwrap_or(least);
    let max = row.sequence_max.unwrap_or(most);
    let start = if increment > 0 { min } else { max };
    if data_type != column_type.unwrap_or("bigint") {
        found.insert("type".into(), data_type.into());
    }
    let numbers = [
        ("increment", Some(increment), 1),
        ("min", Some(min), least),
        ("max", Some(max), most),
        ("start", row.sequence_start, start),
        ("cache", row.sequence_cache, 1),
    ];
    for (key, value, usual) in numbers {
        if let Some(value) = value.filter(|value| *value != usual) {
            found.insert(key.into(), value.to_string());
        }
    }
    if row.sequence_cycle == Some(true) {
        found.insert("cycle".into(), "true".into());
    }
    found
}
