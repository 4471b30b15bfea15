#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "reviews", insert, ignore(body), db = "shop")]
struct NewReview {
    product_id: i64,
    author: String,
}

fn main() {}
