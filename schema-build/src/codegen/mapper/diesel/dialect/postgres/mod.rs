//! PostgreSQL, where values travel in the form of their type, so the type has to be the right one.

use schema_model::LogicalType as L;

use crate::codegen::mapper::diesel::backend::Backend;

pub(in crate::codegen::mapper::diesel) const BACKEND: Backend = Backend {
    dialects: &["postgres"],
    sql: |value, path| {
        Some(match (value.logical, path) {
            (L::Bool, "bool") => "Bool",
            (L::SingleByteChar, "u8") => "CChar",
            (L::Int16, "i16") => "SmallInt",
            (L::Int32, "i32") => "Integer",
            (L::Int64, "i64") => "BigInt",
            (L::ObjectId, "u32") => "Oid",
            (L::Float32, "f32") => "Float",
            (L::Float64, "f64") => "Double",
            (L::Text, "std::string::String") => "Text",
            (L::CaseInsensitiveText, "std::string::String") => "Citext",
            (L::Bytes, "std::vec::Vec<u8>") => "Binary",
            (L::Decimal { .. }, "bigdecimal::BigDecimal" | NUMERIC) => "Numeric",
            (L::Money, MONEY) => "Money",
            (L::Date, "chrono::NaiveDate" | "time::Date") => "Date",
            (L::Time, "chrono::NaiveTime" | "time::Time") => "Time",
            (L::Timestamp, "chrono::NaiveDateTime" | "time::PrimitiveDateTime") => "Timestamp",
            (L::TimestampWithTimeZone, "chrono::DateTime<chrono::Utc>") => "Timestamptz",
            (L::TimestampWithTimeZone, "time::OffsetDateTime") => "Timestamptz",
            (L::Interval, INTERVAL) => "Interval",
            (L::Uuid, "uuid::Uuid") => "Uuid",
            (L::Json, "serde_json::Value") if value.native.starts_with("jsonb") => "Jsonb",
            (L::Json, "serde_json::Value") => "Json",
            (L::Inet, "ipnetwork::IpNetwork" | "ipnet::IpNet") => "Inet",
            (L::Cidr, "ipnetwork::IpNetwork" | "ipnet::IpNet") => "Cidr",
            (L::MacAddress, "[u8; 6]") => "MacAddr",
            (L::MacAddress8, "[u8; 8]") => "MacAddr8",
            (L::LogPosition, LSN) => "PgLsn",
            _ => return None,
        })
    },
    own_type: |value| {
        Some(match value.logical {
            L::Decimal { .. } => NUMERIC,
            L::Money => MONEY,
            L::Interval => INTERVAL,
            L::LogPosition => LSN,
            _ => return None,
        })
    },
    raw_name: |native| {
        let bare = native.trim_end_matches("[]").trim();
        // Modifiers stand at the end or before ` with time zone`.
        let mut name = String::new();
        let mut depth = 0;
        for c in bare.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                c if depth == 0 => name.push(c),
                _ => {}
            }
        }
        let words: Vec<&str> = name.split(' ').collect();
        Some(match &words[..] {
            ["time", "with", "time", "zone"] => "timetz".into(),
            ["bit", "varying"] => "varbit".into(),
            ["character", ..] => "text".into(),
            ["timestamp", "with", ..] => "timestamptz".into(),
            ["timestamp", ..] => "timestamp".into(),
            ["time", ..] => "time".into(),
            ["double", ..] => "float8".into(),
            ["interval", ..] => "interval".into(),
            ["integer"] => "int4".into(),
            ["bigint"] => "int8".into(),
            ["smallint"] => "int2".into(),
            ["real"] => "float4".into(),
            ["boolean"] => "bool".into(),
            _ => name,
        })
    },
};

const NUMERIC: &str = "diesel::pg::data_types::PgNumeric";
const MONEY: &str = "diesel::pg::data_types::PgMoney";
const INTERVAL: &str = "diesel::pg::data_types::PgInterval";
const LSN: &str = "diesel::pg::data_types::PgLsn";
