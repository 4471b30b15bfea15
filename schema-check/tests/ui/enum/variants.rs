use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop")]
enum Mood {
    #[schema(rename = "hapy")]
    Happy,
    #[schema(rename = "so-so")]
    SoSo,
    #[schema(rename = "angry")]
    Angry,
}

#[derive(SchemaChecked)]
#[schema(column = "users.status")]
enum Status {
    Active,
    Banned,
}

#[derive(SchemaChecked)]
#[schema(column = "products.rank", db = "shop")]
enum Rank {
    Low,
    High = 6,
}

#[derive(SchemaChecked)]
#[schema(column = "users.email")]
enum Free {
    A,
}

#[derive(SchemaChecked)]
enum Unsaid {
    A,
}

fn main() {}
