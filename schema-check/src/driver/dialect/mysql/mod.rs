//! MySQL and MariaDB, where numbers of any size are read as any other, but not across the sign.

use schema_model::LogicalType as L;

use crate::driver::Driver;

pub const DRIVERS: &[Driver] = &[Driver {
    name: "sqlx",
    dialects: &["mysql", "mariadb"],
    reads,
    only_json: false,
}];

fn reads(logical: &L, path: &str) -> Option<bool> {
    let is_bits = matches!(logical, L::Bits(_) | L::BitString);
    let is_signed = matches!(logical, L::Bool | L::Int8 | L::Int16 | L::Int32 | L::Int64);
    let is_unsigned = matches!(logical, L::Uint8 | L::Uint16 | L::Uint32 | L::Uint64);
    Some(match path {
        "bool" => is_signed || is_unsigned || is_bits,
        "i8" | "i16" | "i32" | "i64" => is_signed,
        "u8" | "u16" | "u32" | "u64" => is_unsigned || is_bits || *logical == L::Year,
        "f32" | "f64" => matches!(logical, L::Float32 | L::Float64),
        "std::string::String" => !is_bits,
        "std::vec::Vec<u8>" => !is_bits && *logical != L::Geometry,
        // The server sends the text of one.
        "uuid::Uuid" => *logical != L::Uuid,
        _ => return None,
    })
}
