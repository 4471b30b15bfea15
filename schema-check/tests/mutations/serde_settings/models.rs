use std::borrow::Cow;

use schema_checked::SchemaChecked;
use serde::Serialize;

type Key = String;

#[derive(Debug, Serialize, SchemaChecked)]
#[schema(ignore(old_note))]
pub struct Counter {
    pub key: Key,
    pub count: i64,
    pub step: u32,
}

#[derive(Debug, Serialize, SchemaChecked)]
#[schema(table = "settings")]
pub struct Setting<'a, T = ()> {
    pub key: Key,
    pub value: Option<Cow<'a, str>>,
    pub changed_at: std::string::String,
    #[schema(skip)]
    pub context: T,
}
