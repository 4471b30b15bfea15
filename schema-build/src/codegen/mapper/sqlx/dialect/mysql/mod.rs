//! MySQL and MariaDB. What sqlx has no type for, geometry above all, is held as bytes.

use schema_model::LogicalType as L;

use crate::codegen::mapper::sqlx::backend::Backend;

pub(in crate::codegen::mapper::sqlx) const BACKEND: Backend = Backend {
    dialects: &["mysql", "mariadb"],
    moves: |value, path| match path {
        "bool" => matches!(value.logical, L::Bool | L::Bits(1)),
        "i8" | "i16" | "i32" | "i64" => {
            matches!(value.logical, L::Int8 | L::Int16 | L::Int32 | L::Int64)
        }
        "u8" | "u16" | "u32" | "u64" => matches!(
            value.logical,
            L::Uint8 | L::Uint16 | L::Uint32 | L::Uint64 | L::Year | L::Bits(_)
        ),
        "f32" | "f64" => matches!(value.logical, L::Float32 | L::Float64),
        "std::string::String" => matches!(
            value.logical,
            L::Text | L::Enum(_) | L::InlineEnum(_) | L::InlineSet(_)
        ),
        "std::vec::Vec<u8>" => matches!(value.logical, L::Bytes | L::FixedBytes(_)),
        "std::net::Ipv4Addr" | "std::net::Ipv6Addr" => true,
        _ => false,
    },
    crates: &[
        ("bigdecimal", "bigdecimal"),
        ("chrono", "chrono"),
        ("rust_decimal", "rust_decimal"),
        ("serde_json", "json"),
        ("sqlx", "mysql"),
        ("time", "time"),
        ("uuid", "uuid"),
    ],
    // A `uuid` of the server is text on the way; spans can be read, but not written.
    except: &[
        "chrono::Duration",
        "chrono::TimeDelta",
        "time::Duration",
        "uuid::Uuid",
    ],
    raw: Some(include_str!("raw.rs.txt")),
};
