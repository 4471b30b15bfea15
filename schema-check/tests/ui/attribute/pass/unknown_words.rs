#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial, rename_all = "snake_case")]
struct Users {
    #[schema(column = "email")]
    address: String,
    id: i64,
}

#[derive(SchemaChecked)]
#[schema(table = r"users", partial,)]
struct Raw {
    id: i64,
}

#[derive(SchemaChecked)]
#[schema(table = "users")]
#[schema(partial)]
struct InTwoPlaces {
    id: i64,
    #[schema(skip)]
    rest: (),
}

fn main() {}
