use schema_checked::SchemaChecked;

struct String;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    id: i64,
    email: String,
}

fn main() {}
