use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(default = "1")]
    rank: i16,
    #[schema(default)]
    title: String,
    #[schema(default = "lower(title)")]
    slug: String,
}

fn main() {}
