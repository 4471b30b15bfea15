//! `rusqlite`: what it moves.

use schema_model::LogicalType;

use super::embedded::Embedded;

/// Crates whose values it moves; the features are called like them.
const CRATES: &[&str] = &["chrono", "jiff", "serde_json", "time", "uuid"];

pub(super) const RUSQLITE: Embedded = Embedded {
    name: "rusqlite",
    dialect: "sqlite",
    moves: |_, choice, crates| match choice.krate {
        None => !choice.path.contains("128") && choice.path != "u64",
        Some(krate) => CRATES.contains(&krate) && crates.has_feature("rusqlite", krate),
    },
    own_type: |value| {
        matches!(value.logical, LogicalType::Any).then_some("::rusqlite::types::Value")
    },
    casts: false,
    prefers_text: |_| false,
};
