//! The values of enums: named types, and columns that list them.

use schema_engine::Dialect;
use schema_model::{
    Check, Column, Constraint, ConstraintKind, LogicalType, ObjectName, OneOf, Schema, Table,
    TypeDefinition, TypeKind, Variant,
};

use super::types::is_place;
use super::{Enums, Values, WantedColumn};
use crate::code::uses::means;

/// The enum that is meant at a column, among those of one name: the one that says so, else the only
/// one.
pub fn meant<'a>(named: &'a [Values], place: &str) -> Result<Option<&'a Values>, String> {
    let says_so = |values: &&Values| values.columns.iter().any(|it| is_place(it, place));
    match (named.iter().find(says_so), named) {
        (Some(values), _) | (None, [values]) => Ok(Some(values)),
        (None, []) => Ok(None),
        (None, [one, other, ..]) => Err(format!(
            "enums of that name are at `{}` and `{}`; write `#[schema(column = \"{place}\")]` on the \
             one that is meant, or `#[schema(sql_type = \"…\")]` on the field",
            one.place, other.place
        )),
    }
}

/// The named type of that name.
pub fn type_of<'a>(schema: &'a Schema, name: &ObjectName) -> Option<&'a TypeDefinition> {
    let mut types = schema.types.iter();
    types.find(|ty| ty.name.name == name.name && means(name, &ty.name))
}

/// Adds the types that columns use, and values to those that are there.
pub fn add_types(schema: &mut Schema, enums: &Enums) {
    let mut enums: Vec<&Values> = enums.values().flatten().collect();
    enums.sort_by_key(|values| values.place.to_string());
    for values in enums {
        let Some(name) = &values.ty else { continue };
        let is_used = is_used(schema, name);
        match schema.types.iter_mut().find(|ty| ty.name == *name) {
            Some(TypeDefinition {
                kind: TypeKind::Enum(variants),
                ..
            }) => {
                for text in values.texts() {
                    if !variants.iter().any(|variant| variant.name == text) {
                        variants.push(variant(text));
                    }
                }
            }
            Some(_) => {}
            None if is_used => {
                let variants = values.texts().map(variant).collect();
                schema.types.push(TypeDefinition {
                    name: name.clone(),
                    comment: None,
                    kind: TypeKind::Enum(variants),
                    depends_on: Vec::new(),
                    owner: None,
                    grants: Vec::new(),
                });
            }
            None => {}
        }
    }
}

fn variant(text: &str) -> Variant {
    Variant { name: text.into() }
}

fn is_used(schema: &Schema, name: &ObjectName) -> bool {
    let mut columns = schema.tables.iter().flat_map(|table| &table.columns);
    columns.any(|column| column.logical_type.references().contains(&name))
}

/// Lets a column list the values of the enum that says so.
pub fn list_values(
    table: &mut Table,
    wanted: &WantedColumn,
    enums: &Enums,
    dialect: &dyn Dialect,
    notes: &mut Vec<String>,
) {
    let place = format!("{}.{}", table.name, wanted.name);
    let names = wanted.types.iter().filter_map(|ty| ty.what.name());
    let mut listed = names.filter_map(|name| enums.get(name)).flatten();
    let is_here = |values: &&Values| values.columns.iter().any(|it| is_place(it, &place));
    let Some(values) = listed.find(is_here) else {
        return;
    };
    let Some(column) = table.columns.iter_mut().find(|it| it.name == wanted.name) else {
        return;
    };
    if let LogicalType::InlineEnum(known) = &mut column.logical_type {
        let before = known.len();
        for text in values.texts() {
            if !known.iter().any(|known| known == text) {
                known.push(text.to_owned());
            }
        }
        if known.len() > before {
            respell(column, dialect);
        }
        return;
    }
    match one_of(table, &wanted.name) {
        Some(known) => {
            let missing: Vec<&str> = values
                .texts()
                .filter(|text| !known.values.iter().any(|known| known == text))
                .collect();
            if !missing.is_empty() {
                notes.push(format!(
                    "left alone: the check of `{place}` does not list `{}`, which the enum at `{}` has",
                    missing.join("`, `"),
                    values.place
                ));
            }
        }
        None if values.is_closed && is_text(table, &wanted.name) => {
            table.constraints.push(check(&wanted.name, values));
        }
        None => {}
    }
}

fn respell(column: &mut Column, dialect: &dyn Dialect) {
    if let Some((native, _)) = dialect.native_type(&column.logical_type, false) {
        column.native_type = native;
    }
}

fn one_of<'a>(table: &'a Table, column: &str) -> Option<&'a OneOf> {
    let checks = table.constraints.iter().filter_map(|it| match &it.kind {
        ConstraintKind::Check(check) => check.one_of.as_ref(),
        _ => None,
    });
    let mut checks = checks;
    checks.find(|it| it.column == column)
}

/// Numbers and named types are checked in other ways.
fn is_text(table: &Table, column: &str) -> bool {
    let logical = table.column(column).map(|column| &column.logical_type);
    match logical {
        Some(LogicalType::Dynamic(inner)) => **inner == LogicalType::Text,
        Some(logical) => matches!(logical, LogicalType::Text | LogicalType::Other),
        None => false,
    }
}

fn check(column: &str, values: &Values) -> Constraint {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let listed: Vec<String> = values.texts().map(quoted).collect();
    let name = column.replace('"', "\"\"");
    let expression = format!("\"{name}\" IN ({})", listed.join(", "));
    let one_of = OneOf {
        column: column.to_owned(),
        values: values.texts().map(str::to_owned).collect(),
        integers: false,
    };
    Constraint::new(
        None,
        ConstraintKind::Check(Check {
            expression,
            column: None,
            one_of: Some(one_of),
        }),
    )
}
