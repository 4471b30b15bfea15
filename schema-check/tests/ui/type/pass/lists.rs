#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    digest: [i32; 4],
    #[schema(lossy)]
    tags: Option<[String; 3]>,
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Lists {
    digest: Vec<i64>,
    tags: Option<std::collections::VecDeque<String>>,
}

#[derive(SchemaChecked)]
#[schema(table = "boards", db = "shop")]
struct Board {
    cells: Vec<Vec<i32>>,
    #[schema(lossy)]
    layers: Option<Vec<Option<String>>>,
}

fn main() {}
