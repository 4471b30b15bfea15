#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "hostile")]
struct Hostile {
    r#type: String,
    #[schema(column = "say \"hi\" */ {x}")]
    hi: String,
    #[schema(column = "line\nbreak")]
    line_break: String,
}

fn main() {}
