//! Structs over one table that contradict each other.

#[derive(SchemaChecked)]
#[schema(table = "users", primary_key(id, tenant))]
struct User {
    id: i64,
    tenant: i64,
    #[schema(sql_type = "varchar(80)")]
    name: String,
    #[schema(default = "0")]
    visits: i64,
    seen: i64,
    #[schema(references = "tenants")]
    of: i64,
    age: i64,
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct Visitor {
    #[schema(primary_key)]
    id: i64,
    #[schema(sql_type = "text")]
    name: String,
    #[schema(default = "1")]
    visits: i64,
    seen: Option<i64>,
    #[schema(references = "users")]
    of: i64,
    age: String,
    more: i64,
}
