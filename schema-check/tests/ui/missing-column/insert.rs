use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", insert, db = "shop")]
struct NewProduct {
    id: i64,
    title: String,
    tags: Option<Vec<String>>,
    title_upper: Option<String>,
}

fn main() {}
