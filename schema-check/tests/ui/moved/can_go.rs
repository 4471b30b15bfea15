#![deny(warnings)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial, pending, renamed_from = "people")]
struct User {
    #[schema(renamed_from = "mail")]
    email: String,
    #[schema(pending)]
    display_name: Option<String>,
}

#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
enum Status {
    #[schema(renamed_from = "open")]
    Active,
    #[schema(pending)]
    Banned,
}

fn main() {}
