//! JSON Schema of the types that are written as text. Only for making `docs/snapshot.schema.json`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{ObjectKey, ObjectName};

/// Whether a flag that is usually set is set.
pub(crate) fn is_true(value: &bool) -> bool {
    *value
}

/// The default of a flag that is usually set.
pub(crate) fn yes() -> bool {
    true
}

impl JsonSchema for ObjectName {
    fn schema_name() -> Cow<'static, str> {
        "ObjectName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "minLength": 1,
            "description": "`name` or `namespace.name`; a part that holds a dot, a quote, a colon or a control character is in double quotes."
        })
    }
}

impl JsonSchema for ObjectKey {
    fn schema_name() -> Cow<'static, str> {
        "ObjectKey".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^(namespace|extension|type|sequence|table|view|routine|event|object):",
            "description": "What it is, a colon, and its name: `table:public.users`."
        })
    }
}
