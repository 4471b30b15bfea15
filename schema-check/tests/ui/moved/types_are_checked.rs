use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "people", renamed_from = "users", partial)]
struct Person {
    #[schema(renamed_from = "email")]
    address: i64,
    #[schema(renamed_from = "mail")]
    gone: String,
}

fn main() {}
