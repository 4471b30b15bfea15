//! Third-party crates whose types the facade knows.

use schema_model::rust_types::Choice;

/// The feature of the facade that lets the compiler judge a type; `None` for types of the standard
/// library, and for those that are known by their path alone.
pub fn feature(choice: &Choice) -> Option<&'static str> {
    match choice.path {
        // It exists only where sqlx has `chrono` or `time` on, and which one is the user's choice.
        "sqlx::postgres::types::PgTimeTz" => None,
        path if path.starts_with("sqlx::postgres::") => Some("sqlx-postgres"),
        path if path.starts_with("sqlx::mysql::") => Some("sqlx-mysql"),
        _ => choice.krate,
    }
}

/// Features of the facade whose types stand in the table.
pub const FEATURES: &[&str] = &[
    "bigdecimal",
    "bit-vec",
    "bytes",
    "chrono",
    "geo-types",
    "ipnet",
    "ipnetwork",
    "jiff",
    "mac_address",
    "num-bigint",
    "ordered-float",
    "pgvector",
    "rust_decimal",
    "serde_json",
    "sqlx-mysql",
    "sqlx-postgres",
    "time",
    "uuid",
];
