use chrono::{DateTime, Utc};
use schema_checked::SchemaChecked;
use uuid::Uuid;

#[derive(Debug, Clone, sqlx::FromRow, SchemaChecked)]
#[schema(table = "users")]
pub struct User {
    pub id: Uuid,
    pub email: String,
    #[sqlx(rename = "display_name")]
    pub name: Option<String>,
    pub password_hash: String,
    pub created_at: DateTime<Utc>,
    #[schema(unchecked)]
    pub last_seen_ip: Option<std::net::IpAddr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type, SchemaChecked)]
#[sqlx(type_name = "post_status", rename_all = "snake_case")]
pub enum PostStatus {
    Draft,
    InReview,
    Published,
}

#[derive(Debug, Clone, sqlx::FromRow, SchemaChecked)]
#[schema(table = "posts", ignore(search))]
pub struct Post {
    pub id: i64,
    pub author_id: Uuid,
    pub title: String,
    pub body: String,
    pub status: PostStatus,
    pub tags: Vec<String>,
    pub published_at: Option<DateTime<Utc>>,
}

#[derive(Debug, SchemaChecked)]
#[schema(table = "posts", insert)]
pub struct NewPost<'a> {
    pub author_id: Uuid,
    pub title: &'a str,
    pub body: &'a str,
}

#[derive(Debug, Clone, sqlx::FromRow, SchemaChecked)]
#[schema(table = "comments", partial)]
pub struct Comment {
    pub id: i64,
    pub post_id: i64,
    #[sqlx(rename = "parent_id")]
    pub answers: Option<i64>,
    pub body: String,
    pub hidden: bool,
    #[sqlx(skip)]
    pub replies: Vec<Comment>,
}
