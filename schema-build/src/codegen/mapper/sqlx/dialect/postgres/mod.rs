//! PostgreSQL, where values travel in the form of their type, and sqlx compares that with the Rust
//! type. What it has no type for is held as those bytes: a parameter of no declared type is taken
//! for one of the column's.

use schema_model::LogicalType as L;

use crate::codegen::mapper::sqlx::backend::Backend;

pub(in crate::codegen::mapper::sqlx) const BACKEND: Backend = Backend {
    dialects: &["postgres"],
    moves: |value, path| {
        // An array of `citext` is not an array of text.
        let is_array = value.native.ends_with("[]");
        match (value.logical, path) {
            (L::Bool, "bool") | (L::SingleByteChar, "i8") => true,
            (L::Int16, "i16") | (L::Int32, "i32") | (L::Int64, "i64") => true,
            (L::Float32, "f32") | (L::Float64, "f64") => true,
            (L::Text, "std::string::String") | (L::Bytes, "std::vec::Vec<u8>") => true,
            (L::CaseInsensitiveText, "std::string::String") => !is_array,
            _ => false,
        }
    },
    crates: &[
        ("bigdecimal", "bigdecimal"),
        ("bit-vec", "bit-vec"),
        ("chrono", "chrono"),
        ("ipnet", "ipnet"),
        ("ipnetwork", "ipnetwork"),
        ("mac_address", "mac_address"),
        // It brings the implementations itself.
        ("pgvector", "postgres"),
        ("rust_decimal", "rust_decimal"),
        ("serde_json", "json"),
        ("sqlx", "postgres"),
        ("time", "time"),
        ("uuid", "uuid"),
    ],
    except: &[
        "chrono::Duration",
        "chrono::TimeDelta",
        "time::Duration",
        "uuid::fmt::Hyphenated",
    ],
    raw: Some(include_str!("raw.rs.txt")),
};
