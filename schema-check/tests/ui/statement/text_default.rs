use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "labels", partial, db = "shop")]
struct Label {
    #[schema(default = "0")]
    code: String,
}

fn main() {}
