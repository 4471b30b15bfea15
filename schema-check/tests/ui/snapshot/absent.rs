use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", db = "absent")]
struct User {
    id: i64,
}

fn main() {}
