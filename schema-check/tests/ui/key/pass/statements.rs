#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop", unique(id), unique(slug))]
struct Product {
    #[schema(primary_key)]
    id: i64,
    #[schema(unique)]
    slug: String,
}

#[derive(SchemaChecked)]
#[schema(table = "reviews", db = "shop", primary_key(author, product_id))]
struct Review {
    #[schema(references = "public.products.id")]
    product_id: i64,
    author: String,
    body: String,
}

#[derive(SchemaChecked)]
#[schema(table = "reviews", db = "shop", partial, unique(product_id, author))]
struct Marked {
    #[schema(primary_key, references = "products")]
    product_id: i64,
    #[schema(primary_key)]
    author: String,
}

fn main() {}
