//! Model, snapshot files and JSON Schema say the same.

use std::collections::BTreeMap;
use std::fs;

use schema_model::Schema;
use schema_model::json::{FromJson, to_value};
use schema_model::snapshot::{self, Document};
use serde_json::{Value, json};

use super::sample::{Sampler, paths};
use crate::process::workspace;

/// A schema that has everything.
fn sample() -> Value {
    let schema = super::schema();
    let definitions = schema["$defs"].as_object().unwrap();
    let mut documents = Sampler::new(definitions).definition("Document");
    assert_eq!(documents.len(), 1, "alternatives are inside lists");
    let mut document = documents.remove(0);
    document["format"] = snapshot::FORMAT.into();
    document
}

fn sample_schema() -> Schema {
    let document: Document = Document::from_value(&sample()).unwrap();
    document.schema
}

/// A validator for one definition that also refuses what the definition does not list.
fn validator(definition: &str) -> jsonschema::Validator {
    let mut schema = super::schema();
    close(&mut schema);
    schema["$ref"] = format!("#/$defs/{definition}").into();
    jsonschema::validator_for(&schema).unwrap()
}

fn close(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(close),
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            if fields
                .get("properties")
                .is_some_and(|p| p.get("type").is_none_or(Value::is_object))
                && fields.get("type") == Some(&json!("object"))
            {
                fields.insert("additionalProperties".into(), false.into());
            }
        }
        _ => {}
    }
}

fn validate(validator: &jsonschema::Validator, text: &str, place: &str) {
    let value = serde_json::from_str(text).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&value)
        .map(|error| format!("{place}: {error} at {}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// The definition of a file of the snapshot.
fn definition_of(path: &str) -> &'static str {
    [
        ("/tables/", "Table"),
        ("/views/", "View"),
        ("/types/", "TypeDefinition"),
        ("/sequences/", "Sequence"),
        ("/functions/", "Routine"),
        ("/events/", "Event"),
        ("/objects/", "DefinedObject"),
    ]
    .into_iter()
    .find(|(folder, _)| path.contains(folder))
    .map_or("Header", |(_, definition)| definition)
}

#[test]
fn the_file_is_up_to_date() {
    let file = fs::read_to_string(workspace().join(super::FILE)).unwrap();
    assert!(
        file == super::text(),
        "{} is stale: run `cargo xtask snapshot-schema`",
        super::FILE
    );
}

#[test]
fn the_model_keeps_everything_that_the_json_schema_lists() {
    let sample = sample();
    let document: Document = Document::from_value(&sample).unwrap();
    let kept = to_value(&document);
    let (sample, kept) = (paths(&sample), paths(&kept));
    let lost: Vec<_> = sample.symmetric_difference(&kept).collect();
    assert!(sample.len() > 300 && lost.is_empty(), "{lost:?}");
}

#[test]
fn the_json_schema_lists_everything_that_the_model_writes() {
    let schema = sample_schema();
    let document = snapshot::document(&schema);
    validate(&validator("Document"), &document, "the document");
    let files = snapshot::files(&schema);
    assert!(files.len() > 10);
    let mut validators = BTreeMap::new();
    for (path, text) in files {
        let path = path.to_string_lossy().replace('\\', "/");
        let definition = definition_of(&path);
        let validator = validators
            .entry(definition)
            .or_insert_with(|| validator(definition));
        validate(validator, &text, &path);
    }
    assert_eq!(validators.len(), 8, "every sort of file was there");
}

#[test]
fn a_line_of_the_history_is_as_the_json_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let entry = snapshot::HistoryEntry {
        time: "2026-01-31T12:00:00Z".into(),
        from: None,
        to: Schema::new("sqlite").fingerprint().to_string(),
        changes: snapshot::Changes::default(),
    };
    snapshot::append_history(folder.path(), &entry).unwrap();
    let line = fs::read_to_string(folder.path().join(snapshot::HISTORY_FILE)).unwrap();
    validate(&validator("HistoryEntry"), &line, "history.jsonl");
}

#[test]
fn a_snapshot_of_everything_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut schema = sample_schema();
    schema.normalize();
    snapshot::write(folder.path(), &schema).unwrap();
    assert_eq!(snapshot::read(folder.path()).unwrap(), schema);
    assert!(
        snapshot::stale_files(folder.path(), &schema)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_wrong_file_is_refused() {
    let table = validator("Table");
    assert!(!table.is_valid(&json!({"name": "users"})), "no columns");
    assert!(!table.is_valid(&json!({"name": "users", "columns": [], "colums": []})));
    assert!(table.is_valid(&json!({"name": "users", "columns": []})));
}
