use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "reviews", partial, db = "shop", index(author, product_id))]
struct Review {
    #[schema(index)]
    author: String,
}

// An index over some of the rows is not one for every query.
#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(index)]
    title: String,
}

fn main() {}
