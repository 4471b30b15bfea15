use chrono::{DateTime, Utc};
use schema_checked::SchemaChecked;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, SchemaChecked)]
#[schema(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SessionKind {
    Browser,
    ApiKey,
    Impersonated,
}

#[derive(Debug, Clone, Copy, SchemaChecked)]
#[schema(transparent)]
pub struct UserId(i64);

#[derive(Debug, diesel::Queryable, SchemaChecked)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub id: Uuid,
    pub user_id: UserId,
    pub token_hash: Vec<u8>,
    pub kind: SessionKind,
    pub expires_at: DateTime<Utc>,
    pub revoked: bool,
    #[diesel(column_name = user_agent)]
    pub agent: Option<String>,
}

#[derive(Debug, diesel::Insertable, SchemaChecked)]
#[diesel(table_name = crate::schema::login_attempts)]
#[schema(insert)]
pub struct NewLoginAttempt<'a> {
    pub email: &'a str,
    pub succeeded: bool,
}

#[derive(Debug, diesel::Queryable, SchemaChecked)]
#[diesel(table_name = crate::schema::login_attempts)]
pub struct LoginAttempt {
    pub id: i64,
    pub email: String,
    pub succeeded: bool,
    pub at: DateTime<Utc>,
}
