use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
struct User;

#[derive(SchemaChecked)]
struct ActiveUsers(i64, Option<String>, String);

fn main() {}
