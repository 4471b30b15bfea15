//! The engine refuses what a struct declares.

#[derive(SchemaChecked)]
#[schema(table = "users")]
struct User {
    #[schema(default = "no_such_function(")]
    id: i64,
}
