use schema_checked::SchemaChecked;

struct Login {
    email: i64,
}

#[derive(SchemaChecked)]
#[schema(table = "users")]
struct User {
    id: i64,
    #[schema(flatten)]
    login: Login,
}

fn main() {}
