use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users")]
struct User {
    id: String,
    emial: String,
    display_name: String,
    created_at: Option<String>,
}

fn main() {}
