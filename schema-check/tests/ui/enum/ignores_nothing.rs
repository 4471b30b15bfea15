#![deny(warnings)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", rename_all = "kebab-case", ignore("soso", happy))]
enum Mood {
    Happy,
    SoSo,
    Sad,
}

fn main() {}
