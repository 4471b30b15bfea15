//! Logical types: what a column holds, independent of the dialect that spells it.

use crate::ObjectName;

choice! {
    /// What a column holds, in the terms that decide which Rust types fit.
    ///
    /// A dialect maps its native types to these when a schema is read; nothing after that looks at
    /// native types again. The variants say what differs *for a Rust program*: `varchar(20)` and
    /// `text` are both [`Text`](Self::Text), while `timestamp` and `timestamptz` differ.
    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum LogicalType {
        /// True or false.
        Bool as "bool",
        /// Signed integer of 8 bits.
        Int8 as "int8",
        /// Signed integer of 16 bits.
        Int16 as "int16",
        /// Signed integer of 32 bits.
        Int32 as "int32",
        /// Signed integer of 64 bits.
        Int64 as "int64",
        /// Signed integer of 128 bits.
        Int128 as "int128",
        /// Unsigned integer of 8 bits.
        Uint8 as "uint8",
        /// Unsigned integer of 16 bits.
        Uint16 as "uint16",
        /// Unsigned integer of 32 bits.
        Uint32 as "uint32",
        /// Unsigned integer of 64 bits.
        Uint64 as "uint64",
        /// Unsigned integer of 128 bits.
        Uint128 as "uint128",
        /// Integer without a fixed size.
        BigInteger as "big_integer",
        /// IEEE 754 number of 32 bits.
        Float32 as "float32",
        /// IEEE 754 number of 64 bits.
        Float64 as "float64",
        /// Exact decimal number.
        Decimal {
            /// Digits in all, `None` when unbounded.
            precision: Option<u32> = default,
            /// Digits after the point; negative scales round to tens, hundreds and so on.
            scale: Option<i32> = default,
        } as "decimal",
        /// Amount of money in the currency of the server's locale.
        Money as "money",
        /// One byte, written as a character (PostgreSQL `"char"`).
        SingleByteChar as "single_byte_char",
        /// Character string.
        Text as "text",
        /// Character string that compares without regard to case.
        CaseInsensitiveText as "case_insensitive_text",
        /// Byte string.
        Bytes as "bytes",
        /// Byte string of exactly so many bytes.
        FixedBytes(u32) as "fixed_bytes",
        /// Bit string of exactly so many bits.
        Bits(u32) as "bits",
        /// Bit string of varying length.
        BitString as "bit_string",
        /// Calendar date.
        Date as "date",
        /// Time of day.
        Time as "time",
        /// Time of day with an offset from UTC.
        TimeWithOffset as "time_with_offset",
        /// Signed span of hours, minutes and seconds (MySQL `time`, up to 838 hours).
        TimeSpan as "time_span",
        /// Date and time without a zone.
        Timestamp as "timestamp",
        /// A point in time.
        TimestampWithTimeZone as "timestamp_with_time_zone",
        /// Months, days and time.
        Interval as "interval",
        /// A year.
        Year as "year",
        /// UUID.
        Uuid as "uuid",
        /// JSON document.
        Json as "json",
        /// XML document.
        Xml as "xml",
        /// Host address, with an optional netmask.
        Inet as "inet",
        /// Network address.
        Cidr as "cidr",
        /// IPv4 address.
        Inet4 as "inet4",
        /// IPv6 address.
        Inet6 as "inet6",
        /// MAC address of 6 bytes.
        MacAddress as "mac_address",
        /// MAC address of 8 bytes.
        MacAddress8 as "mac_address8",
        /// Point in the plane.
        Point as "point",
        /// Infinite line in the plane.
        Line as "line",
        /// Line segment in the plane.
        LineSegment as "line_segment",
        /// Rectangle in the plane.
        Box as "box",
        /// Path in the plane.
        Path as "path",
        /// Polygon in the plane.
        Polygon as "polygon",
        /// Circle in the plane.
        Circle as "circle",
        /// Spatial value in a plane (PostGIS, MySQL, DuckDB).
        Geometry as "geometry",
        /// Spatial value on the globe (PostGIS).
        Geography as "geography",
        /// Text keys with text values or nulls.
        Hstore as "hstore",
        /// Label path.
        LabelPath as "label_path",
        /// Pattern for label paths.
        LabelPathQuery as "label_path_query",
        /// Cube in n dimensions.
        Cube as "cube",
        /// Text search document.
        TextSearchVector as "text_search_vector",
        /// Text search query.
        TextSearchQuery as "text_search_query",
        /// Position in the write-ahead log.
        LogPosition as "log_position",
        /// Object identifier.
        ObjectId as "object_id",
        /// Vector of 32-bit numbers with so many dimensions, `None` when any.
        Vector(Option<u32>) as "vector",
        /// A value that carries its own type (SQLite `ANY` and untyped columns, DuckDB `VARIANT`).
        Any as "any",
        /// Array or list. PostgreSQL does not fix the number of dimensions, DuckDB nests.
        Array {
            /// What it holds.
            element: Box<LogicalType>,
            /// Number of elements, when it is fixed.
            length: Option<u32> = default,
        } as "array",
        /// Record with named fields, defined in place.
        Struct(Vec<Field>) as "struct",
        /// Map.
        Map {
            /// Type of the keys.
            key: Box<LogicalType>,
            /// Type of the values.
            value: Box<LogicalType>,
        } as "map",
        /// One of several named alternatives.
        Union(Vec<Field>) as "union",
        /// Range of values.
        Range(Box<LogicalType>) as "range",
        /// Set of ranges.
        Multirange(Box<LogicalType>) as "multirange",
        /// A named enum.
        Enum(ObjectName) as "enum",
        /// An enum that is defined in its column; its variants in order.
        InlineEnum(Vec<String>) as "inline_enum",
        /// A set that is defined in its column; its members in order.
        InlineSet(Vec<String>) as "inline_set",
        /// A named domain.
        Domain(ObjectName) as "domain",
        /// A named composite type.
        Composite(ObjectName) as "composite",
        /// The declared type guides, but a value may be stored in another class (SQLite).
        Dynamic(Box<LogicalType>) as "dynamic",
        /// A type that we do not model; the native type says which. Listed as unmodelled.
        Other as "other",
    }
}

record! {
    /// A field of a [`LogicalType::Struct`] or an alternative of a [`LogicalType::Union`].
    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    pub struct Field {
        /// Name of the field.
        pub name: String,
        /// What it holds.
        pub logical_type: LogicalType as "logical",
    }
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

    /// The types directly inside this one, to be changed.
    pub fn parts_mut(&mut self) -> Vec<&mut LogicalType> {
        match self {
            Self::Array { element, .. } => vec![element],
            Self::Map { key, value } => vec![key, value],
            Self::Range(inner) | Self::Multirange(inner) | Self::Dynamic(inner) => vec![inner],
            Self::Struct(fields) | Self::Union(fields) => fields
                .iter_mut()
                .map(|field| &mut field.logical_type)
                .collect(),
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
