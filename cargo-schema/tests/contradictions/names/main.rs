//! Structs whose table is not known.

#[derive(SchemaChecked)]
struct Nobody {
    id: i64,
}

#[derive(SchemaChecked)]
#[schema(table = "a.b.c")]
struct TooLong {
    id: i64,
}

#[derive(SchemaChecked)]
#[schema(table = "parts", partial)]
struct Part {
    id: i64,
    #[schema(flatten)]
    rest: Rest,
}

#[derive(SchemaChecked)]
#[schema(table = "pairs")]
struct Pair(i64, i64);
