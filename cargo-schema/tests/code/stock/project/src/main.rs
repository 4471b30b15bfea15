//! What structs declare beyond the types of their fields: native types, defaults, keys and indexes.

use chrono::{NaiveDate, NaiveDateTime};
use schema_checked::SchemaChecked;
use uuid::Uuid;

/// A thing that is kept.
#[derive(SchemaChecked)]
#[schema(table = "things", unique(maker, number), index(kept_since))]
struct Thing {
    #[schema(primary_key)]
    id: i64,
    #[schema(sql_type = "varchar")]
    maker: String,
    number: i32,
    #[schema(sql_type = "decimal(9,2)")]
    price: rust_decimal::Decimal,
    #[schema(default = "0")]
    count: i32,
    #[schema(default = "'0'", sql_type = "varchar")]
    grade: String,
    kept_since: NaiveDate,
    token: Uuid,
    weight: Option<f64>,
    photo: Option<Vec<u8>>,
    seen: Option<NaiveDateTime>,
    is_sold: bool,
}

/// Where a thing is.
#[derive(SchemaChecked)]
#[schema(table = "places", primary_key(thing, shelf))]
struct Place {
    #[schema(references = "things")]
    thing: i64,
    shelf: i16,
    side: Side,
}

/// The side of a shelf.
#[derive(SchemaChecked)]
#[schema(column = "places.side", rename_all = "snake_case")]
enum Side {
    Left,
    Right,
}

/// A table that is there already, and gets a column and another type.
#[derive(SchemaChecked)]
#[schema(table = "makers")]
struct Maker {
    #[schema(primary_key)]
    id: i32,
    #[schema(sql_type = "varchar")]
    name: String,
    country: Option<i64>,
    founded: Option<i16>,
}

fn main() {}
