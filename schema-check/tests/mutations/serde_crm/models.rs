use schema_checked::SchemaChecked;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, Serialize, Deserialize, SchemaChecked)]
#[schema(column = "contacts.type", rename_all = "lowercase")]
pub enum Type {
    Lead,
    Client,
    #[schema(rename = "former client")]
    Former,
}

#[derive(Debug, Serialize, Deserialize, SchemaChecked)]
#[serde(rename_all = "camelCase")]
#[schema(table = "contacts")]
pub struct Contact {
    pub id: u32,
    pub company: String,
    pub first_name: String,
    #[schema(column = "e-mail")]
    pub email: String,
    pub score: i8,
    pub founded: Option<u16>,
    pub r#type: Type,
    #[schema(json)]
    pub extra: Option<Vec<String>>,
}

#[derive(Debug, Serialize, Deserialize, SchemaChecked)]
pub struct Call {
    pub id: u32,
    pub contact_id: u32,
    pub seconds: i16,
    pub recorded: bool,
}
