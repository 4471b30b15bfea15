use schema_checked::SchemaChecked;

struct Settings;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(json)]
    id: Settings,
    #[schema(json)]
    tags: Settings,
}

fn main() {}
