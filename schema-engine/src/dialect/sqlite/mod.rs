//! SQLite.

#[allow(
    dead_code,
    reason = "used by the connector and the offline reader, each behind its feature"
)]
mod create_index;
#[allow(
    dead_code,
    reason = "used by the connector and the offline reader, each behind its feature"
)]
mod create_table;
#[allow(
    dead_code,
    reason = "used by the connector and the offline reader, each behind its feature"
)]
mod cursor;
#[allow(
    dead_code,
    reason = "used by the connector and the offline reader, each behind its feature"
)]
mod definition;
#[allow(
    dead_code,
    reason = "used by the connector and the offline reader, each behind its feature"
)]
mod query;
#[allow(
    dead_code,
    reason = "used by the connector and the offline reader, each behind its feature"
)]
mod token;
#[allow(
    dead_code,
    reason = "used by the connector and the offline reader, each behind its feature"
)]
mod types;
#[allow(
    dead_code,
    reason = "used by the connector and the offline reader, each behind its feature"
)]
mod view_columns;

use std::time::Duration;

use schema_model::Schema;

use crate::{Capability, Connector, Dialect, EngineError, SqlFile};

/// The SQLite dialect.
pub struct Sqlite;

const CAPABILITY: Capability = Capability {
    display_name: "SQLite",
    url_schemes: &["sqlite"],
    file_based: true,
    namespaces: false,
};

impl Dialect for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn capability(&self) -> &Capability {
        &CAPABILITY
    }

    fn parse_ddl(&self, _files: &[SqlFile]) -> Result<Schema, EngineError> {
        Err(EngineError::NotCompiled {
            dialect: "SQLite",
            feature: "ddl",
        })
    }

    fn render_schema(&self, _schema: &Schema) -> Result<Vec<String>, EngineError> {
        Err(EngineError::NotCompiled {
            dialect: "SQLite",
            feature: "ddl",
        })
    }

    fn connect(&self, _url: &str, _timeout: Duration) -> Result<Box<dyn Connector>, EngineError> {
        Err(EngineError::NotCompiled {
            dialect: "SQLite",
            feature: "sqlite",
        })
    }

    fn connect_scratch(&self) -> Result<Box<dyn Connector>, EngineError> {
        Err(EngineError::NotCompiled {
            dialect: "SQLite",
            feature: "sqlite",
        })
    }
}
