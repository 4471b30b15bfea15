//! Three databases, two of which have a table of the same name.

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users")]
pub struct User {
    pub id: i64,
    pub email: Option<String>,
}

#[derive(SchemaChecked)]
#[schema(table = "users", db = "billing")]
pub struct Payer {
    pub id: i64,
    pub email: Option<String>,
    pub iban: Option<i64>,
}

#[derive(SchemaChecked)]
#[schema(table = "visits", db = "stats")]
pub struct Visit {
    pub id: i64,
    pub path: String,
}
