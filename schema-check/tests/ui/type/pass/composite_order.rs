#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "address", db = "shop")]
struct Address {
    street: Option<String>,
    town: Option<String>,
}

#[derive(SchemaChecked)]
#[schema(type = "address", db = "shop", any_order)]
struct ByName {
    town: Option<String>,
    street: Option<String>,
}

fn main() {}
