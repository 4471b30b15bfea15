use schema_checked::SchemaChecked;

/// Its inner type is what it should be, the name around it is not.
type Option<T> = std::vec::Vec<T>;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    id: i64,
    email: String,
    display_name: Option<String>,
}

fn main() {}
