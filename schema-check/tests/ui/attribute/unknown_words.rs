use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(tabel = "users", partial, rename_all = "snakecase")]
struct Users {
    #[schema(colum = "email")]
    email: String,
    #[schema(column)]
    id: i64,
}

#[derive(SchemaChecked)]
#[schema]
union Bits {
    a: u8,
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial insert)]
struct WithoutCommas {
    id: i64,
}

#[derive(SchemaChecked)]
#[schema(table = users)]
struct WithoutQuotes {
    id: i64,
}

#[derive(SchemaChecked)]
#[schema(column)]
enum WithoutName {
    A,
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial, table = "wide")]
struct Twice {
    #[schema(skip)]
    #[schema(skip)]
    c1: i64,
}

fn main() {}
