use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    id: i64,
    #[schema(primary_key)]
    slug: String,
    #[schema(unique)]
    title: String,
}

#[derive(SchemaChecked)]
#[schema(table = "reviews", db = "shop", primary_key(product_id), unique(author, body))]
struct Review {
    #[schema(references = "products.slug")]
    product_id: i64,
    #[schema(references = "authors")]
    author: String,
    #[schema(references = "products.title")]
    body: String,
}

#[derive(SchemaChecked)]
#[schema(type = "address", primary_key(street), db = "shop")]
struct Address {
    street: Option<String>,
    town: Option<String>,
}

fn main() {}
