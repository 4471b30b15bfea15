#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Email(String);
type Number = i64;

#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
enum Status {
    Active,
    Banned,
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    id: Number,
    email: Email,
    display_name: Option<Email>,
    status: Status,
}

fn main() {}
