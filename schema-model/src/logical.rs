//! Logical types: what a column holds, independent of the dialect that spells it.

use serde::{Deserialize, Serialize};

use crate::ObjectName;

/// What a column holds, in the terms that decide which Rust types fit.
///
/// A dialect maps its native types to these when a schema is read; nothing after that looks at
/// native types again. The variants say what differs *for a Rust program*: `varchar(20)` and
/// `text` are both [`Text`](Self::Text), while `timestamp` and `timestamptz` differ.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LogicalType {
    /// True or false.
    Bool,
    /// Signed integer of 8 bits.
    Int8,
    /// Signed integer of 16 bits.
    Int16,
    /// Signed integer of 32 bits.
    Int32,
    /// Signed integer of 64 bits.
    Int64,
    /// Signed integer of 128 bits.
    Int128,
    /// Unsigned integer of 8 bits.
    Uint8,
    /// Unsigned integer of 16 bits.
    Uint16,
    /// Unsigned integer of 32 bits.
    Uint32,
    /// Unsigned integer of 64 bits.
    Uint64,
    /// Unsigned integer of 128 bits.
    Uint128,
    /// Integer without a fixed size.
    BigInteger,
    /// IEEE 754 number of 32 bits.
    Float32,
    /// IEEE 754 number of 64 bits.
    Float64,
    /// Exact decimal number.
    Decimal {
        /// Digits in all, `None` when unbounded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        precision: Option<u32>,
        /// Digits after the point; negative scales round to tens, hundreds and so on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scale: Option<i32>,
    },
    /// Amount of money in the currency of the server's locale.
    Money,
    /// One byte, written as a character (PostgreSQL `"char"`).
    SingleByteChar,
    /// Character string.
    Text,
    /// Character string that compares without regard to case.
    CaseInsensitiveText,
    /// Byte string.
    Bytes,
    /// Byte string of exactly so many bytes.
    FixedBytes(u32),
    /// Bit string of exactly so many bits.
    Bits(u32),
    /// Bit string of varying length.
    BitString,
    /// Calendar date.
    Date,
    /// Time of day.
    Time,
    /// Time of day with an offset from UTC.
    TimeWithOffset,
    /// Signed span of hours, minutes and seconds (MySQL `time`, up to 838 hours).
    TimeSpan,
    /// Date and time without a zone.
    Timestamp,
    /// A point in time.
    TimestampWithTimeZone,
    /// Months, days and time.
    Interval,
    /// A year.
    Year,
    /// UUID.
    Uuid,
    /// JSON document.
    Json,
    /// XML document.
    Xml,
    /// Host address, with an optional netmask.
    Inet,
    /// Network address.
    Cidr,
    /// IPv4 address.
    Inet4,
    /// IPv6 address.
    Inet6,
    /// MAC address of 6 bytes.
    MacAddress,
    /// MAC address of 8 bytes.
    MacAddress8,
    /// Point in the plane.
    Point,
    /// Infinite line in the plane.
    Line,
    /// Line segment in the plane.
    LineSegment,
    /// Rectangle in the plane.
    Box,
    /// Path in the plane.
    Path,
    /// Polygon in the plane.
    Polygon,
    /// Circle in the plane.
    Circle,
    /// Spatial value in a plane (PostGIS, MySQL, DuckDB).
    Geometry,
    /// Spatial value on the globe (PostGIS).
    Geography,
    /// Text keys with text values or nulls.
    Hstore,
    /// Label path.
    LabelPath,
    /// Pattern for label paths.
    LabelPathQuery,
    /// Cube in n dimensions.
    Cube,
    /// Text search document.
    TextSearchVector,
    /// Text search query.
    TextSearchQuery,
    /// Position in the write-ahead log.
    LogPosition,
    /// Object identifier.
    ObjectId,
    /// Vector of 32-bit numbers with so many dimensions, `None` when any.
    Vector(Option<u32>),
    /// A value that carries its own type (SQLite `ANY` and untyped columns, DuckDB `VARIANT`).
    Any,
    /// Array or list. PostgreSQL does not fix the number of dimensions, DuckDB nests.
    Array {
        /// What it holds.
        element: Box<LogicalType>,
        /// Number of elements, when it is fixed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        length: Option<u32>,
    },
    /// Record with named fields, defined in place.
    Struct(Vec<Field>),
    /// Map.
    Map {
        /// Type of the keys.
        key: Box<LogicalType>,
        /// Type of the values.
        value: Box<LogicalType>,
    },
    /// One of several named alternatives.
    Union(Vec<Field>),
    /// Range of values.
    Range(Box<LogicalType>),
    /// Set of ranges.
    Multirange(Box<LogicalType>),
    /// A named enum.
    Enum(ObjectName),
    /// An enum that is defined in its column; its variants in order.
    InlineEnum(Vec<String>),
    /// A set that is defined in its column; its members in order.
    InlineSet(Vec<String>),
    /// A named domain.
    Domain(ObjectName),
    /// A named composite type.
    Composite(ObjectName),
    /// The declared type guides, but a value may be stored in another class (SQLite).
    Dynamic(Box<LogicalType>),
    /// A type that we do not model; the native type says which. Listed as unmodelled.
    Other,
}

/// A field of a [`LogicalType::Struct`] or an alternative of a [`LogicalType::Union`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Field {
    /// Name of the field.
    pub name: String,
    /// What it holds.
    #[serde(rename = "logical")]
    pub logical_type: LogicalType,
}

impl LogicalType {
    /// An array of any length.
    pub fn array(element: LogicalType) -> Self {
        Self::Array {
            element: element.into(),
            length: None,
        }
    }

    /// A dynamically typed value.
    pub fn dynamic(declared: LogicalType) -> Self {
        Self::Dynamic(declared.into())
    }

    /// The types directly inside this one.
    pub fn parts(&self) -> Vec<&LogicalType> {
        match self {
            Self::Array { element, .. } => vec![element],
            Self::Map { key, value } => vec![key, value],
            Self::Range(inner) | Self::Multirange(inner) | Self::Dynamic(inner) => vec![inner],
            Self::Struct(fields) | Self::Union(fields) => {
                fields.iter().map(|field| &field.logical_type).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The named type that this one refers to, itself or inside.
    pub fn references(&self) -> Vec<&ObjectName> {
        match self {
            Self::Enum(name) | Self::Domain(name) | Self::Composite(name) => vec![name],
            _ => self
                .parts()
                .into_iter()
                .flat_map(Self::references)
                .collect(),
        }
    }
}
