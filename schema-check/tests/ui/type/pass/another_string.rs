#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

mod texts {
    pub type String = std::string::String;
}
use texts::String;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    id: i64,
    email: String,
}

fn main() {}
