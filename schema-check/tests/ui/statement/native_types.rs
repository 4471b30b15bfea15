use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(sql_type = "varchar(100)")]
    title: String,
    #[schema(sql_type = "int")]
    rank: i16,
}

fn main() {}
