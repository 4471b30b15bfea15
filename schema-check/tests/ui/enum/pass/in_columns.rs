#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
enum Status {
    Active,
    Banned,
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    status: Status,
}

#[derive(SchemaChecked)]
#[schema(db = "shop", rename_all = "kebab-case")]
enum Mood {
    Happy,
    SoSo,
    #[schema(other)]
    Other(String),
}

#[derive(SchemaChecked)]
#[schema(column = "products.rank", db = "shop")]
#[repr(i16)]
enum Rank {
    Low,
    Middle,
    High = 5,
}

#[derive(SchemaChecked)]
#[schema(table = "public.products", partial, db = "shop")]
struct Product {
    mood: Mood,
    rank: Rank,
}

#[derive(SchemaChecked)]
#[schema(type = "address", db = "shop")]
struct Address {
    street: Option<String>,
    town: Option<String>,
}

fn main() {}
