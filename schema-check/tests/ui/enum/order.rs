#![deny(warnings)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(db = "shop", rename_all = "kebab-case")]
enum Mood {
    Sad,
    SoSo,
    Happy,
}

fn main() {}
