use schema_checked::SchemaChecked;

struct Email(String);
type Number = String;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User {
    id: Number,
    email: Email,
    display_name: Option<Email>,
    status: Vec<Email>,
}

fn main() {}
