#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", rename_all = "kebab-case", ignore("so-so"))]
enum Mood {
    Happy,
    Sad,
}

fn main() {}
