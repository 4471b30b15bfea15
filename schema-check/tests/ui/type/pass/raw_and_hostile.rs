use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "hostile")]
struct r#Hostile {
    r#type: String,
    #[schema(column = "say \"hi\" */ {x}")]
    hi: String,
    #[schema(column = "line\nbreak")]
    line: String,
}

fn main() {}
