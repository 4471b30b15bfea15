use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
union Bits {
    a: u8,
}

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Pair(String, String);

fn main() {}
