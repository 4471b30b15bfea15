use schema_checked::SchemaChecked;

type Rank = i64;
type MaybeTags = Option<Vec<String>>;

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Digest(i64);

#[derive(SchemaChecked)]
#[schema(table = "products", partial, driver = "sqlx", db = "shop")]
struct Product {
    rank: Rank,
    digest: Vec<Digest>,
    mood: Named,
    tags: MaybeTags,
}

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Named(Box<str>);

fn main() {}
