#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

// The derives of other crates register their attributes; here a stand-in does.
#[derive(SchemaChecked)]
#[cfg_attr(any(), sqlx(rename_all = "camelCase"))]
#[schema(table = "users", partial)]
struct User {
    #[cfg(any())]
    gone: String,
    email: String,
}

fn main() {}
