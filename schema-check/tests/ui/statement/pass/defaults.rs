#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(default)]
    id: i64,
    #[schema(default = "(0)")]
    rank: i16,
}

/// Quotes around a number are a matter of printing where the column holds numbers, and there alone.
#[derive(SchemaChecked)]
#[schema(table = "labels", partial, db = "shop")]
struct Label {
    #[schema(default = "'0'")]
    code: String,
    #[schema(default = "-1")]
    weight: i32,
}

fn main() {}
