#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", rename_all = "kebab-case")]
enum Mood {
    Happy,
    SoSo,
    Sad,
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    mood: Mood,
    title: String,
}

fn main() {}
