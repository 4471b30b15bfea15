use chrono::NaiveDateTime;
use rust_decimal::Decimal;
use schema_checked::SchemaChecked;

#[derive(Debug, Clone, Copy, SchemaChecked)]
#[schema(column = "products.kind", rename_all = "kebab-case")]
pub enum Kind {
    Simple,
    Bundle,
    GiftCard,
}

#[derive(Debug, Clone, Copy, SchemaChecked)]
#[schema(column = "products.labels", rename_all = "lowercase")]
pub enum Label {
    New,
    Sale,
    Eco,
}

#[derive(Debug, diesel::Queryable, diesel::Selectable, SchemaChecked)]
#[diesel(table_name = crate::schema::products)]
pub struct Product {
    pub id: u64,
    pub sku: String,
    pub name: String,
    pub price: Decimal,
    pub stock: u32,
    #[diesel(column_name = visible)]
    pub is_visible: bool,
    pub kind: Kind,
    pub labels: Option<Vec<Label>>,
    pub added_at: NaiveDateTime,
}

#[derive(Debug, diesel::Insertable, SchemaChecked)]
#[diesel(table_name = crate::schema::products)]
#[schema(insert)]
pub struct NewProduct<'a> {
    pub sku: &'a str,
    pub name: &'a str,
    pub price: Decimal,
    pub stock: u32,
    pub visible: bool,
    pub kind: Kind,
}

#[derive(Debug, diesel::Queryable, SchemaChecked)]
#[diesel(table_name = product_images)]
pub struct ProductImage {
    pub id: u64,
    pub product_id: u64,
    #[diesel(column_name = "file")]
    pub path: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub thumbnail: Option<Vec<u8>>,
}
