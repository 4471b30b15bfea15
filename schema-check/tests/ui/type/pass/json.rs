#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

struct Settings;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    #[schema(json)]
    status: Settings,
    #[schema(json)]
    display_name: Option<Settings>,
}

fn main() {}
