#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "people", renamed_from = "users")]
struct Person {
    id: i64,
    #[schema(renamed_from = "email")]
    address: String,
    display_name: Option<String>,
    created_at: String,
    status: Status,
    #[schema(pending)]
    phone: Option<String>,
}

#[derive(SchemaChecked)]
#[schema(table = "invoices", pending)]
struct Invoice {
    id: i64,
}

#[derive(SchemaChecked)]
#[schema(pending)]
struct Receipt {
    id: i64,
}

// Both names are there for a while.
#[derive(SchemaChecked)]
#[schema(table = "users", ignore(created_at, status))]
struct Both {
    id: i64,
    #[schema(renamed_from = "display_name")]
    email: String,
}

#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
enum Status {
    #[schema(renamed_from = "active")]
    Open,
    Banned,
    #[schema(pending)]
    Archived,
}

fn main() {}
