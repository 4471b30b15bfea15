#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Upper(Option<String>);

type Tags = Option<Vec<String>>;

type Text<'a> = Option<std::borrow::Cow<'a, str>>;

#[derive(SchemaChecked)]
#[schema(table = "products", db = "shop", partial)]
struct Product<'a> {
    tags: Tags,
    title_upper: Text<'a>,
}

#[derive(SchemaChecked)]
#[schema(table = "products", db = "shop", partial)]
struct Other {
    title_upper: Upper,
}

fn main() {}
