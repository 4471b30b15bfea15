//! The impls of `Holds` come from the table of types in `schema-model`; this test writes them anew
//! and fails when the committed file says something else.

use std::collections::BTreeSet;
use std::path::Path;

use schema_model::LogicalType as L;
use schema_model::rust_types::{Choice, Fit, choices};

/// One of each logical type that has Rust types of its own, without its marker's parameters.
fn logical_types() -> Vec<L> {
    let plain = vec![
        L::Bool,
        L::Int8,
        L::Int16,
        L::Int32,
        L::Int64,
        L::Int128,
        L::Uint8,
        L::Uint16,
        L::Uint32,
        L::Uint64,
        L::Uint128,
        L::BigInteger,
        L::Float32,
        L::Float64,
        decimal(Some(10)),
        decimal(None),
        L::Money,
        L::SingleByteChar,
        L::Text,
        L::CaseInsensitiveText,
        L::Bytes,
        L::FixedBytes(16),
        L::Bits(1),
        L::Bits(8),
        L::BitString,
        L::Date,
        L::Time,
        L::TimeWithOffset,
        L::TimeSpan,
        L::Timestamp,
        L::TimestampWithTimeZone,
        L::Interval,
        L::Year,
        L::Uuid,
        L::Json,
        L::Xml,
        L::Inet,
        L::Cidr,
        L::Inet4,
        L::Inet6,
        L::MacAddress,
        L::MacAddress8,
        L::Point,
        L::Line,
        L::LineSegment,
        L::Box,
        L::Path,
        L::Polygon,
        L::Circle,
        L::Geometry,
        L::Geography,
        L::Hstore,
        L::LabelPath,
        L::LabelPathQuery,
        L::Cube,
        L::TextSearchVector,
        L::TextSearchQuery,
        L::LogPosition,
        L::ObjectId,
        L::Vector(None),
        L::Any,
    ];
    let dynamic: Vec<L> = plain.iter().cloned().map(L::dynamic).collect();
    plain.into_iter().chain(dynamic).collect()
}

fn decimal(precision: Option<u32>) -> L {
    L::Decimal {
        precision,
        scale: None,
    }
}

fn marker(logical: &L) -> String {
    match logical {
        L::Decimal {
            precision: Some(_), ..
        } => "Decimal".into(),
        L::Decimal { .. } => "BigDecimal".into(),
        L::FixedBytes(length) => format!("FixedBytes<{length}>"),
        L::Bits(1) => "Bit".into(),
        L::Bits(_) => "ShortBits".into(),
        L::Vector(_) => "Vector".into(),
        L::Dynamic(declared) => format!("Dynamic<{}>", marker(declared)),
        unit => format!("{unit:?}"),
    }
}

/// Crates that the facade has a feature for.
const FEATURES: &[&str] = &[
    "bigdecimal",
    "bit-vec",
    "bytes",
    "chrono",
    "geo-types",
    "ipnet",
    "ipnetwork",
    "jiff",
    "mac_address",
    "num-bigint",
    "pgvector",
    "rust_decimal",
    "serde_json",
    "time",
    "uuid",
];

/// The choice as the self type of an impl, with its parameters; `None` when another impl has it.
fn self_type(path: &str) -> Option<(String, String)> {
    let plain = |path: &str| Some((String::new(), path.to_owned()));
    for pointer in [
        "std::borrow::Cow<",
        "std::boxed::Box<",
        "std::sync::Arc<",
        "std::rc::Rc<",
    ] {
        if let Some(inner) = path
            .strip_prefix(pointer)
            .and_then(|rest| rest.strip_suffix('>'))
        {
            return plain(inner);
        }
    }
    match path {
        // An alias of `TimeDelta`.
        "chrono::Duration" => None,
        _ if path.starts_with('&') => plain(&path[1..]),
        _ if path.starts_with("chrono::DateTime<") => {
            Some(("<Z: chrono::TimeZone>".into(), "chrono::DateTime<Z>".into()))
        }
        _ if path.starts_with("std::collections::HashMap<") => {
            Some(("<S>".into(), format!("{}, S>", path.strip_suffix('>')?)))
        }
        "[u8; N]" => Some(("<const N: usize>".into(), path.into())),
        _ => plain(path),
    }
}

fn push_impl(lines: &mut BTreeSet<String>, choice: &Choice, logical: &L) {
    let Some((mut parameters, ty)) = self_type(choice.path) else {
        return;
    };
    let feature = match choice.krate {
        Some(krate) if !FEATURES.contains(&krate) => return,
        Some(krate) => format!("#[cfg(feature = {krate:?})] "),
        None => String::new(),
    };
    let mut marker = marker(logical);
    // Byte strings of other lengths than a UUID's have the same types but for that one.
    if matches!(logical, L::FixedBytes(_)) && choice.krate != Some("uuid") {
        parameters = "<const N: usize>".into();
        marker = "FixedBytes<N>".into();
    }
    let holds = match choice.fit {
        Fit::Exact => "Holds",
        Fit::Lossy(_) => "HoldsLossy",
    };
    let ty = ["string::", "vec::", "option::"]
        .iter()
        .fold(ty, |ty, module| ty.replace(&format!("std::{module}"), ""));
    lines.insert(format!(
        "{feature}impl{parameters} {holds}<{marker}> for {ty} {{}}"
    ));
}

fn table() -> String {
    let mut lines = BTreeSet::new();
    for logical in logical_types() {
        for choice in choices(&logical) {
            push_impl(&mut lines, choice, &logical);
        }
    }
    let mut text = String::from(
        "//! Which types hold what. @generated by `tests/holds.rs` from the table of types in\n\
         //! `schema-model`; write it anew with `UPDATE=1 cargo test --test holds`.\n\n\
         use super::{Holds, HoldsLossy};\nuse crate::logical::*;\n\n",
    );
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

#[test]
fn the_impls_say_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/holds/table.rs");
    let expected = table();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap();
    assert_eq!(found, expected, "run `UPDATE=1 cargo test --test holds`");
}
