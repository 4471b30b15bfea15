use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
enum Status {
    Active(String),
    Banned,
}

fn main() {}
