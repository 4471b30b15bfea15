//! `history.jsonl`: one line per refresh that changed something.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::SnapshotError;
use crate::json::{self, Layout};

/// Name of the file in the snapshot's folder.
pub const HISTORY_FILE: &str = "history.jsonl";

record! {
    /// One refresh.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct HistoryEntry {
        /// When, in UTC: `2026-01-31T12:00:00Z`.
        pub time: String,
        /// Fingerprint before; `None` for the first refresh.
        pub from: Option<String> = default,
        /// Fingerprint after.
        pub to: String,
        /// Number of differences by severity.
        pub changes: Changes,
    }
}

record! {
    /// Number of differences by severity.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
}

impl Changes {
    /// Counts differences.
    pub fn of(differences: &[crate::Difference]) -> Self {
        let count = |severity| {
            crate::notable(differences)
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

    /// Counts one more.
    pub fn add(&mut self, severity: crate::Severity) {
        match severity {
            crate::Severity::Critical => self.critical += 1,
            crate::Severity::High => self.high += 1,
            crate::Severity::Medium => self.medium += 1,
            crate::Severity::Low => self.low += 1,
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
    let mut line = json::to_text(entry, Layout::Compact);
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
        let entry: HistoryEntry = json::from_text(line)
            .map_err(|error| SnapshotError::json(&path, error).moved_to(number + 1))?;
        entries.push(entry);
    }
    entries.sort_by(|a, b| a.time.cmp(&b.time));
    Ok(entries)
}
