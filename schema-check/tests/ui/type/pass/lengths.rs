#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

const LENGTH: usize = 2 + 2;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    digest: [i32; LENGTH],
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Suffixed {
    digest: [i32; 4_usize],
}

fn main() {}
