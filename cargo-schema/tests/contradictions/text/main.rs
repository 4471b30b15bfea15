//! A struct and a text that make the same table in two ways.

const USERS: &str = "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT)";

#[derive(SchemaChecked)]
#[schema(table = "users", unique(name))]
struct User {
    id: i64,
    name: String,
    email: String,
}
