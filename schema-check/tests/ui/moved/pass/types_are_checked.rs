#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "people", renamed_from = "users", partial)]
struct Person {
    #[schema(renamed_from = "email")]
    address: String,
}

fn main() {}
