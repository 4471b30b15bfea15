//! Which type a column gets that a struct declares by its Rust type alone.

use schema_model::LogicalType;

use super::quote;

/// The engine's spelling of the type that holds exactly what the logical type does, and what it is
/// read as.
pub(super) fn native_type(logical: &LogicalType) -> Option<(String, LogicalType)> {
    use LogicalType as L;
    let native = match logical {
        L::Bool => "BOOLEAN",
        L::Int8 => "TINYINT",
        L::Int16 => "SMALLINT",
        L::Int32 => "INTEGER",
        L::Int64 => "BIGINT",
        L::Int128 => "HUGEINT",
        L::Uint8 => "UTINYINT",
        L::Uint16 => "USMALLINT",
        L::Uint32 => "UINTEGER",
        L::Uint64 => "UBIGINT",
        L::Uint128 => "UHUGEINT",
        L::Float32 => "FLOAT",
        L::Float64 => "DOUBLE",
        L::Text => "VARCHAR",
        L::Bytes => "BLOB",
        L::Date => "DATE",
        L::Time => "TIME",
        L::Timestamp => "TIMESTAMP",
        L::TimestampWithTimeZone => "TIMESTAMP WITH TIME ZONE",
        L::Uuid => "UUID",
        L::Json => "JSON",
        L::Enum(name) => return Some((quote::object(name), logical.clone())),
        L::Array { element, length } => {
            let (native, element) = native_type(element)?;
            let length = *length;
            let number = length.map_or_else(String::new, |length| length.to_string());
            let element = Box::new(element);
            return Some((format!("{native}[{number}]"), L::Array { element, length }));
        }
        _ => return None,
    };
    Some((native.into(), logical.clone()))
}
