//! The whole snapshot as one JSON document, for programs that want all of it at once.

use serde::{Deserialize, Serialize};

use super::FORMAT;
use crate::Schema;

/// What `cargo schema dump --format json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Version of the format.
    pub format: u32,
    /// The schema.
    #[serde(flatten)]
    pub schema: Schema,
}

/// The snapshot of a schema as one document, in canonical form, with a newline at the end.
pub fn document(schema: &Schema) -> String {
    let mut schema = schema.clone();
    schema.normalize();
    let document = Document {
        format: FORMAT,
        schema,
    };
    let mut text = serde_json::to_string_pretty(&document)
        .expect("the model has only types that JSON can express");
    text.push('\n');
    text
}
