#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop")]
enum Mood {
    #[schema(rename = "happy")]
    Happy,
    #[schema(rename = "so-so")]
    SoSo,
    #[schema(rename = "sad")]
    Sad,
}

#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
enum Status {
    Active,
    Banned,
    #[schema(skip)]
    Unsaved,
}

#[derive(SchemaChecked)]
#[schema(column = "products.rank", db = "shop")]
enum Rank {
    Low,
    Middle = 0x1,
    High = 5,
}

fn main() {}
