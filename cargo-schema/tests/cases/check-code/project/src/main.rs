//! Wrong in two places.

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users")]
struct User {
    id: i64,
    emial: String,
    age: i64,
    joined: String,
}

mod other {
    #[derive(schema_checked::SchemaChecked)]
    #[schema(table = "users", partial)]
    pub struct Name {
        pub email: String,
    }
}

fn main() {}
