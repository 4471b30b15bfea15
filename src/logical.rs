//! Logical types as Rust types, so that the compiler can be asked which types hold them.
//!
//! None of them has a value. The names are those of the snapshot.

use std::marker::PhantomData;

macro_rules! markers {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug)]
        pub enum $name {}
    )*};
}

markers! {
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
    /// A value that carries its own type (SQLite `ANY` and untyped columns, DuckDB `VARIANT`).
    Any,
    /// Exact decimal number of at most 28 digits.
    Decimal,
    /// Exact decimal number of more digits, or of any number of them.
    BigDecimal,
    /// One bit.
    Bit,
    /// Bit string of exactly so many bits, 64 at most.
    ShortBits,
    /// Bit string of varying length, or of more than 64 bits.
    BitString,
    /// Vector of 32-bit numbers.
    Vector,
}

macro_rules! generic_markers {
    ($($(#[doc = $doc:literal])* $name:ident<$($parameter:ident),*>,)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug)]
        pub struct $name<$($parameter),*>(PhantomData<($($parameter,)*)>);
    )*};
}

generic_markers! {
    /// A value that may be NULL.
    Nullable<L>,
    /// Array or list.
    Array<E>,
    /// Map.
    Map<K, V>,
    /// Range of values.
    Range<L>,
    /// Set of ranges.
    Multirange<L>,
    /// The declared type guides, but a value may be stored in another class.
    Dynamic<L>,
}

/// Array or list of exactly so many elements.
#[derive(Debug)]
pub struct FixedArray<E, const LENGTH: usize>(PhantomData<E>);

/// Byte string of exactly so many bytes.
#[derive(Debug)]
pub enum FixedBytes<const LENGTH: usize> {}

macro_rules! named_markers {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {$(
        $(#[doc = $doc])*
        #[doc = ""]
        #[doc = "`TYPE` is the checksum of its name."]
        #[derive(Debug)]
        pub enum $name<const TYPE: u64> {}
    )*};
}

named_markers! {
    /// An enum.
    Enum,
    /// A set.
    Set,
    /// One member of a set.
    SetMember,
    /// A composite type.
    Composite,
}
