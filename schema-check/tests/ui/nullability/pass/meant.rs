#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    #[schema(nullable)]
    email: Option<String>,
    display_name: Option<String>,
}

fn main() {}
