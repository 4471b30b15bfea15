//! `docs/snapshot.schema.json`: the JSON Schema of the snapshot, made from the model.

use std::fs;
use std::path::Path;

use schema_model::snapshot::{Document, Header, HistoryEntry};
use schema_model::{DefinedObject, Event, Routine, Sequence, Table, TypeDefinition, View};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::say::say;

/// Where it is, relative to the workspace.
pub const FILE: &str = "docs/snapshot.schema.json";

/// Writes it.
pub fn run(workspace: &Path) -> Result<(), String> {
    let path = workspace.join(FILE);
    fs::write(&path, text()).map_err(|error| format!("failed to write `{FILE}`: {error}"))?;
    say(&format!("wrote {FILE}"));
    Ok(())
}

/// Its text.
pub fn text() -> String {
    let mut text = serde_json::to_string_pretty(&schema()).expect("a JSON value is JSON");
    text.push('\n');
    text
}

/// The whole: a document as `cargo schema dump` prints it, and a definition for each sort of file.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    generator.subschema_for::<Document>();
    generator.subschema_for::<Header>();
    generator.subschema_for::<Table>();
    generator.subschema_for::<View>();
    generator.subschema_for::<TypeDefinition>();
    generator.subschema_for::<Sequence>();
    generator.subschema_for::<Routine>();
    generator.subschema_for::<Event>();
    generator.subschema_for::<DefinedObject>();
    generator.subschema_for::<HistoryEntry>();
    let definitions = generator.take_definitions(true);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Snapshot of a database schema",
        "description": "The whole snapshot as one document. The files of the folder have a definition each: `snapshot.json` is a Header, `tables/*.json` a Table, `views/*.json` a View, `types/*.json` a TypeDefinition, `sequences/*.json` a Sequence, `functions/*.json` a Routine, `events/*.json` an Event, `objects/*.json` a DefinedObject, a line of `history.jsonl` a HistoryEntry.",
        "$ref": "#/$defs/Document",
        "$defs": definitions,
    })
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
