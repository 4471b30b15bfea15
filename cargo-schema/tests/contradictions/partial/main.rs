//! A part of a table that is not there.

#[derive(SchemaChecked)]
#[schema(table = "parts", partial)]
struct Part {
    id: i64,
}
