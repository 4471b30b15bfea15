#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(db = "shop", rename_all = "kebab-case", any_order)]
enum Mood {
    Sad,
    SoSo,
    Happy,
}

// A constraint has no order.
#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
enum Status {
    Banned,
    Active,
}

// What is left out leaves the order as it is.
#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", rename_all = "kebab-case")]
enum Extremes {
    Happy,
    #[schema(other)]
    Other,
    Sad,
}

fn main() {}
