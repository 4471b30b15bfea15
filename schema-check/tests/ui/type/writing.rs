use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", update, db = "shop")]
struct ProductChange {
    rank: Option<i32>,
}

fn main() {}
