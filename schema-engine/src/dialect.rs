//! Dialects: what is particular to one database.
//!
//! A new dialect is a folder here, one line in [`DIALECTS`] and a Cargo feature. Code outside the
//! folder asks the [`Capability`] or calls a method; it never asks for the name.

use std::time::Duration;

use schema_model::{Column, LogicalType, Schema};

use crate::observe::Account;
use crate::split::{Piece, PieceKind, Rules, split};
use crate::{EngineError, Planner, SqlFile};

pub mod duckdb;
pub mod mysql;
pub mod postgres;
pub mod sqlite;

/// All dialects that we know; the first is the one of `.sql` text that says nothing else.
pub const DIALECTS: &[&dyn Dialect] = &[
    &sqlite::Sqlite,
    &postgres::Postgres,
    &mysql::MYSQL,
    &mysql::MARIADB,
    &duckdb::Duckdb,
];

/// The dialect of that name.
pub fn dialect(name: &str) -> Option<&'static dyn Dialect> {
    DIALECTS
        .iter()
        .copied()
        .find(|dialect| dialect.name() == name)
}

/// A SQL flavour, offline.
pub trait Dialect: Sync {
    /// The name that snapshots and settings use.
    fn name(&self) -> &'static str;

    /// What differs from other dialects and can be said as data.
    fn capability(&self) -> &Capability;

    /// Whether a URL of that scheme names a file on this machine.
    fn names_file(&self, _scheme: &str) -> bool {
        self.capability().file_based
    }

    /// Whether a statement of `.sql` text has to run for the schema to be known.
    fn elaborates(&self, _statement: &str) -> bool {
        true
    }

    /// Whether it reads `.sql` text without a database.
    fn reads_text(&self) -> bool {
        true
    }

    /// Reads a schema from `.sql` text, file by file in order, without a database.
    /// What cannot be read is listed as unmodelled, with file and line.
    ///
    /// # Errors
    /// When a file contradicts itself or an earlier one: a table that exists already, a column that
    /// does not.
    fn parse_ddl(&self, files: &[SqlFile]) -> Result<Schema, EngineError>;

    /// The statements that make a schema in an empty database, in order, without semicolons.
    ///
    /// # Errors
    /// When the schema holds something that the dialect cannot express.
    fn render_schema(&self, schema: &Schema) -> Result<Vec<String>, EngineError>;

    /// The type of a column that is declared by what it holds alone, and what it is read as; `None`
    /// where no type holds exactly that, or holds it in a key.
    fn native_type(&self, logical: &LogicalType, in_key: bool) -> Option<(String, LogicalType)>;

    /// Lets the database number the rows in a column that is the primary key; false where that needs
    /// more than the column.
    fn number(&self, _column: &mut Column) -> bool {
        false
    }

    /// One text of several statements, as the engine's own command-line client executes it.
    fn script(&self, statements: &[String]) -> String {
        let mut text = String::new();
        for statement in statements {
            text.push_str(statement);
            // A comment at the end would swallow the semicolon.
            let last_line = statement.lines().last().unwrap_or_default();
            text.push_str(if last_line.contains("--") {
                "\n;\n"
            } else {
                ";\n"
            });
        }
        text
    }

    /// Opens a connection.
    ///
    /// # Errors
    /// When the database cannot be reached in time, or this build has no connector for the dialect.
    fn connect(&self, url: &str, timeout: Duration) -> Result<Box<dyn Connector>, EngineError>;

    /// How `.sql` text is split into statements; `None` when it can only be executed as a whole.
    fn split_rules(&self) -> Option<&'static Rules> {
        None
    }

    /// The statements of `.sql` text, so that they can be executed in any order; `None` when the text
    /// can only be executed as a whole.
    fn pieces<'t>(&self, text: &'t str) -> Option<Vec<Piece<'t>>> {
        let pieces = split(text, self.split_rules()?);
        Some(pieces.filter(|it| it.kind != PieceKind::Command).collect())
    }

    /// Why a piece of `.sql` text cannot be executed in a scratch database, in whatever order.
    fn refusal(&self, _piece: &Piece<'_>) -> Option<String> {
        None
    }

    /// Statements that give an empty database what `.sql` text takes over from the database that it
    /// is meant for, such as a character set.
    fn inherited(&self, _from: &Schema) -> Vec<String> {
        Vec::new()
    }

    /// What the dialect knows of changing a schema; `None` while it knows nothing.
    fn planner(&self) -> Option<&'static dyn Planner> {
        None
    }

    /// Opens an empty database that nobody else sees, to execute `.sql` text in it.
    ///
    /// # Errors
    /// When the engine needs a server for that, or this build has no connector for the dialect.
    fn connect_scratch(&self) -> Result<Box<dyn Connector>, EngineError>;

    /// Opens an empty database that nobody else sees on the server of a URL; it is dropped with the
    /// connection. A dialect that needs no server for that takes no notice of the URL.
    ///
    /// # Errors
    /// When the server cannot be reached in time, or does not let us make a database.
    fn connect_scratch_at(
        &self,
        _url: &str,
        _timeout: Duration,
    ) -> Result<Box<dyn Connector>, EngineError> {
        self.connect_scratch()
    }
}

/// An open connection.
pub trait Connector {
    /// Reads the whole schema, in canonical form.
    ///
    /// # Errors
    /// When the connection fails, or the catalog says something that we cannot understand.
    fn introspect(&mut self) -> Result<Schema, EngineError>;

    /// Reads the schema of a scratch database in which `.sql` text was executed: without what the
    /// text does not say, such as the account that executed it.
    ///
    /// # Errors
    /// As [`introspect`](Self::introspect).
    fn introspect_written(&mut self) -> Result<Schema, EngineError> {
        self.introspect()
    }

    /// Takes the one lock under which a database is changed; false when somebody else has it all the
    /// time. It is let go of with the connection.
    ///
    /// # Errors
    /// When the connection fails.
    fn lock(&mut self, _wait: Duration) -> Result<bool, EngineError> {
        Ok(true)
    }

    /// Lets go of the lock.
    ///
    /// # Errors
    /// When the connection fails.
    fn unlock(&mut self) -> Result<(), EngineError> {
        Ok(())
    }

    /// What everything that [`introspect`](Self::introspect) reads comes to, as the database sums it
    /// up: while it stays the same, so does the schema. `None` where asking for it saves nothing.
    ///
    /// # Errors
    /// When the connection fails.
    fn state(&mut self) -> Result<Option<String>, EngineError> {
        Ok(None)
    }

    /// What the engine's own tools say of the schema: a second observer, beside our own reading.
    ///
    /// # Errors
    /// When the tool is not there, or refuses.
    fn account(&mut self) -> Result<Account, EngineError> {
        Err(EngineError::Database {
            intent: "compare with what others see".into(),
            message: "this connection knows no second observer".into(),
        })
    }

    /// A statement that brings back what the session says of the names in statements, such as the
    /// search path; `None` where it says nothing.
    ///
    /// # Errors
    /// When the connection fails, or is in a state that lets no statement run.
    fn session(&mut self) -> Result<Option<String>, EngineError> {
        Ok(None)
    }

    /// Executes one or more statements.
    ///
    /// # Errors
    /// When the database refuses one; the message is the database's own.
    fn execute(&mut self, sql: &str) -> Result<(), EngineError>;

    /// Executes one query; each value as text, NULL as `None`.
    ///
    /// # Errors
    /// When the database refuses it, or the connector cannot return rows.
    fn query(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, EngineError> {
        Err(EngineError::Database {
            intent: format!("query `{sql}`"),
            message: "this connector returns no rows".into(),
        })
    }
}

/// What differs between dialects and can be said as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// The name in messages: `SQLite`.
    pub display_name: &'static str,
    /// URL schemes that open it.
    pub url_schemes: &'static [&'static str],
    /// Whether a URL names a file on this machine.
    pub file_based: bool,
    /// What is added to the name of a file for the log beside it, which holds what the file lacks yet.
    pub log_suffix: Option<&'static str>,
    /// Whether names have a namespace.
    pub namespaces: bool,
    /// What every database file has in it, and at which byte.
    pub file_mark: Option<(usize, &'static [u8])>,
}
