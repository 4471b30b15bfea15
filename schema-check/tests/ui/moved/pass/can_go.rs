#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    email: String,
    display_name: Option<String>,
}

#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
enum Status {
    Active,
    Banned,
}

fn main() {}
