#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(lossy)]
    id: i32,
    #[schema(lossy)]
    price: f64,
    tags: Option<Vec<String>>,
}

fn main() {}
