use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    digest: [i32; 5],
    tags: Option<Vec<Vec<String>>>,
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Fixed {
    digest: Vec<String>,
    tags: Option<[String; 3]>,
}

#[derive(SchemaChecked)]
#[schema(table = "boards", db = "shop")]
struct Board {
    cells: Vec<i32>,
    layers: Option<Vec<Option<String>>>,
}

fn main() {}
