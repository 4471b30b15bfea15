#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "slug", db = "shop")]
struct Slug(String);

#[derive(SchemaChecked)]
#[schema(type = "slug", db = "shop")]
struct Named {
    text: Box<str>,
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct AsNewtype {
    slug: Slug,
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct AsBase {
    slug: String,
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct AsNamed {
    slug: Named,
}

fn main() {}
