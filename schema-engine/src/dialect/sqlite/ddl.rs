//! Reads `.sql` text without a database.
//!
//! The statements are applied to a list that holds what SQLite's own catalog, `sqlite_master`,
//! would hold: the text of each table, index, view and trigger, which ALTER edits as SQLite does.
//! From that list the schema is built by the same code that reads a live database, so that the two
//! cannot disagree. Data is not looked at. What cannot be read is listed, never left out.

mod alter;
mod apply;
mod create;
mod drop;
mod edit;
mod master;
mod objects;
mod outcome;
mod references;
mod relations;
mod rename;
mod script;
mod virtual_table;

use schema_model::Schema;

use super::build::build;
use crate::{EngineError, SqlFile};
use master::Master;
use outcome::Site;

/// The schema that is there after all files were executed, in order.
pub(super) fn parse_ddl(files: &[SqlFile]) -> Result<Schema, EngineError> {
    let mut master = Master::default();
    for file in files {
        for piece in script::pieces(&file.text) {
            let site = Site::new(file, &piece);
            master.apply(&piece, &site)?;
        }
    }
    let unmodelled = std::mem::take(&mut master.unmodelled);
    let mut schema = build(&master.into_catalog());
    schema.unmodelled.extend(unmodelled);
    schema.normalize();
    Ok(schema)
}
