#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", insert, ignore(price), db = "shop")]
struct NewProduct {
    title: String,
    tags: Option<Vec<String>>,
    mood: String,
    slug: String,
}

fn main() {}
