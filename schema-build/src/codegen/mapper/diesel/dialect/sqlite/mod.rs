//! SQLite: the Rust type alone decides, since any column holds anything.

use crate::codegen::mapper::diesel::backend::Backend;

pub(in crate::codegen::mapper::diesel) const BACKEND: Backend = Backend {
    dialects: &["sqlite"],
    sql: |_, path| {
        Some(match path {
            "bool" => "Bool",
            "i16" => "SmallInt",
            "i32" => "Integer",
            "i64" => "BigInt",
            "f32" => "Float",
            "f64" => "Double",
            "std::string::String" => "Text",
            "std::vec::Vec<u8>" => "Binary",
            "chrono::NaiveDate" | "time::Date" => "Date",
            "chrono::NaiveTime" | "time::Time" => "Time",
            "chrono::NaiveDateTime" | "time::PrimitiveDateTime" => "Timestamp",
            "chrono::DateTime<chrono::Utc>" | "time::OffsetDateTime" => "TimestamptzSqlite",
            "serde_json::Value" => "Json",
            _ => return None,
        })
    },
    own_type: |_| None,
    raw_name: |_| None,
};
