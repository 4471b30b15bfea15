//! The facade's name of a logical type.

use schema_model::{LogicalType, ObjectName};

use super::known;
use crate::parse::Spelled;

/// The marker of a logical type, as code; `$` stands for the facade's private module.
///
/// The spelling only says where the elements of a list may be NULL and how deep it nests, which the
/// database leaves open.
pub fn marker(logical: &LogicalType, spelled: &Spelled, place: &str) -> String {
    use LogicalType as L;
    let of = |inner: &LogicalType| marker(inner, spelled, place);
    let plain = match logical {
        L::Decimal {
            precision: Some(0..=28),
            ..
        } => "Decimal".into(),
        L::Decimal { .. } => "BigDecimal".into(),
        L::FixedBytes(length) => format!("FixedBytes<{length}>"),
        L::Bits(1) => "Bit".into(),
        L::Bits(2..=64) => "ShortBits".into(),
        L::Bits(_) | L::BitString => "BitString".into(),
        L::Vector(_) => "Vector".into(),
        L::Array { element, length } => return list_marker(element, *length, spelled, place),
        L::Map { key, value } => format!("Map<{}, {}>", of(key), of(value)),
        L::Range(bound) => format!("Range<{}>", of(bound)),
        L::Multirange(bound) => format!("Multirange<{}>", of(bound)),
        L::Struct(_) | L::Union(_) => format!("Composite<{}>", hash(place)),
        L::Enum(name) => format!("Enum<{}>", hash_of(name)),
        L::InlineEnum(_) => format!("Enum<{}>", hash(place)),
        L::InlineSet(_) => format!("Set<{}>", hash(place)),
        L::Composite(name) | L::Domain(name) => format!("Composite<{}>", hash_of(name)),
        L::Dynamic(declared) => format!("Dynamic<{}>", of(declared)),
        simple => format!("{simple:?}"),
    };
    format!("$::logical::{plain}")
}

fn list_marker(
    element: &LogicalType,
    length: Option<u32>,
    spelled: &Spelled,
    place: &str,
) -> String {
    let inner = match spelled {
        Spelled::Array(inner, _) | Spelled::Slice(inner) => inner,
        _ => known::inside(spelled, LISTS).unwrap_or(&Spelled::Other),
    };
    let (inner, nullable) = match known::inside_option(inner) {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let deeper = known::inside(inner, LISTS).is_some() && !holds_lists_itself(element);
    let element = match deeper {
        // PostgreSQL does not fix the number of dimensions.
        true => list_marker(element, None, inner, place),
        false => marker(element, inner, place),
    };
    let element = match nullable {
        true => format!("$::logical::Nullable<{element}>"),
        false => element,
    };
    match length {
        Some(length) => format!("$::logical::FixedArray<{element}, {length}>"),
        None => format!("$::logical::Array<{element}>"),
    }
}

/// The generic types that hold a list.
pub const LISTS: &[&str] = &["Vec", "VecDeque"];

/// Whether `Vec<u8>` is already a value of the type rather than a list of such.
pub fn holds_lists_itself(logical: &LogicalType) -> bool {
    use LogicalType as L;
    matches!(
        logical,
        L::Bytes | L::FixedBytes(_) | L::Geometry | L::Geography | L::Vector(_) | L::Array { .. }
    )
}

/// FNV-1a of the full name; the same wherever the type is named.
pub fn hash_of(name: &ObjectName) -> u64 {
    hash(&name.to_string())
}

/// FNV-1a.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
