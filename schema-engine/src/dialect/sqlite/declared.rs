//! Which type a column gets that a struct declares by its Rust type alone.

use schema_model::LogicalType;

/// The declared type, and what it is read as. No type keeps decimal numbers exactly, so they have
/// none here.
pub(super) fn native_type(logical: &LogicalType) -> Option<(String, LogicalType)> {
    use LogicalType as L;
    let native = match logical {
        L::Bool => "BOOLEAN",
        L::Int64 => "INTEGER",
        L::Float64 => "REAL",
        L::Text => "TEXT",
        L::Bytes => "BLOB",
        L::Date => "DATE",
        L::Time => "TIME",
        L::Timestamp => "TIMESTAMP",
        L::TimestampWithTimeZone => "TIMESTAMPTZ",
        L::Uuid => "UUID",
        L::Json => "JSON",
        _ => return None,
    };
    Some((native.into(), LogicalType::dynamic(logical.clone())))
}
