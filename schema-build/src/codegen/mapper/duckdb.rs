//! `duckdb`: what it moves. It binds no list, record, map or union, so these are text on the way.

use schema_model::LogicalType as L;

use super::embedded::Embedded;

/// Types of other crates that it moves; the features are called like the crates.
const FOREIGN: &[&str] = &[
    "chrono::DateTime<chrono::Utc>",
    "chrono::NaiveDate",
    "chrono::NaiveDateTime",
    "chrono::NaiveTime",
    "rust_decimal::Decimal",
    "serde_json::Value",
    "uuid::Uuid",
];

pub(super) const DUCKDB: Embedded = Embedded {
    name: "duckdb",
    dialect: "duckdb",
    moves: |value, choice, crates| match choice.krate {
        Some(krate) => FOREIGN.contains(&choice.path) && crates.has_feature("duckdb", krate),
        None => is_bound(value.logical),
    },
    own_type: |_| None,
    casts: true,
    // Parameters have microseconds.
    prefers_text: |native| native.to_ascii_uppercase().ends_with("_NS"),
};

fn is_bound(logical: &L) -> bool {
    matches!(
        logical,
        L::Bool
            | L::Text
            | L::Bytes
            | L::Float32
            | L::Float64
            | L::Int8
            | L::Int16
            | L::Int32
            | L::Int64
            | L::Int128
            | L::Uint8
            | L::Uint16
            | L::Uint32
            | L::Uint64
            | L::Uint128
    )
}
