#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", insert, ignore(display_name))]
struct NewUser {
    email: String,
}

#[derive(SchemaChecked)]
#[schema(table = "review_bodies", update, db = "shop")]
struct ReviewChange {
    body: String,
}

#[derive(SchemaChecked)]
#[schema(table = "latest_reviews", insert, db = "shop")]
struct NewReview {
    body: String,
}

#[derive(SchemaChecked)]
#[schema(table = "titles", db = "shop")]
struct Titles {
    title: Option<String>,
}

#[derive(SchemaChecked)]
#[schema(table = "active_users", partial)]
struct ActiveUser {
    id: i64,
}

fn main() {}
