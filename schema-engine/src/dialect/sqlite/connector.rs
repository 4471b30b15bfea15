//! An open SQLite database.
//!
//! A file is read through a connection that cannot write; a second one that can is opened when
//! something is executed. No file is ever created.

use std::path::Path;
use std::time::Duration;

use schema_model::Schema;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, TypeInfo, ValueRef};
use tokio::runtime::{Builder, Runtime};

use super::introspect;
use super::location::{Location, parse_location};
use crate::observe::Account;
use crate::{Connector, EngineError, redact_url};

/// An open database.
pub(super) struct SqliteConnector {
    runtime: Runtime,
    url: String,
    options: SqliteConnectOptions,
    timeout: Duration,
    /// Reads; in memory, where there is only one connection, it writes too.
    reader: SqliteConnection,
    writer: Option<SqliteConnection>,
    in_memory: bool,
}

impl SqliteConnector {
    /// Opens the database that a URL names.
    pub fn open(url: &str, timeout: Duration) -> Result<Self, EngineError> {
        let shown = redact_url(url);
        let fail = |message: String| EngineError::Connect {
            url: shown.clone(),
            message,
        };
        let location = parse_location(url).map_err(&fail)?;
        let options = match &location {
            Location::Memory => SqliteConnectOptions::new().in_memory(true),
            Location::File(path) => {
                check_file(path).map_err(&fail)?;
                // An absolute path cannot be taken for a URI or a special name.
                let path = std::path::absolute(path).map_err(|error| fail(error.to_string()))?;
                SqliteConnectOptions::new().filename(path)
            }
        };
        // Foreign keys are off unless a script turns them on, as in SQLite's own shell.
        let options = options
            .busy_timeout(timeout)
            .foreign_keys(false)
            .create_if_missing(false);
        let in_memory = location == Location::Memory;
        let runtime = Builder::new_current_thread()
            .build()
            .map_err(|error| fail(error.to_string()))?;
        let reader = runtime
            .block_on(open_to_read(&options, in_memory))
            .map_err(|error| fail(explain(&error, timeout)))?;
        Ok(Self {
            runtime,
            url: shown,
            options,
            timeout,
            reader,
            writer: None,
            in_memory,
        })
    }

    fn database_error(&self, intent: &str, error: &sqlx::Error) -> EngineError {
        EngineError::Database {
            intent: format!("{intent} `{}`", self.url),
            message: explain(error, self.timeout),
        }
    }
}

impl Connector for SqliteConnector {
    fn introspect(&mut self) -> Result<Schema, EngineError> {
        // Once something was written, only the connection that wrote it sees all of it.
        let connection = self.writer.as_mut().unwrap_or(&mut self.reader);
        let schema = self.runtime.block_on(introspect::introspect(connection));
        schema.map_err(|error| self.database_error("read the schema of", &error))
    }

    fn execute(&mut self, sql: &str) -> Result<(), EngineError> {
        if !self.in_memory && self.writer.is_none() {
            let writer = self.runtime.block_on(self.options.connect());
            self.writer = Some(writer.map_err(|error| self.database_error("write to", &error))?);
        }
        let connection = self.writer.as_mut().unwrap_or(&mut self.reader);
        let query = sqlx::raw_sql(AssertSqlSafe(sql));
        let result = self.runtime.block_on(query.execute(connection));
        result
            .map(|_| ())
            .map_err(|error| self.database_error("execute SQL in", &error))
    }

    fn account(&mut self) -> Result<Account, EngineError> {
        super::observe::account(self)
    }

    fn query(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, EngineError> {
        // What was executed is seen by the connection that executed it even before it commits.
        let connection = self.writer.as_mut().unwrap_or(&mut self.reader);
        let query = sqlx::raw_sql(AssertSqlSafe(sql));
        self.runtime
            .block_on(query.fetch_all(connection))
            .and_then(|rows| rows.iter().map(values).collect())
            .map_err(|error| self.database_error("query", &error))
    }
}

/// The values of a row as the engine writes them as text; bytes as hexadecimal digits.
fn values(row: &SqliteRow) -> Result<Vec<Option<String>>, sqlx::Error> {
    (0..row.len())
        .map(|at| {
            if row.try_get_raw(at)?.type_info().name() == "BLOB" {
                let bytes: Vec<u8> = row.try_get(at)?;
                return Ok(Some(
                    bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
                ));
            }
            row.try_get_unchecked(at)
        })
        .collect()
}

/// Opens a connection that does not write, unless the database is in memory. What a program that was
/// killed has left half-written has to be taken back first, which takes one that writes.
async fn open_to_read(
    options: &SqliteConnectOptions,
    in_memory: bool,
) -> Result<SqliteConnection, sqlx::Error> {
    let reading = || options.clone().read_only(!in_memory);
    match open_and_look(reading()).await {
        Err(error) if is_half_written(&error) => {
            open_and_look(options.clone()).await?.close().await?;
            open_and_look(reading()).await
        }
        opened => opened,
    }
}

/// Whether a journal has to be rolled back: <https://www.sqlite.org/rescode.html#readonly_rollback>
fn is_half_written(error: &sqlx::Error) -> bool {
    const READONLY_RECOVERY: &str = "264";
    const READONLY_ROLLBACK: &str = "776";
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| [READONLY_RECOVERY, READONLY_ROLLBACK].contains(&&*code))
}

/// Opens a connection and reads the header of the file, so that a file that is no database is
/// found out at once.
async fn open_and_look(options: SqliteConnectOptions) -> Result<SqliteConnection, sqlx::Error> {
    let mut connection = options.connect().await?;
    sqlx::raw_sql("PRAGMA schema_version")
        .execute(&mut connection)
        .await?;
    connection.ping().await?;
    Ok(connection)
}

/// SQLite says "unable to open database file" for each of these.
fn check_file(path: &Path) -> Result<(), String> {
    let shown = path.display();
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => Err(format!(
            "`{shown}` is a folder: name the file of the database"
        )),
        Ok(_) => std::fs::File::open(path)
            .map(|_| ())
            .map_err(|error| format!("`{shown}` cannot be read: {error}")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(format!(
            "there is no file `{shown}`: check the path, or create the database first"
        )),
        Err(error) => Err(format!("`{shown}` cannot be read: {error}")),
    }
}

/// The engine's message, with the remedy where there is one.
fn explain(error: &sqlx::Error, timeout: Duration) -> String {
    let sqlx::Error::Database(error) = error else {
        return error.to_string();
    };
    // The lowest byte is the primary code: https://www.sqlite.org/rescode.html
    let code = error.code().and_then(|code| code.parse::<i32>().ok());
    let message = error.message();
    match code.map(|code| code & 0xff) {
        Some(5 | 6) => format!(
            "{message}: another program held it for longer than {} s; end its transaction, or wait longer",
            timeout.as_secs_f32()
        ),
        Some(8) => format!("{message}: the file or its folder is not writable"),
        Some(10) => format!(
            "{message}: the file or its journal cannot be read or written; is the disk full, or the file larger than it may be?"
        ),
        Some(13) => format!("{message}: make room where the file is, then try again"),
        Some(11) => format!("{message}: the file is damaged; restore it from a backup"),
        Some(14) => format!("{message}: the file or its folder lacks a permission"),
        Some(26) => format!("{message}: it is something else, or it is encrypted"),
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests;
