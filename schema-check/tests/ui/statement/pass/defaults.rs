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

fn main() {}
