use schema_checked::SchemaChecked;

struct Unknown;

#[derive(SchemaChecked)]
#[schema(table = "hostile")]
struct Hostile {
    r#type: i64,
    #[schema(column = "say \"hi\" */ {x}")]
    hi: Unknown,
}

fn main() {}
