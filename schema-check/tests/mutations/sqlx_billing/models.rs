use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use schema_checked::SchemaChecked;

#[derive(Debug, Clone, sqlx::Type, SchemaChecked)]
#[sqlx(type_name = "address")]
pub struct Address {
    pub street: Option<String>,
    pub city: Option<String>,
}

#[derive(Debug, Clone, sqlx::FromRow, SchemaChecked)]
#[schema(table = "customers")]
pub struct Customer {
    pub id: i64,
    pub name: String,
    pub country: String,
    pub address: Option<Address>,
    pub vat_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::Type, SchemaChecked)]
#[sqlx(transparent)]
pub struct InvoiceNumber(String);

#[derive(Debug, Clone, sqlx::FromRow, SchemaChecked)]
#[schema(table = "invoices")]
pub struct Invoice {
    pub id: i64,
    pub customer_id: i64,
    pub number: InvoiceNumber,
    pub total: Decimal,
    pub currency: String,
    pub issued_on: NaiveDate,
    pub paid_at: Option<DateTime<Utc>>,
    #[sqlx(json)]
    pub meta: std::collections::BTreeMap<String, String>,
}

#[derive(Debug, Clone, sqlx::FromRow, SchemaChecked)]
#[schema(table = "invoice_lines")]
pub struct InvoiceLine {
    pub invoice_id: i64,
    pub position: i32,
    pub description: String,
    pub quantity: Decimal,
    pub unit_price: Decimal,
}
