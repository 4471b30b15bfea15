use chrono::NaiveDate;
use schema_checked::SchemaChecked;

#[derive(Debug, sqlx::FromRow, SchemaChecked)]
#[sqlx(rename_all = "camelCase")]
#[schema(table = "\"UserProfile\"")]
pub struct UserProfile {
    pub user_id: i64,
    pub first_name: String,
    pub last_name: String,
    pub birth_date: Option<NaiveDate>,
    #[sqlx(rename = "isActive")]
    pub active: bool,
    #[sqlx(rename = "loginCount")]
    pub logins: i32,
}

#[derive(Debug, SchemaChecked)]
#[schema(table = "\"UserProfile\"", update, rename_all = "camelCase")]
pub struct ProfileChange {
    pub first_name: Option<String>,
    pub birth_date: Option<Option<NaiveDate>>,
}
