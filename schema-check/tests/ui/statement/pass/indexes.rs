#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "reviews", partial, db = "shop", index(product_id, author), index(product_id))]
struct Review {
    #[schema(index)]
    product_id: i64,
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(index)]
    slug: String,
}

fn main() {}
