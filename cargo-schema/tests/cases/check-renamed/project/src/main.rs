//! Waits for a database that has moved meanwhile.

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", renamed_from = "people")]
struct User {
    id: i64,
    #[schema(renamed_from = "mail")]
    email: String,
    name: String,
    #[schema(pending)]
    phone: Option<String>,
}

#[derive(SchemaChecked)]
struct Note {
    id: i64,
    #[schema(renamed_from = "title")]
    heading: String,
}

/// Nobody told it.
#[derive(SchemaChecked)]
#[schema(table = "notes", partial)]
struct Heading {
    title: String,
}

fn main() {}
