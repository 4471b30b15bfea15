//! What a text that the server printed names.
//!
//! The server prints names qualified whenever they are not its own, so `public.f(` in a text is the
//! function `f`. Columns are printed bare or behind an alias; any word that is a column's name counts.

use std::collections::BTreeSet;

use schema_model::{Address, Column, LogicalType, ObjectKind, ObjectName, Schema, Table};

use super::super::ddl::lexer::{Token, tokens};
use super::address;

/// The words and names in a text, unquoted.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    tokens(text).iter().filter_map(Token::identifier).collect()
}

/// The columns of a table that a text names.
pub(super) fn columns(table: &Table, text: &str) -> Vec<Address> {
    let words = words(text);
    let named = table.columns.iter().filter(|it| words.contains(&it.name));
    named
        .map(|it| address::column(&table.name, &it.name))
        .collect()
}

/// The tables, views, sequences, types and routines of a schema that a text names.
pub(super) fn objects(schema: &Schema, text: &str) -> Vec<Address> {
    let names = qualified_names(text);
    if names.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut add = |kind, name: &ObjectName, key: &ObjectName| {
        if names.contains(name) {
            found.push(address::object(kind, key));
        }
    };
    for it in &schema.types {
        add(ObjectKind::Type, &it.name, &it.name);
    }
    for it in &schema.sequences {
        add(ObjectKind::Sequence, &it.name, &it.name);
    }
    for it in &schema.tables {
        add(ObjectKind::Table, &it.name, &it.name);
    }
    for it in &schema.views {
        add(ObjectKind::View, &it.name, &it.name);
    }
    for it in &schema.routines {
        add(ObjectKind::Routine, &it.name, &it.key_name());
    }
    found
}

/// The named types, and tables as row types, that a column's type is made of.
pub(super) fn types(logical: &LogicalType) -> Vec<Address> {
    let names = logical.references().into_iter();
    names
        .flat_map(|name| {
            [ObjectKind::Type, ObjectKind::Table].map(|kind| address::object(kind, name))
        })
        .collect()
}

/// What a column needs: its type, and what its default or expression names.
pub(super) fn of_column(schema: &Schema, column: &Column) -> Vec<Address> {
    let mut needed = types(&column.logical_type);
    for text in [&column.default, &column.collation].into_iter().flatten() {
        needed.extend(objects(schema, text));
    }
    if let Some(generated) = &column.generated {
        needed.extend(objects(schema, &generated.expression));
    }
    needed
}

/// Every `a.b` in a text, and in the strings that are cast to `regclass` and its like.
fn qualified_names(text: &str) -> BTreeSet<ObjectName> {
    let tokens = tokens(text);
    let mut names = BTreeSet::new();
    for three in tokens.windows(3) {
        if let (Some(namespace), true, Some(name)) = (
            three[0].identifier(),
            three[1].is_symbol("."),
            three[2].identifier(),
        ) {
            names.insert(ObjectName::qualified(namespace, name));
        }
        if let (Some(inner), true, Some(ty)) = (
            three[0].string(),
            three[1].is_symbol("::"),
            three[2].identifier(),
        ) && ty.starts_with("reg")
        {
            names.extend(qualified_names(&inner));
        }
    }
    names
}
