#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

// What stands beside `SchemaChecked` in the list is read from the source; sqlx is not compiled here.
#[cfg_attr(any(), derive(sqlx::FromRow))]
#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(unchecked)]
    id: i32,
    #[schema(unchecked)]
    price: f64,
    mood: Mood,
    rank: i16,
    digest: Vec<i32>,
    tags: Option<Vec<Box<str>>>,
}

/// Nobody knows what reads it.
#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Read {
    mood: String,
    rank: i64,
}

/// The database converts what is written.
#[derive(SchemaChecked)]
#[schema(table = "products", insert, driver = "sqlx", db = "shop", ignore(title, price, slug))]
struct Written {
    mood: String,
    rank: i16,
}

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", any_order)]
enum Mood {
    #[schema(other)]
    Any(String),
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial, driver = "sqlx")]
struct User {
    email: String,
}

fn main() {}
