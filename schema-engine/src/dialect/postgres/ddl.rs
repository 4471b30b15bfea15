//! Reads `.sql` text without a server.

#[allow(dead_code, reason = "parts of it serve the offline reader alone")]
pub(crate) mod constraint;
#[allow(dead_code, reason = "parts of it serve the offline reader alone")]
mod cursor;
#[allow(dead_code, reason = "parts of it serve the offline reader alone")]
pub(crate) mod index;
#[allow(dead_code, reason = "parts of it serve the offline reader alone")]
mod lexer;

use schema_model::Schema;

use crate::{EngineError, SqlFile};

/// Reads files in order.
pub(super) fn parse(_files: &[SqlFile]) -> Result<Schema, EngineError> {
    Err(super::NOT_COMPILED)
}
