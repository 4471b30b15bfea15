#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", ignore(id, display_name, created_at))]
struct User {
    email: String,
    status: String,
}

fn main() {}
