//! The whole snapshot as one JSON document, for programs that want all of it at once.

use super::FORMAT;
use crate::Schema;
use crate::json::{self, Container, Fields, FromJson, Json, JsonError, Layout, Sink, ToJson};

/// What `cargo schema dump --format json` prints.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Version of the format.
    pub format: u32,
    /// The schema.
    #[cfg_attr(feature = "json-schema", schemars(flatten))]
    pub schema: Schema,
}

impl ToJson for Document {
    fn to_json(&self, sink: &mut dyn Sink) {
        sink.begin(Container::Object);
        json::field(sink, "format", &self.format);
        self.schema.fields_to_json(sink);
        sink.end();
    }
}

impl FromJson for Document {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            format: fields.required("format")?,
            schema: Schema::take_fields(&mut fields)?,
        })
    }
}

/// The snapshot of a schema as one document, in canonical form, with a newline at the end.
pub fn document(schema: &Schema) -> String {
    let mut schema = schema.clone();
    schema.normalize();
    let document = Document {
        format: FORMAT,
        schema,
    };
    let mut text = json::to_text(&document, Layout::Pretty);
    text.push('\n');
    text
}
