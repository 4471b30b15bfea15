//! DuckDB and MotherDuck.
//!
//! `.sql` text is executed in memory and read back: the library needs no server. A build without
//! the library writes SQL, but reads none.

mod address;
mod alter;
mod blocked;
#[cfg(feature = "duckdb")]
mod connector;
mod declared;
#[cfg(feature = "duckdb")]
mod definition;
#[cfg(feature = "duckdb")]
mod dependencies;
mod diff;
mod hazard;
#[cfg(feature = "duckdb")]
mod introspect;
#[cfg(feature = "duckdb")]
mod location;
mod objects;
#[cfg(feature = "duckdb")]
mod observe;
mod planner;
mod quote;
mod rebuild;
mod rename;
mod render;
#[cfg_attr(
    not(feature = "duckdb"),
    expect(dead_code, reason = "parts of it serve what is read")
)]
mod token;
#[cfg(feature = "duckdb")]
mod types;

use std::time::Duration;

use schema_model::{LogicalType, Schema};

use crate::split::{Body, Rules};
use crate::{Capability, Connector, Dialect, EngineError, Planner, SqlFile};

/// The DuckDB dialect.
pub struct Duckdb;

const CAPABILITY: Capability = Capability {
    display_name: "DuckDB",
    url_schemes: &["duckdb", "md", "motherduck"],
    file_based: true,
    log_suffix: Some(".wal"),
    namespaces: true,
    file_mark: Some((8, b"DUCK")),
};

const RULES: Rules = Rules {
    quotes: &[(b'\'', b'\''), (b'"', b'"')],
    backslash_quotes: &[],
    escape_strings: true,
    dollar_quotes: true,
    hash_comments: false,
    dash_comments_need_blank: false,
    nested_comments: true,
    conditional_comments: false,
    command: Some(b'.'),
    delimiter_lines: false,
    copy_data: false,
    body: Body::None,
};

/// The namespace of names that say none.
const MAIN: &str = "main";

impl Dialect for Duckdb {
    fn name(&self) -> &'static str {
        "duckdb"
    }

    fn capability(&self) -> &Capability {
        &CAPABILITY
    }

    fn names_file(&self, scheme: &str) -> bool {
        scheme == "duckdb"
    }

    fn planner(&self) -> Option<&'static dyn Planner> {
        Some(&Self)
    }

    fn split_rules(&self) -> Option<&'static Rules> {
        Some(&RULES)
    }

    /// Rows are of no use in an empty database, and the files that an export reads them from may be
    /// elsewhere by now. In a transaction the first statement that fails would be the last.
    fn elaborates(&self, statement: &str) -> bool {
        const LEFT_OUT: &[&str] = &[
            "begin",
            "start",
            "commit",
            "end",
            "abort",
            "rollback",
            "copy",
            "checkpoint",
        ];
        let first = token::tokens(statement).into_iter().next();
        !first.is_some_and(|first| LEFT_OUT.iter().any(|word| first.is_word(word)))
    }

    fn reads_text(&self) -> bool {
        false
    }

    fn parse_ddl(&self, files: &[SqlFile]) -> Result<Schema, EngineError> {
        let path = files.first().map(|file| file.path.display().to_string());
        Err(EngineError::UnknownSource {
            text: path.unwrap_or_default(),
            reason: "DuckDB's `.sql` text is executed in memory, for which this build lacks the \
                     library: enable the Cargo feature `duckdb`, or name a snapshot"
                .into(),
        })
    }

    fn render_schema(&self, schema: &Schema) -> Result<Vec<String>, EngineError> {
        Ok(render::render_schema(schema))
    }

    fn native_type(&self, logical: &LogicalType, _in_key: bool) -> Option<(String, LogicalType)> {
        declared::native_type(logical)
    }

    #[cfg(feature = "duckdb")]
    fn connect(&self, url: &str, timeout: Duration) -> Result<Box<dyn Connector>, EngineError> {
        Ok(Box::new(connector::DuckdbConnector::open(url, timeout)?))
    }

    #[cfg(not(feature = "duckdb"))]
    fn connect(&self, _url: &str, _timeout: Duration) -> Result<Box<dyn Connector>, EngineError> {
        Err(NO_CONNECTOR)
    }

    #[cfg(feature = "duckdb")]
    fn connect_scratch(&self) -> Result<Box<dyn Connector>, EngineError> {
        // Nobody else can hold a database in memory.
        self.connect("duckdb::memory:", Duration::ZERO)
    }

    #[cfg(not(feature = "duckdb"))]
    fn connect_scratch(&self) -> Result<Box<dyn Connector>, EngineError> {
        Err(NO_CONNECTOR)
    }
}

#[cfg(not(feature = "duckdb"))]
const NO_CONNECTOR: EngineError = EngineError::NotCompiled {
    dialect: "DuckDB",
    feature: "duckdb",
};
