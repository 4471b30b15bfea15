use schema_checked::SchemaChecked;

const HIGHEST: isize = 5;

#[derive(SchemaChecked)]
#[schema(column = "products.rank", db = "shop")]
enum Rank {
    Low,
    Middle,
    High = HIGHEST,
}

fn main() {}
