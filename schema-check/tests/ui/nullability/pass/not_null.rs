#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
struct Guesses {
    #[schema(not_null)]
    total: i64,
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    #[schema(not_null)]
    display_name: String,
}

fn main() {}
