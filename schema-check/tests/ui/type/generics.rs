use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct User<Id> {
    id: Id,
}

schema_checked::expect_checked!(User<i64>, User<String>);

fn main() {}
