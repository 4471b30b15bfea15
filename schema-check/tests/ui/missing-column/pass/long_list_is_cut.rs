#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(partial)]
struct Wide {
    id: i64,
}

fn main() {}
