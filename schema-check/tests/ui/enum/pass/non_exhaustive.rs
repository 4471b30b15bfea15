#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", rename_all = "kebab-case", non_exhaustive)]
enum Mood {
    Happy,
    SoSo,
    Sad,
}

#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case", ignore("banned"))]
#[non_exhaustive]
enum Status {
    Active,
}

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", rename_all = "kebab-case", ignore("so-so", sad))]
enum Happy {
    Happy,
}

fn main() {}
