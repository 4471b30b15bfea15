#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(sql_type = "VARCHAR (200)")]
    title: String,
    #[schema(sql_type = "bigint")]
    id: i64,
    #[schema(sql_type = "int[4]")]
    digest: [i32; 4],
}

fn main() {}
