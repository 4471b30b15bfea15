use chrono::NaiveDateTime;
use schema_checked::SchemaChecked;
use serde::Serialize;
use uuid::Uuid;

#[derive(Debug, Serialize, SchemaChecked)]
#[schema(type = "device", rename_all = "lowercase")]
pub enum Device {
    Phone,
    Tablet,
    Desktop,
}

#[derive(Debug, Serialize, SchemaChecked)]
#[schema(table = "page_views")]
pub struct PageView {
    pub visitor: Uuid,
    pub path: String,
    pub at: NaiveDateTime,
    pub bytes_sent: i128,
    pub load_seconds: f64,
    pub device: Device,
    pub referrers: Option<Vec<String>>,
}

#[derive(Debug, Serialize, SchemaChecked)]
pub struct DailyViews {
    pub path: String,
    pub views: i64,
    #[schema(not_null)]
    pub visitors: i64,
}
