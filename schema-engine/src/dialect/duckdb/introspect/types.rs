//! Named types, and where columns use them.

use std::collections::HashMap;

use duckdb::Connection;
use schema_model::{Field, LogicalType, ObjectName, TypeDefinition, TypeKind, Variant};

use super::super::{quote, types::logical_type};
use super::row::{Row, rows};

/// Reads all named types.
pub(super) fn types(connection: &Connection) -> duckdb::Result<Vec<TypeDefinition>> {
    let rows = rows(connection, include_str!("types.sql"))?;
    rows.iter().map(|row| definition(connection, row)).collect()
}

fn definition(connection: &Connection, row: &Row) -> duckdb::Result<TypeDefinition> {
    let name = ObjectName::qualified(row.text(0), row.text(1));
    let kind = match row.names(3) {
        variants if !variants.is_empty() => {
            TypeKind::Enum(variants.into_iter().map(|name| Variant { name }).collect())
        }
        _ => alias(connection, &name)?,
    };
    Ok(TypeDefinition {
        name,
        comment: row.optional(2),
        kind,
        depends_on: Vec::new(),
        owner: None,
        grants: Vec::new(),
    })
}

/// Only a value of the type says what the type stands for.
fn alias(connection: &Connection, name: &ObjectName) -> duckdb::Result<TypeKind> {
    let sql = format!("SELECT typeof(CAST(NULL AS {}))", quote::object(name));
    let rows = rows(connection, &sql)?;
    let native_type = rows.first().map(|row| row.text(0)).unwrap_or_default();
    Ok(TypeKind::Alias {
        logical_type: logical_type(&native_type),
        native_type,
    })
}

/// Named enums by their variants. The engine keeps of a column only the variants; a name that is
/// the only one with these variants is what was meant.
pub(super) struct Enums {
    names: HashMap<Vec<String>, Option<ObjectName>>,
}

impl Enums {
    /// The enums among some types.
    pub fn of(types: &[TypeDefinition]) -> Self {
        let mut names = HashMap::new();
        for definition in types {
            if let TypeKind::Enum(variants) = &definition.kind {
                let variants = variants.iter().map(|variant| variant.name.clone());
                names
                    .entry(variants.collect())
                    .and_modify(|name| *name = None)
                    .or_insert_with(|| Some(definition.name.clone()));
            }
        }
        Self { names }
    }

    /// The type with names in the places of enums that have one.
    pub fn name_in(&self, logical: LogicalType) -> LogicalType {
        use LogicalType as L;
        let inside = |part: Box<L>| Box::new(self.name_in(*part));
        let fields = |fields: Vec<Field>| {
            let field = |field: Field| Field {
                logical_type: self.name_in(field.logical_type),
                ..field
            };
            fields.into_iter().map(field).collect()
        };
        match logical {
            L::InlineEnum(variants) => match self.names.get(&variants) {
                Some(Some(name)) => L::Enum(name.clone()),
                _ => L::InlineEnum(variants),
            },
            L::Array { element, length } => L::Array {
                element: inside(element),
                length,
            },
            L::Map { key, value } => L::Map {
                key: inside(key),
                value: inside(value),
            },
            L::Struct(parts) => L::Struct(fields(parts)),
            L::Union(parts) => L::Union(fields(parts)),
            other => other,
        }
    }
}
