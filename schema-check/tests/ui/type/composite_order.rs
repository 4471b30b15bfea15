#![deny(warnings)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "address", db = "shop")]
struct Address {
    town: Option<String>,
    street: Option<String>,
}

fn main() {}
