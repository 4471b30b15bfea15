#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct Login {
    email: String,
}

struct Unknown;

#[derive(SchemaChecked)]
#[schema(table = "users")]
struct User {
    id: i64,
    #[schema(flatten)]
    login: Login,
    #[schema(flatten)]
    again: Option<Login>,
    #[schema(flatten, unchecked)]
    rest: Unknown,
}

fn main() {}
