//! The one table from logical types to Rust types.
//!
//! The generator writes the first choice that it may use; the check accepts every choice. Types
//! with parts (arrays, maps, ranges, structs) are composed by both from the choices of their parts;
//! [`containers`] says from what.

use crate::LogicalType;

/// A Rust type that can hold a logical type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The type with its full path, as it is written in code: `chrono::DateTime<chrono::Utc>`.
    /// `N` stands for any array length.
    pub path: &'static str,
    /// The crate that it comes from; `None` for core and std.
    pub krate: Option<&'static str>,
    /// Whether every value of the column survives in it.
    pub fit: Fit,
}

/// Whether every value of a column survives in a Rust type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Every value survives.
    Exact,
    /// Some values do not; the text says which. Accepted only on request.
    Lossy(&'static str),
}

const fn std(path: &'static str) -> Choice {
    Choice {
        path,
        krate: None,
        fit: Fit::Exact,
    }
}

const fn of(krate: &'static str, path: &'static str) -> Choice {
    Choice {
        path,
        krate: Some(krate),
        fit: Fit::Exact,
    }
}

const fn lossy(choice: Choice, reason: &'static str) -> Choice {
    Choice {
        fit: Fit::Lossy(reason),
        ..choice
    }
}

const TOO_BIG: &str = "large values do not fit";
const NEGATIVE: &str = "negative values do not fit";
const ROUNDED: &str = "decimal digits are rounded";
const NOT_A_NUMBER: &str = "NaN does not fit";
const NO_ZONE: &str = "the point in time is lost without its zone";
const GUESSED_ZONE: &str = "the column has no zone, so one would be made up";
const NO_NETMASK: &str = "the netmask is lost";
const LIMITED_DIGITS: &str = "values of more than 28 digits do not fit";

const STRING: &[Choice] = &[
    std("std::string::String"),
    std("std::borrow::Cow<str>"),
    std("std::boxed::Box<str>"),
    std("std::sync::Arc<str>"),
    std("std::rc::Rc<str>"),
    std("&str"),
];
const BYTES: &[Choice] = &[
    std("std::vec::Vec<u8>"),
    std("std::boxed::Box<[u8]>"),
    std("std::borrow::Cow<[u8]>"),
    std("&[u8]"),
    of("bytes", "bytes::Bytes"),
];
const FIXED_BYTES: &[Choice] = &[
    std("std::vec::Vec<u8>"),
    std("[u8; N]"),
    std("std::boxed::Box<[u8]>"),
    std("std::borrow::Cow<[u8]>"),
    std("&[u8]"),
    of("bytes", "bytes::Bytes"),
    of("uuid", "uuid::Uuid"),
];
const DATE: &[Choice] = &[
    of("chrono", "chrono::NaiveDate"),
    of("time", "time::Date"),
    of("jiff", "jiff::civil::Date"),
];
const TIME: &[Choice] = &[
    of("chrono", "chrono::NaiveTime"),
    of("time", "time::Time"),
    of("jiff", "jiff::civil::Time"),
];
const TIMESTAMP: &[Choice] = &[
    of("chrono", "chrono::NaiveDateTime"),
    of("time", "time::PrimitiveDateTime"),
    of("jiff", "jiff::civil::DateTime"),
    lossy(of("chrono", "chrono::DateTime<chrono::Utc>"), GUESSED_ZONE),
    lossy(
        of("chrono", "chrono::DateTime<chrono::FixedOffset>"),
        GUESSED_ZONE,
    ),
    lossy(
        of("chrono", "chrono::DateTime<chrono::Local>"),
        GUESSED_ZONE,
    ),
    lossy(of("time", "time::OffsetDateTime"), GUESSED_ZONE),
    lossy(of("jiff", "jiff::Timestamp"), GUESSED_ZONE),
];
const TIMESTAMP_TZ: &[Choice] = &[
    of("chrono", "chrono::DateTime<chrono::Utc>"),
    of("chrono", "chrono::DateTime<chrono::FixedOffset>"),
    of("chrono", "chrono::DateTime<chrono::Local>"),
    of("time", "time::OffsetDateTime"),
    of("jiff", "jiff::Timestamp"),
    lossy(of("chrono", "chrono::NaiveDateTime"), NO_ZONE),
    lossy(of("time", "time::PrimitiveDateTime"), NO_ZONE),
    lossy(of("jiff", "jiff::civil::DateTime"), NO_ZONE),
];
const INTERVAL: &[Choice] = &[
    of("sqlx", "sqlx::postgres::types::PgInterval"),
    lossy(of("chrono", "chrono::Duration"), "months and days are lost"),
    lossy(
        of("chrono", "chrono::TimeDelta"),
        "months and days are lost",
    ),
    lossy(of("time", "time::Duration"), "months and days are lost"),
];
const TIME_SPAN: &[Choice] = &[
    of("sqlx", "sqlx::mysql::types::MySqlTime"),
    of("chrono", "chrono::TimeDelta"),
    of("chrono", "chrono::Duration"),
    of("time", "time::Duration"),
    lossy(
        of("chrono", "chrono::NaiveTime"),
        "negative values and values from 24 hours on do not fit",
    ),
    lossy(
        of("time", "time::Time"),
        "negative values and values from 24 hours on do not fit",
    ),
];
const DECIMAL: &[Choice] = &[
    of("rust_decimal", "rust_decimal::Decimal"),
    of("bigdecimal", "bigdecimal::BigDecimal"),
    lossy(std("f64"), ROUNDED),
    lossy(std("f32"), ROUNDED),
];
const BIG_DECIMAL: &[Choice] = &[
    of("bigdecimal", "bigdecimal::BigDecimal"),
    lossy(of("rust_decimal", "rust_decimal::Decimal"), LIMITED_DIGITS),
    lossy(std("f64"), ROUNDED),
    lossy(std("f32"), ROUNDED),
];
const MONEY: &[Choice] = &[
    of("sqlx", "sqlx::postgres::types::PgMoney"),
    std("i64"),
    of("rust_decimal", "rust_decimal::Decimal"),
];
const JSON: &[Choice] = &[
    of("serde_json", "serde_json::Value"),
    of("serde_json", "std::boxed::Box<serde_json::value::RawValue>"),
];
const UUID: &[Choice] = &[
    of("uuid", "uuid::Uuid"),
    of("uuid", "uuid::fmt::Hyphenated"),
];
const IP_NETWORK: &[Choice] = &[
    of("ipnetwork", "ipnetwork::IpNetwork"),
    of("ipnet", "ipnet::IpNet"),
    lossy(std("std::net::IpAddr"), NO_NETMASK),
];
const INTEGERS: &[Choice] = &[
    std("i64"),
    std("i32"),
    std("i16"),
    std("i8"),
    std("u64"),
    std("u32"),
    std("u16"),
    std("u8"),
    std("usize"),
    std("isize"),
    std("bool"),
];

/// The Rust types for a logical type without parts, best first. Empty for types with parts and for
/// types that have no Rust type of their own.
pub fn choices(logical: &LogicalType) -> &'static [Choice] {
    use LogicalType as L;
    match logical {
        L::Bool => const { &[std("bool")] },
        L::Int8 => {
            const {
                &[
                    std("i8"),
                    std("bool"),
                    std("i16"),
                    std("i32"),
                    std("i64"),
                    lossy(std("u8"), NEGATIVE),
                ]
            }
        }
        L::Int16 => {
            const {
                &[
                    std("i16"),
                    std("i32"),
                    std("i64"),
                    lossy(std("i8"), TOO_BIG),
                    lossy(std("u16"), NEGATIVE),
                    lossy(std("u32"), NEGATIVE),
                ]
            }
        }
        L::Int32 => {
            const {
                &[
                    std("i32"),
                    std("i64"),
                    lossy(std("i16"), TOO_BIG),
                    lossy(std("i8"), TOO_BIG),
                    lossy(std("u32"), NEGATIVE),
                    lossy(std("u64"), NEGATIVE),
                ]
            }
        }
        L::Int64 => {
            const {
                &[
                    std("i64"),
                    lossy(std("i32"), TOO_BIG),
                    lossy(std("i16"), TOO_BIG),
                    lossy(std("isize"), TOO_BIG),
                    lossy(std("u32"), TOO_BIG),
                    lossy(std("u64"), NEGATIVE),
                    lossy(std("usize"), NEGATIVE),
                ]
            }
        }
        L::Int128 => {
            const {
                &[
                    std("i128"),
                    lossy(std("i64"), TOO_BIG),
                    lossy(std("u128"), NEGATIVE),
                ]
            }
        }
        L::Uint8 => {
            const {
                &[
                    std("u8"),
                    std("u16"),
                    std("u32"),
                    std("u64"),
                    std("i16"),
                    std("i32"),
                    std("i64"),
                    std("bool"),
                    lossy(std("i8"), TOO_BIG),
                ]
            }
        }
        L::Uint16 => {
            const {
                &[
                    std("u16"),
                    std("u32"),
                    std("u64"),
                    std("i32"),
                    std("i64"),
                    lossy(std("u8"), TOO_BIG),
                    lossy(std("i16"), TOO_BIG),
                ]
            }
        }
        L::Uint32 => {
            const {
                &[
                    std("u32"),
                    std("u64"),
                    std("i64"),
                    lossy(std("u16"), TOO_BIG),
                    lossy(std("i32"), TOO_BIG),
                ]
            }
        }
        L::Uint64 => {
            const {
                &[
                    std("u64"),
                    std("i128"),
                    std("u128"),
                    lossy(std("i64"), TOO_BIG),
                    lossy(std("u32"), TOO_BIG),
                    lossy(std("usize"), TOO_BIG),
                ]
            }
        }
        L::Uint128 => {
            const {
                &[
                    std("u128"),
                    lossy(std("u64"), TOO_BIG),
                    lossy(std("i128"), TOO_BIG),
                ]
            }
        }
        L::BigInteger => {
            const {
                &[
                    of("num-bigint", "num_bigint::BigInt"),
                    lossy(std("i128"), TOO_BIG),
                ]
            }
        }
        L::Float32 => {
            const {
                &[
                    std("f32"),
                    std("f64"),
                    of("ordered-float", "ordered_float::OrderedFloat<f32>"),
                    of("ordered-float", "ordered_float::OrderedFloat<f64>"),
                    lossy(
                        of("ordered-float", "ordered_float::NotNan<f32>"),
                        NOT_A_NUMBER,
                    ),
                    lossy(
                        of("ordered-float", "ordered_float::NotNan<f64>"),
                        NOT_A_NUMBER,
                    ),
                ]
            }
        }
        L::Float64 => {
            const {
                &[
                    std("f64"),
                    of("ordered-float", "ordered_float::OrderedFloat<f64>"),
                    lossy(
                        of("ordered-float", "ordered_float::NotNan<f64>"),
                        NOT_A_NUMBER,
                    ),
                    lossy(std("f32"), ROUNDED),
                ]
            }
        }
        L::Decimal {
            precision: Some(0..=28),
            ..
        } => DECIMAL,
        L::Decimal { .. } => BIG_DECIMAL,
        L::Money => MONEY,
        L::SingleByteChar => const { &[std("i8"), std("u8")] },
        L::Text | L::CaseInsensitiveText | L::Xml | L::LabelPath | L::LabelPathQuery => STRING,
        L::TextSearchVector | L::TextSearchQuery | L::LogPosition => STRING,
        L::Bytes | L::Geometry | L::Geography => BYTES,
        L::FixedBytes(_) => FIXED_BYTES,
        L::Bits(1) => {
            const {
                &[
                    of("bit-vec", "bit_vec::BitVec"),
                    std("bool"),
                    std("std::vec::Vec<u8>"),
                    std("u64"),
                ]
            }
        }
        L::Bits(2..=64) => {
            const {
                &[
                    of("bit-vec", "bit_vec::BitVec"),
                    std("u64"),
                    std("std::vec::Vec<u8>"),
                    std("std::string::String"),
                ]
            }
        }
        L::Bits(_) | L::BitString => {
            const {
                &[
                    of("bit-vec", "bit_vec::BitVec"),
                    std("std::string::String"),
                    std("std::vec::Vec<u8>"),
                ]
            }
        }
        L::Date => DATE,
        L::Time => TIME,
        L::TimeWithOffset => {
            const {
                &[
                    of("sqlx", "sqlx::postgres::types::PgTimeTz"),
                    lossy(of("chrono", "chrono::NaiveTime"), NO_ZONE),
                    lossy(of("time", "time::Time"), NO_ZONE),
                ]
            }
        }
        L::TimeSpan => TIME_SPAN,
        L::Timestamp => TIMESTAMP,
        L::TimestampWithTimeZone => TIMESTAMP_TZ,
        L::Interval => INTERVAL,
        L::Year => const { &[std("u16"), std("i16"), std("i32")] },
        L::Uuid => UUID,
        L::Json => JSON,
        L::Inet | L::Cidr => IP_NETWORK,
        L::Inet4 => {
            const {
                &[
                    std("std::net::Ipv4Addr"),
                    std("std::net::IpAddr"),
                    std("std::string::String"),
                ]
            }
        }
        L::Inet6 => {
            const {
                &[
                    std("std::net::Ipv6Addr"),
                    std("std::net::IpAddr"),
                    std("std::string::String"),
                ]
            }
        }
        L::MacAddress => {
            const {
                &[
                    of("mac_address", "mac_address::MacAddress"),
                    std("[u8; 6]"),
                    std("std::string::String"),
                ]
            }
        }
        L::MacAddress8 => const { &[std("[u8; 8]"), std("std::string::String")] },
        L::Point => {
            const {
                &[
                    of("sqlx", "sqlx::postgres::types::PgPoint"),
                    of("geo-types", "geo_types::Point<f64>"),
                    std("std::string::String"),
                ]
            }
        }
        L::Line => {
            const {
                &[
                    of("sqlx", "sqlx::postgres::types::PgLine"),
                    std("std::string::String"),
                ]
            }
        }
        L::LineSegment => {
            const {
                &[
                    of("sqlx", "sqlx::postgres::types::PgLSeg"),
                    of("geo-types", "geo_types::Line<f64>"),
                    std("std::string::String"),
                ]
            }
        }
        L::Box => {
            const {
                &[
                    of("sqlx", "sqlx::postgres::types::PgBox"),
                    of("geo-types", "geo_types::Rect<f64>"),
                    std("std::string::String"),
                ]
            }
        }
        L::Path => {
            const {
                &[
                    of("sqlx", "sqlx::postgres::types::PgPath"),
                    of("geo-types", "geo_types::LineString<f64>"),
                    std("std::string::String"),
                ]
            }
        }
        L::Polygon => {
            const {
                &[
                    of("sqlx", "sqlx::postgres::types::PgPolygon"),
                    of("geo-types", "geo_types::Polygon<f64>"),
                    std("std::string::String"),
                ]
            }
        }
        L::Circle => {
            const {
                &[
                    of("sqlx", "sqlx::postgres::types::PgCircle"),
                    std("std::string::String"),
                ]
            }
        }
        L::Hstore => {
            const {
                &[
                    std(
                        "std::collections::HashMap<std::string::String, std::option::Option<std::string::String>>",
                    ),
                    std(
                        "std::collections::BTreeMap<std::string::String, std::option::Option<std::string::String>>",
                    ),
                    of("sqlx", "sqlx::postgres::types::PgHstore"),
                ]
            }
        }
        L::Cube => {
            const {
                &[
                    of("sqlx", "sqlx::postgres::types::PgCube"),
                    std("std::string::String"),
                ]
            }
        }
        L::ObjectId => const { &[std("u32"), of("sqlx", "sqlx::postgres::types::Oid")] },
        L::Vector(_) => {
            const {
                &[
                    of("pgvector", "pgvector::Vector"),
                    std("std::vec::Vec<f32>"),
                ]
            }
        }
        L::Any => {
            const {
                &[
                    std("std::vec::Vec<u8>"),
                    std("std::string::String"),
                    std("i64"),
                    std("f64"),
                ]
            }
        }
        // A variant or member is text on the wire.
        L::InlineEnum(_) | L::InlineSet(_) | L::Enum(_) => STRING,
        L::Other => STRING,
        L::Dynamic(declared) => dynamic(declared),
        L::Array { .. }
        | L::Struct(_)
        | L::Map { .. }
        | L::Union(_)
        | L::Range(_)
        | L::Multirange(_)
        | L::Domain(_)
        | L::Composite(_) => &[],
    }
}

/// SQLite stores a value in whatever class it comes in; the declared type only guides. So a column
/// that is declared as a date holds text, a number of seconds or a Julian day, as the program likes.
fn dynamic(declared: &LogicalType) -> &'static [Choice] {
    use LogicalType as L;
    match declared {
        L::Int64 => INTEGERS,
        L::Bool => const { &[std("bool"), std("i64"), std("i32"), std("u8")] },
        L::Float64 => {
            const {
                &[
                    std("f64"),
                    of("ordered-float", "ordered_float::OrderedFloat<f64>"),
                    // SQLite stores NaN as NULL.
                    of("ordered-float", "ordered_float::NotNan<f64>"),
                    lossy(std("f32"), ROUNDED),
                    of("rust_decimal", "rust_decimal::Decimal"),
                ]
            }
        }
        L::Decimal { .. } => {
            const {
                &[
                    std("f64"),
                    of("rust_decimal", "rust_decimal::Decimal"),
                    of("bigdecimal", "bigdecimal::BigDecimal"),
                    std("std::string::String"),
                    std("i64"),
                    lossy(std("f32"), ROUNDED),
                ]
            }
        }
        L::Text => {
            const {
                &[
                    std("std::string::String"),
                    std("std::borrow::Cow<str>"),
                    std("std::boxed::Box<str>"),
                    std("std::sync::Arc<str>"),
                    std("std::rc::Rc<str>"),
                    std("&str"),
                    of("chrono", "chrono::NaiveDateTime"),
                    of("chrono", "chrono::DateTime<chrono::Utc>"),
                    of("chrono", "chrono::DateTime<chrono::FixedOffset>"),
                    of("chrono", "chrono::DateTime<chrono::Local>"),
                    of("chrono", "chrono::NaiveDate"),
                    of("chrono", "chrono::NaiveTime"),
                    of("time", "time::OffsetDateTime"),
                    of("time", "time::PrimitiveDateTime"),
                    of("time", "time::Date"),
                    of("time", "time::Time"),
                    of("jiff", "jiff::Timestamp"),
                    of("jiff", "jiff::civil::DateTime"),
                    of("jiff", "jiff::civil::Date"),
                    of("jiff", "jiff::civil::Time"),
                    of("uuid", "uuid::Uuid"),
                    of("uuid", "uuid::fmt::Hyphenated"),
                    of("uuid", "uuid::fmt::Simple"),
                    of("serde_json", "serde_json::Value"),
                    of("rust_decimal", "rust_decimal::Decimal"),
                    of("bigdecimal", "bigdecimal::BigDecimal"),
                ]
            }
        }
        L::Bytes => {
            const {
                &[
                    std("std::vec::Vec<u8>"),
                    std("[u8; N]"),
                    std("std::boxed::Box<[u8]>"),
                    std("std::borrow::Cow<[u8]>"),
                    std("&[u8]"),
                    of("bytes", "bytes::Bytes"),
                    of("uuid", "uuid::Uuid"),
                ]
            }
        }
        L::Date => {
            const {
                &[
                    of("chrono", "chrono::NaiveDate"),
                    of("time", "time::Date"),
                    of("jiff", "jiff::civil::Date"),
                    std("std::string::String"),
                    std("i64"),
                ]
            }
        }
        L::Time => {
            const {
                &[
                    of("chrono", "chrono::NaiveTime"),
                    of("time", "time::Time"),
                    of("jiff", "jiff::civil::Time"),
                    std("std::string::String"),
                    std("i64"),
                ]
            }
        }
        L::Timestamp => {
            const {
                &[
                    of("chrono", "chrono::NaiveDateTime"),
                    of("time", "time::PrimitiveDateTime"),
                    of("jiff", "jiff::civil::DateTime"),
                    of("chrono", "chrono::DateTime<chrono::Utc>"),
                    of("chrono", "chrono::DateTime<chrono::FixedOffset>"),
                    of("chrono", "chrono::DateTime<chrono::Local>"),
                    of("time", "time::OffsetDateTime"),
                    of("jiff", "jiff::Timestamp"),
                    std("std::string::String"),
                    std("i64"),
                    std("f64"),
                ]
            }
        }
        L::TimestampWithTimeZone => {
            const {
                &[
                    of("chrono", "chrono::DateTime<chrono::Utc>"),
                    of("chrono", "chrono::DateTime<chrono::FixedOffset>"),
                    of("chrono", "chrono::DateTime<chrono::Local>"),
                    of("time", "time::OffsetDateTime"),
                    of("jiff", "jiff::Timestamp"),
                    std("std::string::String"),
                    std("i64"),
                    std("f64"),
                    lossy(of("chrono", "chrono::NaiveDateTime"), NO_ZONE),
                    lossy(of("time", "time::PrimitiveDateTime"), NO_ZONE),
                    lossy(of("jiff", "jiff::civil::DateTime"), NO_ZONE),
                ]
            }
        }
        L::Uuid => {
            const {
                &[
                    of("uuid", "uuid::Uuid"),
                    of("uuid", "uuid::fmt::Hyphenated"),
                    of("uuid", "uuid::fmt::Simple"),
                    std("std::string::String"),
                    std("std::vec::Vec<u8>"),
                    std("[u8; N]"),
                ]
            }
        }
        L::Json => {
            const {
                &[
                    of("serde_json", "serde_json::Value"),
                    std("std::string::String"),
                    std("std::vec::Vec<u8>"),
                ]
            }
        }
        other => choices(other),
    }
}

/// The generic Rust types that hold a list, a fixed array, a map or a range of something.
pub mod containers {
    /// Lists of any length.
    pub const LIST: &[&str] = &[
        "std::vec::Vec",
        "std::boxed::Box<[T]>",
        "std::collections::VecDeque",
        "std::sync::Arc<[T]>",
    ];
    /// Maps.
    pub const MAP: &[&str] = &["std::collections::HashMap", "std::collections::BTreeMap"];
    /// Ranges.
    pub const RANGE: &[&str] = &["sqlx::postgres::types::PgRange"];
}
