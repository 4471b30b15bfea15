#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

const HIGHEST: isize = 5;

#[derive(SchemaChecked)]
#[schema(column = "products.rank", db = "shop")]
enum Rank {
    Low = 0b0,
    Middle,
    #[schema(rename = "5")]
    High = HIGHEST,
}

fn main() {}
