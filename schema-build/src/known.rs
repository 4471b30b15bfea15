//! The state of a live database that agreed with the snapshot the last time.
//!
//! While database and snapshot stay as they were, reading the database again would find the same.
//! The state is kept in `OUT_DIR`, apart from the snapshot, and holds no secrets.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use crate::BuildError;
use crate::output::write_if_changed;
use crate::stamp::Stamp;

/// Name of the file.
const KNOWN_FILE: &str = "schema_live.stamp";

/// What is known of a database.
pub(crate) struct Known {
    file: PathBuf,
    /// What the state was compared with, and where it was asked for.
    about: String,
    state: Option<String>,
}

impl Known {
    /// What was remembered of this snapshot and this database.
    pub(crate) fn new(out_dir: &Path, snapshot: &Stamp, database: &impl Display) -> Self {
        let file = out_dir.join(KNOWN_FILE);
        let about = format!("{}{database}\n", snapshot.text());
        let written = fs::read_to_string(&file).ok();
        let state = written.and_then(|text| text.strip_prefix(&about).map(str::to_owned));
        Self { file, about, state }
    }

    /// The state in which the database agreed with the snapshot.
    pub(crate) fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// Remembers a state that agrees; where there is none, nothing.
    pub(crate) fn remember(&self, state: Option<&str>) -> Result<(), BuildError> {
        let Some(state) = state else { return Ok(()) };
        write_if_changed(&self.file, &format!("{}{state}", self.about)).map(|_| ())
    }
}
