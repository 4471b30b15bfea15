//! The engine refuses what a struct declares.

#[derive(SchemaChecked)]
#[schema(table = "users")]
struct User {
    #[schema(default = "(SELECT 1)")]
    id: i64,
}
