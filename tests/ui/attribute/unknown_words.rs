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

fn main() {}
