use schema_checked::SchemaChecked;

/// Stands for the crate: what a type is called decides what is advised.
mod rust_decimal {
    pub struct Decimal;
}

use rust_decimal::Decimal;

#[derive(SchemaChecked)]
#[schema(table = "products", db = "shop", partial)]
struct Product {
    price: rust_decimal::Decimal,
}

#[derive(SchemaChecked)]
#[schema(table = "products", db = "shop", partial)]
struct Price {
    price: Decimal,
}

fn main() {}
