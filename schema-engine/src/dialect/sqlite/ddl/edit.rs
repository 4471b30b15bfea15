//! Changes to the texts of statements.

use std::ops::Range;

use crate::dialect::sqlite::keyword::is_reserved;
use crate::dialect::sqlite::token::quote_name;

/// A text with some parts replaced.
pub(super) fn replace(text: &str, mut parts: Vec<(Range<usize>, String)>) -> String {
    parts.sort_by_key(|(range, _)| range.start);
    parts.dedup_by_key(|(range, _)| range.start);
    let mut replaced = String::with_capacity(text.len());
    let mut at = 0;
    for (range, part) in parts {
        replaced.push_str(text.get(at..range.start).unwrap_or_default());
        replaced.push_str(&part);
        at = range.end;
    }
    replaced.push_str(text.get(at..).unwrap_or_default());
    replaced
}

/// A name as SQLite writes it into the text of a table that it makes from a query.
pub(super) fn quoted(name: &str) -> String {
    let is_plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && !is_reserved(name);
    if is_plain {
        name.into()
    } else {
        quote_name(name)
    }
}

/// The type that SQLite writes there, with a blank before it.
pub(super) fn affinity_type(native: &str) -> &'static str {
    use crate::dialect::sqlite::view_columns::Affinity;
    match Affinity::of_type(native) {
        _ if native.is_empty() => "",
        Affinity::None | Affinity::Blob => "",
        Affinity::Text => " TEXT",
        Affinity::Numeric | Affinity::Flexible => " NUM",
        Affinity::Integer => " INT",
        Affinity::Real => " REAL",
    }
}
