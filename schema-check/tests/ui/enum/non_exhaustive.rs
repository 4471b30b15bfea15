#![deny(warnings)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", rename_all = "kebab-case", non_exhaustive)]
enum Mood {
    Happy,
}

// What this says is for other crates, and nothing to the database.
#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
#[non_exhaustive]
enum Status {
    Active,
}

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", rename_all = "kebab-case", non_exhaustive)]
enum Open {
    Happy,
    #[schema(other)]
    Other,
}

fn main() {}
