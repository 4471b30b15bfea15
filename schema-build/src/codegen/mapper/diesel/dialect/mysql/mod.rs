//! MySQL and MariaDB.

use schema_model::LogicalType as L;

use crate::codegen::mapper::diesel::backend::Backend;

pub(in crate::codegen::mapper::diesel) const BACKEND: Backend = Backend {
    dialects: &["mysql", "mariadb"],
    sql: |value, path| {
        Some(match (value.logical, path) {
            (_, "bool") => "Bool",
            (_, "i8") => "TinyInt",
            (_, "i16") => "SmallInt",
            (_, "i32") => "Integer",
            (_, "i64") => "BigInt",
            (_, "u8") => "Unsigned<TinyInt>",
            (L::Uint16, "u16") => "Unsigned<SmallInt>",
            (_, "u32") => "Unsigned<Integer>",
            (L::Uint64, "u64") => "Unsigned<BigInt>",
            (L::Float32, "f32") => "Float",
            (L::Float64, "f64") => "Double",
            (_, "std::string::String") => "Text",
            (_, "std::vec::Vec<u8>") => "Binary",
            (_, "bigdecimal::BigDecimal") => "Numeric",
            (_, "chrono::NaiveDate" | "time::Date") => "Date",
            (_, "chrono::NaiveTime" | "time::Time") => "Time",
            (L::TimeSpan, SPAN) => "Time",
            (L::Timestamp, "chrono::NaiveDateTime" | "time::PrimitiveDateTime") => "Datetime",
            (_, "chrono::NaiveDateTime" | "time::PrimitiveDateTime") => "Timestamp",
            (_, "serde_json::Value") => "Json",
            _ => return None,
        })
    },
    own_type: |_| None,
    raw_name: |_| None,
};

/// A time that may be negative and longer than a day; it cannot be compared, so nobody gets it unasked.
const SPAN: &str = "diesel::mysql::data_types::MysqlTime";
