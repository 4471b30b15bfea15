//! PostgreSQL's types: how the server spells them, and what they are in our terms.

use schema_model::LogicalType;

/// The logical type of a built-in or extension type, by its name in `pg_type`, with the modifiers
/// that stand in parentheses behind it. None for names that are not known.
pub(crate) fn logical_type(catalog_name: &str, modifiers: &[i32]) -> Option<LogicalType> {
    use LogicalType as L;
    let modifier = |index: usize| modifiers.get(index).copied();
    Some(match catalog_name {
        "bool" => L::Bool,
        "char" => L::SingleByteChar,
        "int2" => L::Int16,
        "int4" => L::Int32,
        "int8" => L::Int64,
        "float4" => L::Float32,
        "float8" => L::Float64,
        "numeric" => L::Decimal {
            precision: modifier(0).and_then(|p| u32::try_from(p).ok()),
            scale: modifier(0).and(modifier(1).or(Some(0))),
        },
        "money" => L::Money,
        "text" | "varchar" | "bpchar" | "name" => L::Text,
        "citext" => L::CaseInsensitiveText,
        "bytea" => L::Bytes,
        "bit" => L::Bits(modifier(0).and_then(|n| u32::try_from(n).ok()).unwrap_or(1)),
        "varbit" => L::BitString,
        "date" => L::Date,
        "time" => L::Time,
        "timetz" => L::TimeWithOffset,
        "timestamp" => L::Timestamp,
        "timestamptz" => L::TimestampWithTimeZone,
        "interval" => L::Interval,
        "uuid" => L::Uuid,
        "json" | "jsonb" => L::Json,
        "xml" => L::Xml,
        "inet" => L::Inet,
        "cidr" => L::Cidr,
        "macaddr" => L::MacAddress,
        "macaddr8" => L::MacAddress8,
        "point" => L::Point,
        "line" => L::Line,
        "lseg" => L::LineSegment,
        "box" => L::Box,
        "path" => L::Path,
        "polygon" => L::Polygon,
        "circle" => L::Circle,
        "geometry" => L::Geometry,
        "geography" => L::Geography,
        "hstore" => L::Hstore,
        "ltree" => L::LabelPath,
        "lquery" => L::LabelPathQuery,
        "cube" => L::Cube,
        "tsvector" => L::TextSearchVector,
        "tsquery" => L::TextSearchQuery,
        "pg_lsn" => L::LogPosition,
        "oid" => L::ObjectId,
        "vector" => L::Vector(modifier(0).and_then(|n| u32::try_from(n).ok())),
        _ => return range_type(catalog_name),
    })
}

fn range_type(catalog_name: &str) -> Option<LogicalType> {
    let bounds = |name: &str| {
        Some(match name {
            "int4" => LogicalType::Int32,
            "int8" => LogicalType::Int64,
            "num" => LogicalType::Decimal {
                precision: None,
                scale: None,
            },
            "date" => LogicalType::Date,
            "ts" => LogicalType::Timestamp,
            "tstz" => LogicalType::TimestampWithTimeZone,
            _ => return None,
        })
    };
    match catalog_name.strip_suffix("multirange") {
        Some(name) => Some(LogicalType::Multirange(bounds(name)?.into())),
        None => {
            let name = catalog_name.strip_suffix("range")?;
            Some(LogicalType::Range(bounds(name)?.into()))
        }
    }
}

/// The modifiers that a column's `atttypmod` holds, for the types whose meaning depends on them.
#[cfg(feature = "postgres")]
pub(crate) fn modifiers(catalog_name: &str, typmod: i32) -> Vec<i32> {
    match catalog_name {
        _ if typmod < 0 => Vec::new(),
        "numeric" => {
            let packed = typmod - 4;
            // The scale has 11 bits with a sign.
            vec![(packed >> 16) & 0xffff, ((packed & 0x7ff) ^ 1024) - 1024]
        }
        _ => vec![typmod],
    }
}

/// Name in `pg_type` and spelling by `format_type`, for each spelling that SQL text may use.
/// Lower case, words separated by one space, without modifiers.
pub(crate) fn spelling(written: &str) -> Option<(&'static str, &'static str)> {
    let known = match written {
        "bool" | "boolean" => ("bool", "boolean"),
        "int2" | "smallint" => ("int2", "smallint"),
        "int4" | "int" | "integer" => ("int4", "integer"),
        "int8" | "bigint" => ("int8", "bigint"),
        "float4" | "real" => ("float4", "real"),
        "float8" | "float" | "double precision" => ("float8", "double precision"),
        "numeric" | "decimal" | "dec" => ("numeric", "numeric"),
        "varchar"
        | "character varying"
        | "char varying"
        | "national character varying"
        | "national char varying"
        | "nchar varying" => ("varchar", "character varying"),
        "char" | "character" | "bpchar" | "nchar" | "national character" | "national char" => {
            ("bpchar", "character")
        }
        "bit" => ("bit", "bit"),
        "varbit" | "bit varying" => ("varbit", "bit varying"),
        "time" | "time without time zone" => ("time", "time without time zone"),
        "timetz" | "time with time zone" => ("timetz", "time with time zone"),
        "timestamp" | "timestamp without time zone" => ("timestamp", "timestamp without time zone"),
        "timestamptz" | "timestamp with time zone" => ("timestamptz", "timestamp with time zone"),
        _ => return plain_spelling(written),
    };
    Some(known)
}

fn plain_spelling(written: &str) -> Option<(&'static str, &'static str)> {
    const SAME: &[&str] = &[
        "money",
        "text",
        "name",
        "bytea",
        "date",
        "interval",
        "uuid",
        "json",
        "jsonb",
        "xml",
        "inet",
        "cidr",
        "macaddr",
        "macaddr8",
        "point",
        "line",
        "lseg",
        "box",
        "path",
        "polygon",
        "circle",
        "tsvector",
        "tsquery",
        "pg_lsn",
        "oid",
        "int4range",
        "int8range",
        "numrange",
        "daterange",
        "tsrange",
        "tstzrange",
        "int4multirange",
        "int8multirange",
        "nummultirange",
        "datemultirange",
        "tsmultirange",
        "tstzmultirange",
        "regclass",
        "regproc",
        "regprocedure",
        "regtype",
        "regrole",
        "regnamespace",
        "regoper",
        "regoperator",
        "regconfig",
        "regdictionary",
        "regcollation",
        "xid",
        "xid8",
        "cid",
        "tid",
        "jsonpath",
        "txid_snapshot",
        "pg_snapshot",
        "refcursor",
        "void",
        "trigger",
        "record",
    ];
    let found = SAME.iter().find(|name| **name == written)?;
    Some((found, found))
}

/// Types that well-known extensions bring.
pub(crate) fn is_extension_type(name: &str) -> bool {
    matches!(
        name,
        "citext" | "hstore" | "ltree" | "lquery" | "cube" | "geometry" | "geography" | "vector"
    )
}

/// The types behind `serial` and its kin, with the server's spelling.
pub(crate) fn serial(written: &str) -> Option<(&'static str, &'static str)> {
    match written {
        "smallserial" | "serial2" => Some(("int2", "smallint")),
        "serial" | "serial4" => Some(("int4", "integer")),
        "bigserial" | "serial8" => Some(("int8", "bigint")),
        _ => None,
    }
}
