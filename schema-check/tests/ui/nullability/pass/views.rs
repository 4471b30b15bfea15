#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
struct Guesses {
    total: Option<i64>,
}

fn main() {}
