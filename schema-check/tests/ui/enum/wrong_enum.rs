use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(column = "users.status", rename_all = "snake_case")]
enum Status {
    Active,
    Banned,
}

enum Mood {
    Happy,
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    mood: Mood,
    title: Status,
}

fn main() {}
