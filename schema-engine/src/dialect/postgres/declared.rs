//! Which type a column gets that a struct declares by its Rust type alone.

use schema_model::{Column, Identity, LogicalType, Options};

use super::quote::qualified;

/// The server's spelling of the type that holds exactly what the logical type does, and what it is
/// read as.
pub(super) fn native_type(logical: &LogicalType) -> Option<(String, LogicalType)> {
    use LogicalType as L;
    let native = match logical {
        L::Bool => "boolean",
        L::Int16 => "smallint",
        L::Int32 => "integer",
        L::Int64 => "bigint",
        L::Float32 => "real",
        L::Float64 => "double precision",
        L::Decimal {
            precision: None, ..
        } => "numeric",
        L::Text => "text",
        L::Bytes => "bytea",
        L::Date => "date",
        L::Time => "time without time zone",
        L::TimeWithOffset => "time with time zone",
        L::Timestamp => "timestamp without time zone",
        L::TimestampWithTimeZone => "timestamp with time zone",
        L::Interval => "interval",
        L::Uuid => "uuid",
        L::Json => "jsonb",
        L::Inet => "inet",
        L::MacAddress => "macaddr",
        L::Enum(name) => return Some((qualified(name), logical.clone())),
        L::Array { element, .. } => return array(element),
        _ => return None,
    };
    Some((native.into(), logical.clone()))
}

/// The server keeps no length, so a list of fixed length is not what it holds.
fn array(element: &LogicalType) -> Option<(String, LogicalType)> {
    let (native, logical) = native_type(element)?;
    // Lists of lists are lists with more dimensions, which no column says.
    let is_flat = !matches!(logical, LogicalType::Array { .. });
    is_flat.then(|| (format!("{native}[]"), LogicalType::array(logical)))
}

/// Lets the server number the rows.
pub(super) fn number(column: &mut Column) -> bool {
    column.identity = Some(Box::new(Identity {
        always: false,
        sequence: None,
        options: Options::new(),
    }));
    true
}
