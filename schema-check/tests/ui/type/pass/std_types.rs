#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
struct User {
    id: i64,
    email: String,
    display_name: Option<String>,
    created_at: std::string::String,
    status: String,
}

fn main() {}
