//! Facts about the schema as a whole, for the constants of `schema_version`.

use std::path::Path;

use schema_model::snapshot::{SnapshotError, read_history};
use schema_model::{Fingerprint, Schema};

/// What `schema_version` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Fingerprint of the schema.
    pub fingerprint: Fingerprint,
    /// Number of refreshes that changed something, at least 1.
    pub schema_version: usize,
    /// Time of the last refresh that changed something, in UTC, if one is recorded.
    pub last_sync: Option<String>,
    /// Number of differences that it found.
    pub last_sync_differences: usize,
}

impl Facts {
    /// The facts about a schema and the history beside its snapshot.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn read(schema: &Schema, snapshot: &Path) -> Result<Self, SnapshotError> {
        let history = read_history(snapshot)?;
        let last = history.last();
        Ok(Self {
            fingerprint: schema.fingerprint(),
            schema_version: history.len().max(1),
            last_sync: last.map(|entry| entry.time.clone()),
            last_sync_differences: last.map_or(0, |entry| entry.changes.total()),
        })
    }
}
