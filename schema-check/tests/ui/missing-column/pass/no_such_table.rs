#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct Account {
    id: i64,
}

// The struct's own name, in the singular or the plural.
#[derive(SchemaChecked)]
#[schema(partial)]
struct User {
    id: i64,
}

#[derive(SchemaChecked)]
#[schema(partial)]
struct Users {
    id: i64,
}

// Outside of the search path, the namespace is written out.
#[derive(SchemaChecked)]
#[schema(table = "audit.events", partial, db = "shop")]
struct Event {
    id: i64,
}

fn main() {}
