use schema_checked::SchemaChecked;

/// A value after a word that takes none would be a check that does not happen.
#[derive(SchemaChecked)]
#[schema(insert = "users", partial = "no")]
struct NewUser {
    #[schema(skip = true)]
    id: i64,
    #[schema(json("x"))]
    email: String,
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial, pending(1))]
struct User {
    id: i64,
    #[schema(primary_key(id), lossy = "yes")]
    email: String,
}

fn main() {}
