//! What the derive rejects is rejected here.

#[derive(SchemaChecked)]
#[schema(table = "users", primry_key(id))]
struct User {
    #[schema(sql_type = 5, colum = "id")]
    id: i64,
}

#[derive(SchemaChecked)]
#[schema(column = "users.state")]
enum State {
    On(String),
}
