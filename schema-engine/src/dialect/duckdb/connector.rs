//! An open DuckDB database.
//!
//! A file is read through a connection that cannot write, where its log allows that; it is opened
//! again, to write, when something is executed. No file is ever created, and no extension is fetched for one.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use duckdb::{AccessMode, Config, Connection};
use schema_model::Schema;

use super::introspect;
use super::location::{Location, parse_location};
use super::token::tokens;
use super::{RULES, quote};
use crate::observe::Account;
use crate::split::split;
use crate::{Connector, EngineError, redact_url};

/// Where MotherDuck's own client looks for the token.
const TOKEN_VARIABLE: &str = "MOTHERDUCK_TOKEN";

/// How long to wait before a file that another program holds is tried again.
const PAUSE: Duration = Duration::from_millis(50);

/// An open database.
pub(super) struct DuckdbConnector {
    url: String,
    timeout: Duration,
    /// None between closing a file that was read and opening it to write.
    connection: Option<Connection>,
    /// The file that has to be opened again before something is written.
    read_only: Option<PathBuf>,
    /// What no message may show.
    secret: Option<String>,
    /// Whether a transaction is open. The engine does not say, and a second `BEGIN` would end it.
    in_transaction: bool,
}

impl DuckdbConnector {
    /// Opens the database that a URL names.
    pub fn open(url: &str, timeout: Duration) -> Result<Self, EngineError> {
        let shown = redact_url(url);
        let fail = |message: String| EngineError::Connect {
            url: shown.clone(),
            message,
        };
        let mut connector = Self {
            url: shown.clone(),
            timeout,
            connection: None,
            read_only: None,
            secret: None,
            in_transaction: false,
        };
        let connection = match parse_location(url).map_err(&fail)? {
            Location::Memory => alone().and_then(Connection::open_in_memory_with_flags),
            Location::File(path) => {
                let is_empty = check_file(&path).map_err(&fail)?;
                connector.read_only = Some(path.clone());
                match is_empty {
                    // An empty file is an empty database.
                    true => alone().and_then(Connection::open_in_memory_with_flags),
                    false => open_to_read(&path, timeout),
                }
            }
            Location::MotherDuck { database, token } => {
                let token = token.or_else(|| std::env::var(TOKEN_VARIABLE).ok());
                let token = token.filter(|token| !token.is_empty());
                let token = token.ok_or_else(|| fail(NO_TOKEN.into()))?;
                connector.secret = Some(token.clone());
                open_motherduck(&database, &token)
            }
        };
        let connection = connection.map_err(|error| fail(connector.explain(&error)))?;
        connector.connection = Some(connection);
        Ok(connector)
    }

    fn connection(&self) -> Result<&Connection, EngineError> {
        self.connection
            .as_ref()
            .ok_or_else(|| EngineError::Database {
                intent: format!("use `{}`", self.url),
                message: "the database could not be opened to write earlier".into(),
            })
    }

    /// A file that was only read is opened to write.
    fn writer(&mut self) -> Result<&Connection, EngineError> {
        if let Some(path) = self.read_only.take() {
            // One program cannot have it open in two ways.
            self.connection = None;
            if path.metadata().is_ok_and(|metadata| metadata.len() == 0) {
                // The engine makes a database where there is no file, but not in an empty one.
                std::fs::remove_file(&path).map_err(|error| EngineError::Database {
                    intent: format!("write to `{}`", self.url),
                    message: error.to_string(),
                })?;
            }
            let opened = open_file(&path, AccessMode::ReadWrite, self.timeout);
            let opened = opened.map_err(|error| self.database_error("write to", &error))?;
            self.connection = Some(opened);
        }
        self.connection()
    }

    fn notice_transactions(&mut self, sql: &str) {
        for piece in split(sql, &RULES) {
            let tokens = tokens(piece.text);
            let is_one_of = |words: &[&str]| {
                let first = tokens.first();
                first.is_some_and(|first| words.iter().any(|word| first.is_word(word)))
            };
            if is_one_of(&["BEGIN", "START"]) {
                self.in_transaction = true;
            } else if is_one_of(&["COMMIT", "END", "ROLLBACK", "ABORT"]) {
                self.in_transaction = false;
            }
        }
    }

    fn database_error(&self, intent: &str, error: &duckdb::Error) -> EngineError {
        EngineError::Database {
            intent: format!("{intent} `{}`", self.url),
            message: self.explain(error),
        }
    }

    fn explain(&self, error: &duckdb::Error) -> String {
        let message = explain(error);
        match &self.secret {
            Some(secret) => message.replace(secret.as_str(), "***"),
            None => message,
        }
    }
}

impl Connector for DuckdbConnector {
    fn introspect(&mut self) -> Result<Schema, EngineError> {
        introspect::introspect(self.connection()?, self.in_transaction)
            .map_err(|error| self.database_error("read the schema of", &error))
    }

    fn execute(&mut self, sql: &str) -> Result<(), EngineError> {
        let result = self.writer()?.execute_batch(sql);
        self.notice_transactions(sql);
        result.map_err(|error| self.database_error("execute SQL in", &error))
    }

    fn account(&mut self) -> Result<Account, EngineError> {
        super::observe::account(self)
    }

    fn query(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, EngineError> {
        // The engine writes the values as text.
        let sql = format!("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({sql})");
        let rows = introspect::rows(self.connection()?, &sql);
        let rows = rows.map_err(|error| self.database_error("query", &error))?;
        Ok(rows.into_iter().map(introspect::Row::into_texts).collect())
    }
}

const NO_TOKEN: &str = "MotherDuck asks for a token: set `MOTHERDUCK_TOKEN` in the environment to the access token \
     of your account";

/// Extensions that are here are loaded, but none is fetched.
fn offline() -> duckdb::Result<Config> {
    Config::default().with("autoinstall_known_extensions", "false")
}

/// For a database that is made to be looked at: its few rows are not worth threads, which the engine
/// has to start and then keeps asking for work.
fn alone() -> duckdb::Result<Config> {
    offline()?.threads(1)
}

/// Opens a file that is only read. A log that a killed program left beside it can take a connection that
/// writes: the engine writes what it builds of indexes into the file while it goes through the log, and
/// only then notices that the log's last transaction was not written to its end.
/// <https://github.com/duckdb/duckdb/issues/24103>
fn open_to_read(path: &Path, timeout: Duration) -> duckdb::Result<Connection> {
    match open_file(path, AccessMode::ReadOnly, timeout) {
        Err(error) if is_in_log(&error) => open_file(path, AccessMode::ReadWrite, timeout),
        opened => opened,
    }
}

/// Whether the engine failed while it went through its log; it has no code for that.
fn is_in_log(error: &duckdb::Error) -> bool {
    explain(error).contains("replaying WAL")
}

/// Opens a file, waiting while another program holds it.
fn open_file(path: &Path, mode: AccessMode, timeout: Duration) -> duckdb::Result<Connection> {
    let start = Instant::now();
    loop {
        let config = offline()?.access_mode(mode.clone())?;
        match Connection::open_with_flags(path, config) {
            Err(error) if is_locked(&error.to_string()) && start.elapsed() < timeout => {
                std::thread::sleep(PAUSE);
            }
            result => return result,
        }
    }
}

fn open_motherduck(database: &str, token: &str) -> duckdb::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    // The extension is MotherDuck's client; it is fetched once.
    connection.execute_batch("INSTALL motherduck; LOAD motherduck;")?;
    let token = quote::text(token);
    connection.execute_batch(&format!("SET motherduck_token = {token}"))?;
    let url = quote::text(&format!("md:{database}"));
    connection.execute_batch(&format!("ATTACH {url}"))?;
    if !database.is_empty() {
        connection.execute_batch(&format!("USE {}", quote::name(database)))?;
    }
    Ok(connection)
}

/// Whether the file is empty; an error for what the engine would not say, or say in other words.
fn check_file(path: &Path) -> Result<bool, String> {
    let shown = path.display();
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!("there is no file `{shown}`: check the path, or create the database first")
        }
        _ => format!("`{shown}` cannot be read: {error}"),
    };
    if path.metadata().map_err(unreadable)?.is_dir() {
        return Err(format!(
            "`{shown}` is a folder: name the file of the database"
        ));
    }
    let mut start = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(12).read_to_end(&mut start).map_err(unreadable)?;
    // After a checksum the file says what it is: https://duckdb.org/docs/stable/internals/storage
    match start.get(8..12) {
        None if start.is_empty() => Ok(true),
        Some(b"DUCK") => Ok(false),
        _ => Err(format!(
            "`{shown}` is not a DuckDB database: it is something else, or it is encrypted"
        )),
    }
}

fn is_locked(message: &str) -> bool {
    message.contains("Could not set lock")
}

/// The engine's message, with the remedy where there is one.
fn explain(error: &duckdb::Error) -> String {
    let message = match error {
        duckdb::Error::DuckDBFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    };
    // A trace of the engine's own code is of no use to anybody here.
    let message = message.split("\n\nStack Trace").next().unwrap_or_default();
    let message = message.trim_end();
    if is_locked(message) {
        return format!("{message}\nanother program has it open: close it there and try again");
    }
    if message.contains("newer version of DuckDB") || message.contains("but we can only read") {
        return format!(
            "{message}\nupdate this program, or export the database with the newer one"
        );
    }
    if message.contains("Permission denied") || message.contains("Read-only file system") {
        return format!("{message}\nthe file or its folder is not writable");
    }
    message.to_owned()
}

#[cfg(test)]
mod tests;
