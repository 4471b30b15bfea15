//! `history.jsonl`: one line per refresh that changed something.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::SnapshotError;

/// Name of the file in the snapshot's folder.
pub const HISTORY_FILE: &str = "history.jsonl";

/// One refresh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct HistoryEntry {
    /// When, in UTC: `2026-01-31T12:00:00Z`.
    pub time: String,
    /// Fingerprint before; `None` for the first refresh.
    #[serde(default)]
    pub from: Option<String>,
    /// Fingerprint after.
    pub to: String,
    /// Number of differences by severity.
    pub changes: Changes,
}

/// Number of differences by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Changes {
    /// Data is lost or access control gets weaker.
    pub critical: usize,
    /// Breaks code that is running.
    pub high: usize,
    /// Behaves differently in rare conditions.
    pub medium: usize,
    /// Additive, or seen by nobody.
    pub low: usize,
}

impl Changes {
    /// Counts differences.
    pub fn of(differences: &[crate::Difference]) -> Self {
        let count = |severity| {
            differences
                .iter()
                .filter(|difference| difference.severity == severity)
                .count()
        };
        Self {
            critical: count(crate::Severity::Critical),
            high: count(crate::Severity::High),
            medium: count(crate::Severity::Medium),
            low: count(crate::Severity::Low),
        }
    }

    /// How many there are in all.
    pub fn total(self) -> usize {
        self.critical + self.high + self.medium + self.low
    }
}

/// Appends a line.
///
/// # Errors
/// When the file cannot be written.
pub fn append_history(folder: &Path, entry: &HistoryEntry) -> Result<(), SnapshotError> {
    let path = folder.join(HISTORY_FILE);
    let mut line = serde_json::to_string(entry).expect("an entry is plain JSON");
    line.push('\n');
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .and_then(|mut file| file.write_all(line.as_bytes()))
        .map_err(|error| SnapshotError::io("write", &path, error))
}

/// Reads all lines, oldest first. A union merge can leave them out of order, so they are sorted by
/// time. No file means no history.
///
/// # Errors
/// When the file cannot be read, or a line is damaged.
pub fn read_history(folder: &Path) -> Result<Vec<HistoryEntry>, SnapshotError> {
    let path = folder.join(HISTORY_FILE);
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(|error| SnapshotError::io("read", &path, error))?,
    };
    let mut entries = Vec::new();
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let entry: HistoryEntry = serde_json::from_str(line)
            .map_err(|error| SnapshotError::json(&path, &error).moved_to(number + 1))?;
        entries.push(entry);
    }
    entries.sort_by(|a, b| a.time.cmp(&b.time));
    Ok(entries)
}
