#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "reviews", partial, db = "shop")]
struct Review {
    author: String,
}

fn main() {}
