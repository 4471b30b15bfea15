//! Which type a column gets that a struct declares by its Rust type alone.

use schema_model::LogicalType;

use super::flavour::Flavour;
use super::types::quote_text;

/// The type that holds exactly what the logical type does, and what it is read as. A column of a key
/// needs a length, which no Rust type says.
pub(super) fn native_type(
    logical: &LogicalType,
    in_key: bool,
    flavour: &Flavour,
) -> Option<(String, LogicalType)> {
    use LogicalType as L;
    let native = match logical {
        L::Bool => "tinyint(1)",
        L::Int8 => "tinyint",
        L::Int16 => "smallint",
        L::Int32 => "int",
        L::Int64 => "bigint",
        L::Uint8 => "tinyint unsigned",
        L::Uint16 => "smallint unsigned",
        L::Uint32 => "int unsigned",
        L::Uint64 => "bigint unsigned",
        L::Float32 => "float",
        L::Float64 => "double",
        L::Text if !in_key => "longtext",
        L::Bytes if !in_key => "longblob",
        L::Date => "date",
        L::TimeSpan => "time(6)",
        L::Timestamp => "datetime(6)",
        L::TimestampWithTimeZone => "timestamp(6)",
        L::Json if !in_key => "json",
        L::Uuid if flavour.identifier_types => "uuid",
        L::Inet4 if flavour.identifier_types => "inet4",
        L::Inet6 if flavour.identifier_types => "inet6",
        L::Uuid => return Some(("binary(16)".into(), L::FixedBytes(16))),
        L::FixedBytes(bytes) if *bytes <= 255 => {
            return Some((format!("binary({bytes})"), logical.clone()));
        }
        L::InlineEnum(values) => {
            let values: Vec<String> = values.iter().map(|value| quote_text(value)).collect();
            return Some((format!("enum({})", values.join(",")), logical.clone()));
        }
        _ => return None,
    };
    Some((native.into(), logical.clone()))
}
