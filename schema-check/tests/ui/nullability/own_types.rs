use schema_checked::SchemaChecked;

/// Nothing is known about it.
struct Unknown(String);

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Upper(String);

type Tags = Vec<String>;

type Text<'a> = std::borrow::Cow<'a, str>;

#[derive(SchemaChecked)]
#[schema(table = "products", db = "shop", partial)]
struct Product {
    tags: Tags,
    title_upper: Upper,
}

#[derive(SchemaChecked)]
#[schema(table = "products", db = "shop", partial)]
struct Other<'a, T> {
    tags: Vec<T>,
    title_upper: Unknown,
    slug: Text<'a>,
}

#[derive(SchemaChecked)]
#[schema(table = "products", db = "shop", partial)]
struct Lent<'a> {
    title_upper: Text<'a>,
}

fn main() {}
