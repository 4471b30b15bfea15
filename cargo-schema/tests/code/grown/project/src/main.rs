//! Structs over tables that have rows and other columns, beside DDL, with things that have new names.

use schema_checked::SchemaChecked;

/// Made by text, and mapped by a struct that declares nothing more.
const CITIES: &str = "CREATE TABLE cities (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)";

#[derive(SchemaChecked)]
struct City {
    id: i32,
    name: String,
}

/// Called `people` until now; `born` holds the type of its field already.
#[derive(SchemaChecked)]
#[schema(table = "members", renamed_from = "people", partial)]
struct Member {
    #[schema(primary_key)]
    id: i64,
    #[schema(renamed_from = "mail", unique)]
    email: String,
    born: Option<i64>,
    #[schema(references = "cities")]
    city: Option<i32>,
    #[schema(default = "0")]
    visits: i32,
}

/// The view declares no table.
#[derive(SchemaChecked)]
#[schema(table = "adults", partial)]
struct Adult {
    id: i64,
}

fn main() {}
