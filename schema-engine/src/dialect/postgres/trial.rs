//! Values for the trial rows that a plan is tried with.

use schema_model::LogicalType as L;

use super::quote::literal;

/// A value of a type as SQL, different for each `row`; `None` to leave the column out.
pub(super) fn value(logical: &L, native: &str, row: usize) -> Option<String> {
    let text = |text: String| Some(literal(&text));
    match logical {
        L::Bool => Some(row.is_multiple_of(2).to_string()),
        L::Text | L::CaseInsensitiveText | L::SingleByteChar => text(row.to_string()),
        L::Bytes => text(format!("\\x0{row}")),
        L::Bits(length) => text("1".repeat(*length as usize)),
        L::BitString => text("1".repeat(row)),
        L::Date => text(format!("2020-01-0{row}")),
        L::Time | L::TimeWithOffset => text(format!("00:00:0{row}")),
        L::Timestamp | L::TimestampWithTimeZone => text(format!("2020-01-0{row} 00:00:00")),
        L::Interval => text(format!("{row} days")),
        L::Uuid => text(format!("00000000-0000-0000-0000-00000000000{row}")),
        L::Json => text(format!("{{\"a\": {row}}}")),
        L::Xml => text(format!("<a>{row}</a>")),
        L::Inet | L::Cidr => text(format!("10.0.0.{row}")),
        L::MacAddress => text(format!("08:00:2b:01:02:0{row}")),
        L::Decimal {
            precision: Some(precision),
            scale: Some(scale),
        } if i64::from(*precision) <= i64::from(*scale) => Some("0".into()),
        L::Enum(_) => Some(format!("(enum_range(NULL::{native}))[{row}]")),
        L::Array { .. } => text("{}".into()),
        L::Int16 | L::Int32 | L::Int64 | L::Float32 | L::Float64 | L::Decimal { .. } | L::Money => {
            Some(row.to_string())
        }
        _ => None,
    }
}
