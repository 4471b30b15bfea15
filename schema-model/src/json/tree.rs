//! A JSON value that borrows what it can of its text.
//!
//! It is made for being read once, from unoptimised code too: fields stand in a list, in the order
//! of the text.

use std::borrow::Cow;

use serde_json::{Number, Value};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Json<'a> {
    /// What it is.
    pub content: Content<'a>,
    /// Where in its text it begins, in bytes; 0 when it comes from no text.
    pub(super) at: usize,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// `7`
    Number(Number),
    /// `"…"`
    Text(Cow<'a, str>),
    /// `[…]`
    List(Vec<Json<'a>>),
    /// `{…}`, no field twice.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> From<&'a Value> for Json<'a> {
    fn from(value: &'a Value) -> Self {
        let content = match value {
            Value::Null => Content::Null,
            Value::Bool(value) => Content::Bool(*value),
            Value::Number(number) => Content::Number(number.clone()),
            Value::String(text) => Content::Text(text.into()),
            Value::Array(items) => Content::List(items.iter().map(Json::from).collect()),
            Value::Object(fields) => {
                let fields = fields.iter();
                Content::Object(
                    fields
                        .map(|(key, value)| (key.into(), value.into()))
                        .collect(),
                )
            }
        };
        Self { content, at: 0 }
    }
}
