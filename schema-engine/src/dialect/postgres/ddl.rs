//! The parts of reading `.sql` text without a server that reading what a server prints needs too.

#[allow(dead_code, reason = "parts of it serve the offline reader alone")]
pub(crate) mod constraint;
#[allow(dead_code, reason = "parts of it serve the offline reader alone")]
pub(crate) mod cursor;
#[allow(dead_code, reason = "parts of it serve the offline reader alone")]
pub(crate) mod index;
#[allow(dead_code, reason = "parts of it serve the offline reader alone")]
pub(crate) mod lexer;

use schema_model::Schema;

use crate::{EngineError, SqlFile};

/// Reads files in order.
pub(super) fn parse(files: &[SqlFile]) -> Result<Schema, EngineError> {
    let path = files.first().map(|file| file.path.display().to_string());
    Err(EngineError::UnknownSource {
        text: path.unwrap_or_default(),
        reason: "PostgreSQL's `.sql` text is not read without a server yet: execute it in a database and \
                 name that one, or name a snapshot"
            .into(),
    })
}
