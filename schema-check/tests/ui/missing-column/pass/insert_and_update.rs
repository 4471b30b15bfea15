#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", insert)]
struct NewUser<'a> {
    email: &'a str,
    display_name: &'a str,
    status: Option<&'a str>,
}

#[derive(SchemaChecked)]
#[schema(table = "users", update)]
struct UserChange {
    email: Option<String>,
    display_name: Option<Option<String>>,
}

fn main() {}
