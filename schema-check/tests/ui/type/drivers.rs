use schema_checked::SchemaChecked;

// What stands beside `SchemaChecked` in the list is read from the source; sqlx is not compiled here.
#[cfg_attr(any(), derive(sqlx::FromRow))]
#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(lossy)]
    id: i32,
    price: f64,
    mood: String,
    rank: i64,
    digest: Vec<i64>,
    tags: Option<Vec<Box<str>>>,
}

#[derive(SchemaChecked)]
#[schema(table = "boards", driver = "tokio-postgres", db = "shop", ignore(layers))]
struct Board<'a> {
    cells: &'a [Vec<i64>],
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial, driver = "tokio")]
struct User {
    email: String,
}

fn main() {}
