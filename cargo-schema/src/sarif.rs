//! SARIF 2.1.0, the format of code scanning.

use std::collections::BTreeSet;

use schema_model::ObjectKind;
use schema_model::Severity;
use schema_model::snapshot::{HEADER_FILE, Kind, object_files};
use serde_json::{Value, json};

use crate::entry::Entry;
use crate::project::Project;

/// Results that have been collected.
#[derive(Default)]
pub struct Report {
    rules: BTreeSet<String>,
    results: Vec<Value>,
}

/// Where something is.
pub struct Place {
    /// The file, relative to the repository.
    pub file: String,
    /// Line and column, from 1.
    pub start: (usize, usize),
    /// Behind its last character.
    pub end: Option<(usize, usize)>,
}

impl Report {
    /// Adds a result; `level` is `error`, `warning` or `note`.
    pub fn push(&mut self, rule: &str, level: &str, message: String, place: Place) {
        let mut region = json!({"startLine": place.start.0, "startColumn": place.start.1});
        if let Some((line, column)) = place.end {
            region["endLine"] = line.into();
            region["endColumn"] = column.into();
        }
        self.rules.insert(rule.to_owned());
        self.results.push(json!({
            "ruleId": rule,
            "level": level,
            "message": {"text": message},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": uri(&place.file)},
                "region": region,
            }}],
        }));
    }

    /// The document.
    pub fn document(self) -> Value {
        let rules = self.rules.iter().map(|rule| json!({"id": rule}));
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "cargo-schema",
                    "version": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules.collect::<Vec<_>>(),
                }},
                "columnKind": "unicodeCodePoints",
                "results": self.results,
            }],
        })
    }
}

/// Adds a difference: at the code that it meets, else at the object's file in the snapshot.
pub fn push_entry(report: &mut Report, entry: &Entry, project: &Project) {
    let level = match entry.severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    };
    let part = entry.address.part.as_ref();
    let kind = part.map_or(entry.object.kind.word(), |part| part.kind.as_str());
    let rule = format!("drift/{}-{kind}", entry.verb);
    let message = format!("{}: {}", entry.text, entry.reason);
    let places: Vec<Place> = entry
        .uses
        .iter()
        .map(|place| Place {
            file: place.file.clone(),
            start: (place.line, place.column),
            end: None,
        })
        .collect();
    if places.is_empty() {
        let file = snapshot_file(entry, project);
        let start = (1, 1);
        report.push(
            &rule,
            level,
            message,
            Place {
                file,
                start,
                end: None,
            },
        );
        return;
    }
    for place in places {
        report.push(&rule, level, message.clone(), place);
    }
}

fn snapshot_file(entry: &Entry, project: &Project) -> String {
    let kind = match entry.object.kind {
        ObjectKind::Table => Some(Kind::Table),
        ObjectKind::View => Some(Kind::View),
        ObjectKind::Type => Some(Kind::Type),
        _ => None,
    };
    let files = kind
        .into_iter()
        .flat_map(|kind| object_files(kind, &entry.object.name));
    let mut files = files.map(|file| project.snapshot_folder().join(file));
    let file = files.find(|file| file.is_file());
    let file = file.unwrap_or_else(|| project.snapshot_folder().join(HEADER_FILE));
    file.to_string_lossy().into_owned()
}

/// A path as a relative reference.
fn uri(path: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'.')
        .remove(b'-')
        .remove(b'_')
        .remove(b'~');
    let path = path.replace('\\', "/");
    percent_encoding::utf8_percent_encode(&path, KEPT).to_string()
}
