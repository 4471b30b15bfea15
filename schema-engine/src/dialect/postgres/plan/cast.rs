//! How values go from one type to another.

use schema_model::{Column, LogicalType as L};

use super::super::quote::identifier;
use super::super::render::tables::type_of_column;

/// The USING expression; `careful` goes by way of the text. `None` where the server converts by itself, and refuses what does not fit.
pub(super) fn using(from: &Column, to: &Column, careful: bool) -> Option<String> {
    if from.native_type == to.native_type && !careful {
        return None;
    }
    let (name, ty) = (identifier(&to.name), type_of_column(to));
    if careful {
        return Some(format!("{name}::text::{ty}"));
    }
    let (a, b) = (group(&from.logical_type), group(&to.logical_type));
    if is_assignable(a, b) {
        return None;
    }
    match has_cast(a, b) {
        true => Some(format!("{name}::{ty}")),
        false => Some(format!("{name}::text::{ty}")),
    }
}

/// Whether values may be lost or changed where the conversion succeeds.
pub(crate) fn is_lossy(from: &Column, to: &Column) -> bool {
    use Group::*;
    let (a, b) = (group(&from.logical_type), group(&to.logical_type));
    match (a, b) {
        (Float, Integer | Decimal) | (Decimal, Integer | Float) => true,
        (Timestamp | TimestampTz, Date | Time)
        | (Timestamp, TimestampTz)
        | (TimestampTz, Timestamp) => true,
        (Integer, Bool) | (Json, Other) => true,
        _ => match (&from.logical_type, &to.logical_type) {
            (
                L::Decimal { scale: had, .. },
                L::Decimal {
                    scale: Some(has), ..
                },
            ) => had.is_none_or(|had| had > *has),
            (L::Float64, L::Float32) => true,
            _ => from.native_type.starts_with("json") && to.native_type.starts_with("json"),
        },
    }
}

/// Whether every value fits, so that nothing is read or written.
pub(crate) fn is_widening(from: &Column, to: &Column) -> bool {
    let length = |native: &str| -> Option<u64> {
        let inner = native.strip_prefix("character varying(")?;
        inner.strip_suffix(')')?.parse().ok()
    };
    if from.collation != to.collation {
        return false;
    }
    let is_text = |native: &str| native == "text" || native.starts_with("character varying");
    if is_text(&from.native_type) && is_text(&to.native_type) {
        return match (length(&from.native_type), length(&to.native_type)) {
            (_, None) => true,
            (Some(had), Some(has)) => had <= has,
            (None, Some(_)) => false,
        };
    }
    match (&from.logical_type, &to.logical_type) {
        (
            L::Decimal {
                precision: Some(p),
                scale: Some(s),
            },
            L::Decimal {
                precision: Some(q),
                scale: Some(t),
            },
        ) => s == t && p <= q,
        (
            L::Decimal { .. },
            L::Decimal {
                precision: None, ..
            },
        ) => true,
        _ => from.native_type == to.native_type,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Bool,
    Integer,
    Decimal,
    Float,
    Text,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Interval,
    Json,
    Network,
    Bits,
    Other,
}

fn group(logical: &L) -> Group {
    match logical {
        L::Bool => Group::Bool,
        L::Int16 | L::Int32 | L::Int64 => Group::Integer,
        L::Decimal { .. } => Group::Decimal,
        L::Float32 | L::Float64 => Group::Float,
        L::Text => Group::Text,
        L::Date => Group::Date,
        L::Time | L::TimeWithOffset => Group::Time,
        L::Timestamp => Group::Timestamp,
        L::TimestampWithTimeZone => Group::TimestampTz,
        L::Interval => Group::Interval,
        L::Json => Group::Json,
        L::Inet | L::Cidr => Group::Network,
        L::Bits(_) | L::BitString => Group::Bits,
        _ => Group::Other,
    }
}

/// What the server converts when a value is stored.
fn is_assignable(from: Group, to: Group) -> bool {
    use Group::*;
    match (from, to) {
        (Other, Text) => true,
        (Other, _) | (_, Other) => false,
        (a, b) if a == b => true,
        (_, Text) => true,
        (Integer | Decimal | Float, Integer | Decimal | Float) => true,
        (Date | Timestamp | TimestampTz, Date | Timestamp | TimestampTz) => true,
        (Timestamp | TimestampTz, Time) | (Time, Interval) | (Interval, Time) => true,
        _ => false,
    }
}

/// What the server converts when it is told to.
fn has_cast(from: Group, to: Group) -> bool {
    use Group::*;
    matches!(
        (from, to),
        (Text, _)
            | (Integer, Bool | Bits)
            | (Bool | Bits, Integer)
            | (Json, Bool | Integer | Decimal | Float)
    )
}
