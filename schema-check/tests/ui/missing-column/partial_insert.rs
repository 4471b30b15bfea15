use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "reviews", insert, partial, db = "shop")]
struct NewReview {
    product_id: i64,
    author: String,
}

fn main() {}
