#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", update, db = "shop")]
struct ProductChange {
    rank: Option<i8>,
}

#[derive(SchemaChecked)]
#[schema(table = "reviews", insert, db = "shop")]
struct NewReview<'a> {
    product_id: u32,
    author: &'a str,
    body: &'a str,
}

// What is read may be held by a wider type.
#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    rank: i32,
}

fn main() {}
