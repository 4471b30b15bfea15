//! Keys over what is not there.

#[derive(SchemaChecked)]
#[schema(table = "users", unique(emial), index(nothing), primary_key(idd))]
struct User {
    id: i64,
    email: String,
    #[schema(references = "tenant")]
    tenant: i64,
    #[schema(references = "tenants.nothing")]
    other: i64,
    #[schema(references = "tenants")]
    third: i64,
    #[schema(default)]
    visits: i64,
}

#[derive(SchemaChecked)]
#[schema(table = "tenants")]
struct Tenant {
    id: i64,
}
