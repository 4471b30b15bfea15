//! What would fit a column, as people write it.

use schema_model::LogicalType;
use schema_model::rust_types::{self, Fit};

use super::field::base;
use super::relation::Source;
use super::{Context, wording};
use crate::parse::Spelled;
use crate::snapshot::{Column, OneOf};

/// The declaration of a field that would fit a column, for a message.
pub fn declaration(context: &Context<'_>, source: &Source, column: &Column) -> String {
    let logical = base(context, context.item.name.span(), &column.logical_type);
    let one_of = source.one_of(&column.name);
    let ty = suggestion(&logical, one_of).unwrap_or_else(|| "…".into());
    let mut ty = nested(ty, column);
    if column.nullable {
        ty = format!("Option<{ty}>");
    }
    let name = wording::field_name(&column.name);
    match name.strip_prefix("r#").unwrap_or(&name) == column.name {
        true => format!("{name}: {ty},"),
        false => format!("#[schema(column = {:?})] {name}: {ty},", column.name),
    }
}

/// A list for each dimension that the column is declared with beyond the first.
pub fn nested(list: String, column: &Column) -> String {
    (1..column.dimensions).fold(list, |inner, _| format!("Vec<{inner}>"))
}

/// The first type of the table, as people write it.
pub fn suggestion(logical: &LogicalType, one_of: Option<&OneOf>) -> Option<String> {
    use LogicalType as L;
    if one_of.is_some_and(|listed| !listed.integers) {
        return Some("String".into());
    }
    match logical {
        L::Array { element, .. } => Some(format!("Vec<{}>", suggestion(element, None)?)),
        L::Map { key, value } => Some(format!(
            "HashMap<{}, {}>",
            suggestion(key, None)?,
            suggestion(value, None)?
        )),
        _ => {
            let choice = rust_types::choices(logical).first()?;
            Some(short(choice.path))
        }
    }
}

/// Whether the driver that reads the struct refuses a type that would be suggested.
pub fn is_refused(ty: &str, logical: &LogicalType, context: &Context<'_>) -> bool {
    let tokens: proc_macro2::TokenStream = ty.parse().unwrap_or_default();
    let spelled = Spelled::parse(&tokens.into_iter().collect::<Vec<_>>());
    (context.driver(|driver| driver.refuses(&spelled, logical))).is_some()
}

/// The types that lose nothing, for a sentence.
pub fn usual_types(logical: &LogicalType) -> String {
    let exact = rust_types::choices(logical)
        .iter()
        .filter(|choice| choice.fit == Fit::Exact);
    let names: Vec<String> = exact.take(3).map(|choice| short(choice.path)).collect();
    match (names.as_slice(), suggestion(logical, None)) {
        ([], Some(ty)) => format!("`{ty}`"),
        ([], None) => "another type".into(),
        _ => format!("`{}`", names.join("`, `")),
    }
}

/// Paths of the standard library as they are written with its prelude.
fn short(path: &str) -> String {
    let mut text = path.to_owned();
    for module in [
        "string",
        "vec",
        "option",
        "boxed",
        "borrow",
        "sync",
        "rc",
        "collections",
        "net",
    ] {
        text = text.replace(&format!("std::{module}::"), "");
    }
    text
}
