//! SQLite.

mod alter;
#[cfg(any(feature = "ddl", feature = "sqlite"))]
mod build;
#[cfg(any(feature = "ddl", feature = "sqlite"))]
mod catalog;
#[cfg(feature = "sqlite")]
mod connector;
#[cfg(any(feature = "ddl", feature = "sqlite"))]
mod create_index;
#[cfg(any(feature = "ddl", feature = "sqlite"))]
mod create_table;
#[cfg_attr(
    not(any(feature = "ddl", feature = "sqlite")),
    expect(dead_code, reason = "parts of it serve what is read")
)]
mod cursor;
#[cfg(feature = "ddl")]
mod ddl;
mod declared;
#[cfg(any(feature = "ddl", feature = "sqlite"))]
mod definition;
mod diff;
mod hazard;
#[cfg(feature = "sqlite")]
mod introspect;
mod keyword;
#[cfg(any(feature = "ddl", feature = "sqlite"))]
mod link;
#[cfg(feature = "sqlite")]
mod location;
#[cfg(feature = "sqlite")]
mod observe;
mod planner;
#[cfg(any(feature = "ddl", feature = "sqlite"))]
mod query;
mod question;
mod rebuild;
mod rebuild_data;
mod render;
#[cfg_attr(
    not(any(feature = "ddl", feature = "sqlite", test)),
    expect(dead_code, reason = "parts of it serve what is read")
)]
mod token;
#[cfg_attr(
    not(any(feature = "ddl", feature = "sqlite")),
    expect(dead_code, reason = "only columns that are read have logical types")
)]
mod types;
#[cfg(any(feature = "ddl", feature = "sqlite"))]
mod view_columns;
mod view_order;
#[cfg(any(feature = "ddl", feature = "sqlite"))]
mod views;

use std::time::Duration;

use schema_model::{Column, LogicalType, Schema};

use crate::split::{Body, Rules};
use crate::{Capability, Connector, Dialect, EngineError, Planner, SqlFile};

/// The SQLite dialect.
pub struct Sqlite;

const CAPABILITY: Capability = Capability {
    display_name: "SQLite",
    url_schemes: &["sqlite"],
    file_based: true,
    log_suffix: Some("-wal"),
    namespaces: false,
    file_mark: Some((0, b"SQLite format 3\0")),
};

const RULES: Rules = Rules {
    quotes: &[(b'\'', b'\''), (b'"', b'"'), (b'`', b'`'), (b'[', b']')],
    backslash_quotes: &[],
    escape_strings: false,
    dollar_quotes: false,
    hash_comments: false,
    dash_comments_need_blank: false,
    nested_comments: false,
    conditional_comments: false,
    command: Some(b'.'),
    delimiter_lines: false,
    copy_data: false,
    body: Body::Trigger,
};

impl Dialect for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn capability(&self) -> &Capability {
        &CAPABILITY
    }

    fn split_rules(&self) -> Option<&'static Rules> {
        Some(&RULES)
    }

    fn planner(&self) -> Option<&'static dyn Planner> {
        Some(&Self)
    }

    #[cfg(feature = "ddl")]
    fn parse_ddl(&self, files: &[SqlFile]) -> Result<Schema, EngineError> {
        ddl::parse_ddl(files)
    }

    #[cfg(not(feature = "ddl"))]
    fn parse_ddl(&self, _files: &[SqlFile]) -> Result<Schema, EngineError> {
        Err(EngineError::NotCompiled {
            dialect: "SQLite",
            feature: "ddl",
        })
    }

    fn render_schema(&self, schema: &Schema) -> Result<Vec<String>, EngineError> {
        render::render_schema(schema)
    }

    fn native_type(&self, logical: &LogicalType, _in_key: bool) -> Option<(String, LogicalType)> {
        declared::native_type(logical)
    }

    /// A key of this type is the number of the row, under another name.
    fn number(&self, column: &mut Column) -> bool {
        column.native_type.eq_ignore_ascii_case("integer")
    }

    #[cfg(feature = "sqlite")]
    fn connect(&self, url: &str, timeout: Duration) -> Result<Box<dyn Connector>, EngineError> {
        Ok(Box::new(connector::SqliteConnector::open(url, timeout)?))
    }

    #[cfg(not(feature = "sqlite"))]
    fn connect(&self, _url: &str, _timeout: Duration) -> Result<Box<dyn Connector>, EngineError> {
        Err(NO_CONNECTOR)
    }

    #[cfg(feature = "sqlite")]
    fn connect_scratch(&self) -> Result<Box<dyn Connector>, EngineError> {
        // Nobody else can hold a database in memory.
        self.connect("sqlite::memory:", Duration::ZERO)
    }

    #[cfg(not(feature = "sqlite"))]
    fn connect_scratch(&self) -> Result<Box<dyn Connector>, EngineError> {
        Err(NO_CONNECTOR)
    }
}

#[cfg(not(feature = "sqlite"))]
const NO_CONNECTOR: EngineError = EngineError::NotCompiled {
    dialect: "SQLite",
    feature: "sqlite",
};
