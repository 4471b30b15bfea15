use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    email: Option<String>,
    display_name: String,
}

fn main() {}
