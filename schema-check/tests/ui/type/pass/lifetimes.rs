#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Email<'a>(&'a str);

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User<'a, 'b: 'a> {
    email: &'a Email<'b>,
    status: std::borrow::Cow<'a, str>,
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct Generic<'a, T> {
    email: &'a T,
    status: &'a str,
}

fn main() {}
