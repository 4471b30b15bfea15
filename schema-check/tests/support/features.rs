//! Third-party crates whose types the facade knows.

/// Crates that the facade has a feature for.
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
    "time",
    "uuid",
];
