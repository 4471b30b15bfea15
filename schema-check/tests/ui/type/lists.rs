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

fn main() {}
