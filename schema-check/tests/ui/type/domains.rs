use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "slug", db = "shop")]
struct Slug(i64);

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop")]
struct Mood(String);

fn main() {}
