use schema_checked::SchemaChecked;

/// SQLite writes to a view through a trigger alone.
#[derive(SchemaChecked)]
#[schema(table = "active_users", insert)]
struct NewUser {
    email: String,
}

#[derive(SchemaChecked)]
#[schema(table = "tags_in_use", update, db = "shop")]
struct Tag {
    tag: String,
}

#[derive(SchemaChecked)]
#[schema(insert, db = "shop")]
struct Titles {
    title: String,
}

/// The trigger is for INSERT.
#[derive(SchemaChecked)]
#[schema(table = "latest_reviews", update, db = "shop")]
struct ReviewChange {
    body: String,
}

#[derive(SchemaChecked)]
#[schema(table = "active_user", insert)]
struct Misspelt {
    email: String,
}

#[derive(SchemaChecked)]
#[schema(view = "active_users", partial)]
struct ActiveUser {
    id: i64,
}

fn main() {}
