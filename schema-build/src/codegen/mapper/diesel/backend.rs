//! What differs between the databases that diesel works with, as data.

use schema_model::rust_types::Choice;

use super::super::Value;
use super::dialect::{mysql, postgres, sqlite};
use crate::naming::Case;

/// A database that diesel works with.
pub(super) struct Backend {
    /// The dialects that it is.
    pub(super) dialects: &'static [&'static str],
    /// The SQL type, without its module, that goes with a Rust type for a column.
    pub(super) sql: fn(&Value, &str) -> Option<&'static str>,
    /// A type of diesel's own for a column.
    pub(super) own_type: fn(&Value) -> Option<&'static str>,
    /// The name of a type that is held as bytes, where the database sends such.
    pub(super) raw_name: fn(&str) -> Option<String>,
}

const BACKENDS: &[Backend] = &[postgres::BACKEND, mysql::BACKEND, sqlite::BACKEND];

/// Crates whose values diesel moves, and its feature for each.
const FEATURES: &[(&str, &str)] = &[
    ("bigdecimal", "numeric"),
    ("chrono", "chrono"),
    ("ipnet", "ipnet-address"),
    ("ipnetwork", "network-address"),
    ("serde_json", "serde_json"),
    ("time", "time"),
    ("uuid", "uuid"),
];

/// The database of a dialect.
pub(super) fn backend(dialect: &str) -> Option<&'static Backend> {
    BACKENDS
        .iter()
        .find(|backend| backend.dialects.contains(&dialect))
}

impl Backend {
    /// The SQL type that goes with a Rust type for a column.
    pub(super) fn sql_type(&self, value: &Value, path: &str) -> Option<String> {
        (self.sql)(value, path).map(|name| match name.split_once('<') {
            Some((outer, inner)) => {
                format!("::diesel::sql_types::{outer}<::diesel::sql_types::{inner}")
            }
            None => format!("::diesel::sql_types::{name}"),
        })
    }

    /// The feature that a choice needs; one that no crate has for a crate that diesel does not know.
    pub(super) fn feature(&self, choice: &Choice) -> Option<&'static str> {
        let krate = choice.krate?;
        let found = FEATURES.iter().find(|(name, _)| *name == krate);
        Some(found.map_or("none", |(_, feature)| *feature))
    }
}

/// What a type that is held as bytes is called.
pub(super) fn raw_ident(name: &str) -> String {
    let mut candidates = Case::Camel.candidates(name);
    let ident = candidates.remove(0);
    match ident.starts_with(|c: char| c.is_ascii_digit()) || ident == "Self" {
        true => format!("Raw{ident}"),
        false => sql_ident(&ident),
    }
}

/// Types that `table!` knows by their name, wherever they come from, and lets people calculate with.
const CALCULATED: &[&str] = &[
    "SmallInt",
    "Int2",
    "Smallint",
    "SmallSerial",
    "Integer",
    "Int4",
    "Serial",
    "BigInt",
    "Int8",
    "Bigint",
    "BigSerial",
    "Decimal",
    "Float",
    "Float4",
    "Float8",
    "Double",
    "Numeric",
    "Time",
    "Date",
    "Timestamp",
    "Timestamptz",
    "Cidr",
    "Inet",
    "Nullable",
    "Unsigned",
];

/// What a SQL type of the models is called.
pub(super) fn sql_ident(ident: &str) -> String {
    match CALCULATED.contains(&ident) {
        true => format!("{ident}Type"),
        false => ident.into(),
    }
}
