use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "user")]
struct User {
    id: i64,
}

#[derive(SchemaChecked)]
struct Invoice {
    id: i64,
}

fn main() {}
