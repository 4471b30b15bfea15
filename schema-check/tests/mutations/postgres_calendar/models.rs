use chrono::NaiveDateTime;
use schema_checked::SchemaChecked;

#[derive(Debug, Clone, Copy, SchemaChecked)]
#[schema(type = "repetition")]
pub enum Repeats {
    #[schema(rename = "never")]
    No,
    #[schema(rename = "every day")]
    Daily,
    #[schema(rename = "every week")]
    Weekly,
}

#[derive(Debug, Clone, Copy, SchemaChecked)]
#[schema(column = "events.priority")]
#[repr(i16)]
pub enum Priority {
    Low = 0,
    Normal,
    High = 5,
}

#[derive(Debug, SchemaChecked)]
#[schema(table = "rooms")]
pub struct Room(
    #[schema(column = "id")] pub i32,
    #[schema(column = "name")] pub String,
    #[schema(column = "seats")] pub i16,
    #[schema(column = "equipment")] pub Option<Vec<String>>,
);

#[derive(Debug, SchemaChecked)]
#[schema(table = "public.events")]
pub struct Event {
    pub id: i64,
    pub title: String,
    pub starts_at: NaiveDateTime,
    pub duration_minutes: i32,
    pub repeats: Repeats,
    pub priority: Priority,
    pub guests: Vec<i64>,
    pub notes: Option<String>,
}
