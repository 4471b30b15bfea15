use schema_checked::SchemaChecked;

const LENGTH: usize = 5;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    digest: [i32; LENGTH],
}

fn main() {}
