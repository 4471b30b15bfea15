use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    id: i32,
    price: f64,
    tags: Option<Vec<i64>>,
}

fn main() {}
