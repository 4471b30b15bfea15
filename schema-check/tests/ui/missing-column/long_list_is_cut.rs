use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
struct Wide {
    id: i64,
}

fn main() {}
