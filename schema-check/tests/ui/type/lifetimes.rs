use schema_checked::SchemaChecked;

struct Email;

mod shadowed {
    use schema_checked::SchemaChecked;

    pub struct String;

    #[derive(SchemaChecked)]
    #[schema(table = "users", partial)]
    pub struct User<'a> {
        email: &'a String,
        status: &'a str,
    }
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User<'a> {
    email: &'a Email,
}

fn main() {}
