#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct Login {
    email: String,
}

#[derive(SchemaChecked)]
#[schema(table = "users", ignore(created_at, "display_name", status))]
struct Contact {
    id: i64,
    email: String,
}

#[derive(SchemaChecked)]
struct ActiveUsers(i64, Option<String>);

fn main() {}
