//! Structs that map what is dropped and what becomes nullable.
use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users")]
pub struct User {
    pub id: i64,
    #[schema(column = "email")]
    pub mail: Option<String>,
    pub age: Option<i64>,
    pub height: f64,
}

#[derive(SchemaChecked)]
#[schema(table = "old")]
pub struct Old {
    pub id: i64,
}
