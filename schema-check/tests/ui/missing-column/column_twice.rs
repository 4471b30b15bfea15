use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    email: String,
    #[schema(column = "email")]
    address: String,
}

fn main() {}
