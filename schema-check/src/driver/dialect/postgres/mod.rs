//! PostgreSQL, where values travel in the form of their type: drivers read one as the Rust type of
//! the same size and meaning, and as no other.

use schema_model::LogicalType as L;

use crate::driver::Driver;

pub const DRIVERS: &[Driver] = &[
    Driver {
        name: "sqlx",
        dialects: &["postgres"],
        reads: |logical, path| {
            let is_text = matches!(logical, L::Text | L::CaseInsensitiveText);
            reads(logical, path, is_text)
        },
        only_json: true,
    },
    Driver {
        name: "tokio-postgres",
        dialects: &["postgres"],
        reads: |logical, path| {
            let is_text = matches!(
                logical,
                L::Text | L::CaseInsensitiveText | L::LabelPath | L::LabelPathQuery
            );
            reads(logical, path, is_text)
        },
        only_json: true,
    },
];

fn reads(logical: &L, path: &str, is_text: bool) -> Option<bool> {
    Some(match path {
        "bool" => *logical == L::Bool,
        "i8" => *logical == L::SingleByteChar,
        "i16" => *logical == L::Int16,
        "i32" => *logical == L::Int32,
        "i64" => *logical == L::Int64,
        "f32" => *logical == L::Float32,
        "f64" => *logical == L::Float64,
        "rust_decimal::Decimal" => matches!(logical, L::Decimal { .. }),
        "std::string::String"
        | "std::boxed::Box<str>"
        | "std::borrow::Cow<str>"
        | "std::sync::Arc<str>"
        | "std::rc::Rc<str>"
        | "&str" => is_text,
        "std::vec::Vec<u8>" | "std::boxed::Box<[u8]>" | "std::borrow::Cow<[u8]>" | "&[u8]" => {
            matches!(logical, L::Bytes)
        }
        // An array of numbers, to the database.
        "std::vec::Vec<f32>" => false,
        "chrono::NaiveDateTime" | "time::PrimitiveDateTime" | "jiff::civil::DateTime" => {
            *logical == L::Timestamp
        }
        "chrono::NaiveTime" | "time::Time" | "jiff::civil::Time" => *logical == L::Time,
        "time::OffsetDateTime" | "jiff::Timestamp" => *logical == L::TimestampWithTimeZone,
        _ if path.starts_with("chrono::DateTime<") => *logical == L::TimestampWithTimeZone,
        _ if path.starts_with("[u8; ") => *logical == L::Bytes,
        _ => return None,
    })
}
