//! A table and a column with other names, and programs on the server that the code does not speak of.

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "members", renamed_from = "people")]
struct Member {
    #[schema(primary_key)]
    id: i32,
    #[schema(renamed_from = "mail", sql_type = "varchar(40)")]
    email: String,
}

#[derive(SchemaChecked)]
#[schema(table = "mails")]
struct Mail {
    #[schema(primary_key)]
    id: i32,
    #[schema(sql_type = "varchar(40)")]
    mail: String,
}

fn main() {}
