//! What the other schemas have in another way, or not at all.
use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users")]
pub struct User {
    pub id: i64,
    #[schema(column = "email")]
    pub mail_address: String,
    pub age: Option<i64>,
    pub state: State,
}

#[derive(SchemaChecked)]
#[schema(column = "users.state", rename_all = "lowercase")]
pub enum State {
    In,
    Out,
}

#[derive(SchemaChecked)]
#[schema(table = "old")]
pub struct Old {
    pub id: i64,
}

#[derive(SchemaChecked)]
#[schema(table = "bills", db = "billing")]
pub struct Bill {
    pub id: i64,
}
