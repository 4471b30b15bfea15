#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(partial)]
struct User(i64);

#[derive(SchemaChecked)]
struct ActiveUsers(i64, Option<String>);

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct Named(#[schema(column = "status")] String, #[schema(column = "email")] String);

fn main() {}
