//! `cargo schema status`: what the snapshot holds and when it last changed. Reads no source.

use schema_model::json::to_value;
use schema_model::snapshot::{self, HistoryEntry};
use schema_model::{Schema, TypeKind};
use serde_json::{Value, json};

use crate::cli::Status;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;
use crate::summary;

/// Runs the command.
pub fn run(arguments: &Status, project: &Project, shell: &Shell) -> Result<Outcome, Failure> {
    let folder = project.snapshot_folder();
    let schema = snapshot::read(&folder)?;
    let history = snapshot::read_history(&folder)?;
    let text = if arguments.json {
        format!("{:#}\n", json(&schema, &history))
    } else {
        text(&folder.display().to_string(), &schema, &history)
    };
    shell.data(&text)?;
    Ok(Outcome::Done)
}

fn text(folder: &str, schema: &Schema, history: &[HistoryEntry]) -> String {
    let server = match &schema.server_version {
        Some(version) => format!("{} {version}", schema.dialect),
        None => schema.dialect.clone(),
    };
    let last = match history.last() {
        Some(HistoryEntry {
            time, from: None, ..
        }) => format!("{time}, the first one"),
        Some(entry) => format!("{}, {}", entry.time, summary::totals_of(entry.changes)),
        None => "not recorded".into(),
    };
    let unmodelled = match schema.unmodelled.len() {
        0 => "nothing".into(),
        number => summary::count(number, "object"),
    };
    let lines = [
        ("snapshot", folder.into()),
        ("dialect", server),
        ("contents", summary::contents(schema)),
        ("enums", enum_count(schema).to_string()),
        ("unmodelled", unmodelled),
        ("version", version(history).to_string()),
        ("last refresh", last),
        ("fingerprint", schema.fingerprint().to_string()),
    ];
    lines
        .iter()
        .map(|(name, value): &(&str, String)| format!("{name:<13} {value}\n"))
        .collect()
}

fn json(schema: &Schema, history: &[HistoryEntry]) -> Value {
    let last = history.last();
    json!({
        "dialect": schema.dialect,
        "server_version": schema.server_version,
        "fingerprint": schema.fingerprint().to_string(),
        "schema_version": version(history),
        "last_sync": last.map(|entry| &entry.time),
        "last_sync_differences": last.map(|entry| to_value(&entry.changes)),
        "table_count": schema.tables.len(),
        "view_count": schema.views.len(),
        "enum_count": enum_count(schema),
        "unmodelled": to_value(&schema.unmodelled),
    })
}

/// The number of refreshes that changed something, as `SCHEMA_VERSION` of the generated models.
fn version(history: &[HistoryEntry]) -> usize {
    history.len().max(1)
}

fn enum_count(schema: &Schema) -> usize {
    let is_enum = |kind: &TypeKind| matches!(kind, TypeKind::Enum(_));
    schema.types.iter().filter(|ty| is_enum(&ty.kind)).count()
}
