//! Read by a test and never compiled on its own.
#[derive(SchemaChecked)]
#[schema(table = "nothing")]
struct Wrong;
