use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
struct Guesses {
    total: i64,
}

fn main() {}
