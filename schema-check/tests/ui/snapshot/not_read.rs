use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", db = "unread")]
struct User {
    id: i64,
}

fn main() {}
