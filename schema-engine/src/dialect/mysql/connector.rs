//! An open connection to a server.
//!
//! Nothing waits for ever: connecting, and every wait for a row while the catalog is read, end after
//! the time that the caller allows. Statements that change the schema may take as long as they take.

use std::future::Future;
use std::time::Duration;

use schema_model::Schema;
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Either, Executor, Row, raw_sql};
use tokio::runtime::Runtime;
use tokio_stream::StreamExt;

use super::flavour::Flavour;
use super::introspect::Server;
use super::location::Location;
use super::scratch::Scratch;
use super::statements::statements;
use super::types::text_of_bytes;
use crate::cleanup::{Cleanup, on_stop};
use crate::observe::Account;
use crate::{Connector, EngineError, redact_url};

/// A connection to a MySQL or MariaDB server.
pub(super) struct MysqlConnector {
    runtime: Runtime,
    connection: MySqlConnection,
    timeout: Duration,
    shown_url: String,
    /// What the server is, whatever the URL calls it.
    flavour: &'static Flavour,
    /// The version as the server says it.
    version: String,
    /// The database that is read.
    database: String,
    /// Set when the database was made for this connection and goes with it.
    scratch: Option<Scratch>,
    /// The same, when the program is stopped before that.
    dropped_when_stopped: Option<Cleanup>,
}

/// The name of the lock of a database: a digest, since a name may be too long for a lock.
const LOCK: &str = "concat('schema-checked ', left(sha2(database(), 256), 32))";

/// The rows of one statement; each value as text, NULL as `None`.
pub(super) type Rows = Vec<Vec<Option<String>>>;

impl MysqlConnector {
    /// Opens a connection.
    pub fn open(url: &str, timeout: Duration) -> Result<Self, EngineError> {
        let location = Location::parse(url)?;
        let failed = |message: String| EngineError::Connect {
            url: redact_url(url),
            message,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| failed(format!("no runtime: {error}")))?;
        let options = location.options();
        let connection = runtime
            .block_on(async { tokio::time::timeout(timeout, options.connect()).await })
            .map_err(|_| failed(no_answer(timeout)))?
            .map_err(|error| failed(connect_message(&error, &options)))?;
        let mut connector = Self {
            runtime,
            connection,
            timeout,
            shown_url: redact_url(url),
            flavour: Flavour::of_version(""),
            version: String::new(),
            database: location.database.unwrap_or_default(),
            scratch: None,
            dropped_when_stopped: None,
        };
        // The driver asks for `IGNORE_SPACE`, which would stay with every routine made here.
        // It also sets a time zone, in which events would be made.
        connector
            .run("SET SESSION sql_mode = @@GLOBAL.sql_mode, time_zone = @@GLOBAL.time_zone")?;
        let rows = connector.rows("ask for the version", "SELECT VERSION(), DATABASE()")?;
        let mut first = rows.into_iter().next().unwrap_or_default().into_iter();
        connector.version = first.next().flatten().unwrap_or_default();
        connector.flavour = Flavour::of_version(&connector.version);
        // The server's spelling of the name, where names fold case.
        connector.database = first.next().flatten().unwrap_or_default();
        Ok(connector)
    }

    /// Makes an empty database beside the one of the URL, with its character set, which goes when
    /// the connection does.
    pub fn open_scratch(url: &str, timeout: Duration) -> Result<Self, EngineError> {
        let mut connector = Self::open(url, timeout)?;
        let name = scratch_name();
        let (charset, collation) = connector.charset()?;
        connector.run(&format!(
            "CREATE DATABASE `{name}` CHARACTER SET {charset} COLLATE {collation}"
        ))?;
        connector.scratch = Some(Scratch::default());
        let (server, gone) = (url.to_owned(), name.clone());
        let own = connector.rows("ask for the session", "SELECT CONNECTION_ID()")?;
        let own = own.into_iter().flatten().flatten().next();
        connector.dropped_when_stopped = Some(on_stop(move || {
            if let Ok(mut connector) = Self::open(&server, timeout) {
                // The statement that runs there would keep the database.
                let _ = connector.run(&format!("KILL {}", own.unwrap_or_default()));
                connector.drop_database(&gone);
            }
        }));
        connector.database.clone_from(&name);
        connector.run(&format!("USE `{name}`"))?;
        Ok(connector)
    }

    /// Drops a database of ours. There is nobody left to tell when it fails; the name says what it is.
    fn drop_database(&mut self, name: &str) {
        let _ = self.run(&format!("DROP DATABASE IF EXISTS `{name}`"));
    }

    /// Executes text; gives how many statements of it were done, and why no more.
    fn stream(
        &mut self,
        sql: &str,
        timeout: Option<Duration>,
        mut each: impl FnMut(usize, Vec<Option<String>>),
    ) -> (usize, Option<Refused>) {
        let mut done = 0;
        let connection = &mut self.connection;
        let work = async {
            let mut results = connection.fetch_many(raw_sql(AssertSqlSafe(sql.to_owned())));
            loop {
                let next = match timeout {
                    Some(timeout) => within(timeout, results.next()).await?,
                    None => results.next().await,
                };
                match next {
                    Some(Ok(Either::Right(row))) => each(done, values(&row)),
                    Some(Ok(Either::Left(_))) => done += 1,
                    Some(Err(error)) => return Err(Refused::from(error)),
                    None => return Ok(()),
                }
            }
        };
        let mut error = self.runtime.block_on(work).err();
        if let (Some(refused), Some(_)) = (&mut error, &self.scratch) {
            // It has another name each time, and what is said of a plan must not change with it.
            let own = format!("`{}`.", self.database);
            refused.message = refused.message.replace(&own, "");
        }
        (done, error)
    }

    /// Executes one statement that gives no rows.
    fn run(&mut self, statement: &str) -> Result<(), EngineError> {
        match self.stream(statement, None, |_, _| {}).1 {
            None => Ok(()),
            Some(refused) => Err(EngineError::Database {
                intent: format!("execute `{}`", beginning(statement)),
                message: refused.message,
            }),
        }
    }
}

impl Server for MysqlConnector {
    fn flavour(&self) -> &'static Flavour {
        self.flavour
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn database(&self) -> &str {
        &self.database
    }

    fn rows(&mut self, intent: &str, sql: &str) -> Result<Rows, EngineError> {
        let failed = |message| EngineError::Database {
            intent: intent.into(),
            message,
        };
        let mut rows = Rows::new();
        let (_, error) = self.stream(sql, Some(self.timeout), |_, row| rows.push(row));
        match error {
            Some(error) => Err(failed(error.message)),
            None => Ok(rows),
        }
    }

    fn rows_of_each(
        &mut self,
        statements: &[String],
    ) -> Result<Vec<Result<Rows, Refused>>, EngineError> {
        let mut answers = Vec::with_capacity(statements.len());
        while answers.len() < statements.len() {
            let batch = batch(&statements[answers.len()..]);
            let mut results = vec![Rows::new(); batch.len()];
            let text = batch.join(";\n");
            let (done, error) = self.stream(&text, Some(self.timeout), |statement, row| {
                if let Some(rows) = results.get_mut(statement) {
                    rows.push(row);
                }
            });
            results.truncate(done);
            answers.extend(results.into_iter().map(Ok));
            match error {
                Some(refused) if refused.code.is_some() => answers.push(Err(refused)),
                Some(lost) => {
                    return Err(EngineError::Database {
                        intent: format!("read the catalog of `{}`", self.shown_url),
                        message: lost.message,
                    });
                }
                None => {}
            }
        }
        Ok(answers)
    }
}

impl Drop for MysqlConnector {
    fn drop(&mut self) {
        if self.scratch.is_some() {
            let name = std::mem::take(&mut self.database);
            self.drop_database(&name);
            self.dropped_when_stopped = None;
        }
    }
}

impl Connector for MysqlConnector {
    fn introspect(&mut self) -> Result<Schema, EngineError> {
        super::introspect::introspect(self)
    }

    fn introspect_written(&mut self) -> Result<Schema, EngineError> {
        let mut schema = self.introspect()?;
        let rows = self.rows("ask for the account", "SELECT CURRENT_USER()")?;
        let account = rows.into_iter().flatten().flatten().next();
        super::definer::forget(&mut schema, account.as_deref().unwrap_or_default());
        Ok(schema)
    }

    fn lock(&mut self, wait: Duration) -> Result<bool, EngineError> {
        let sql = format!("SELECT GET_LOCK({LOCK}, {})", wait.as_secs());
        let mut taken = false;
        let (_, refused) = self.stream(&sql, None, |_, row| {
            taken = row.first().is_some_and(|it| it.as_deref() == Some("1"));
        });
        match refused {
            None => Ok(taken),
            Some(refused) => Err(EngineError::Database {
                intent: "take the lock".into(),
                message: refused.message,
            }),
        }
    }

    fn unlock(&mut self) -> Result<(), EngineError> {
        self.rows(
            "let go of the lock",
            &format!("SELECT RELEASE_LOCK({LOCK})"),
        )
        .map(|_| ())
    }

    fn execute(&mut self, sql: &str) -> Result<(), EngineError> {
        let statements = statements(sql, self.flavour);
        let several = statements.len() > 1;
        for statement in statements {
            let text = match &mut self.scratch {
                None => Ok(Some(statement.text.into())),
                Some(scratch) => scratch.here(statement.text, self.flavour),
            };
            let done = match text {
                Ok(None) => Ok(()),
                Ok(Some(text)) => self.run(&text),
                Err(message) => Err(EngineError::Database {
                    intent: format!("execute `{}`", beginning(statement.text)),
                    message,
                }),
            };
            done.map_err(|error| match error {
                // Of a statement that is alone, whoever asks for it knows the place.
                EngineError::Database { intent, message } if several => EngineError::Database {
                    intent: format!("{intent} of line {}", statement.line),
                    message,
                },
                other => other,
            })?;
        }
        Ok(())
    }

    fn account(&mut self) -> Result<Account, EngineError> {
        let database = self.database.clone();
        super::observe::account(self, &database)
    }

    fn query(&mut self, sql: &str) -> Result<Rows, EngineError> {
        self.rows(&format!("query `{}`", beginning(sql)), sql)
    }
}

/// Why a statement was not done.
#[derive(Debug, Clone)]
pub(super) struct Refused {
    /// The server's number for it; none when the connection failed.
    pub code: Option<u16>,
    /// What the server said.
    pub message: String,
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(database) = &error
            && let Some(error) = database.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>()
        {
            return Self {
                code: Some(error.number()),
                message: format!("{} (error {})", error.message(), error.number()),
            };
        }
        Self {
            code: None,
            message: error.to_string(),
        }
    }
}

async fn within<T>(timeout: Duration, work: impl Future<Output = T>) -> Result<T, Refused> {
    let result = tokio::time::timeout(timeout, work).await;
    result.map_err(|_| Refused {
        code: None,
        message: no_answer(timeout),
    })
}

fn no_answer(timeout: Duration) -> String {
    format!(
        "the server did not answer within {} s: check host and port, or allow more time",
        timeout.as_secs_f32()
    )
}

fn connect_message(error: &sqlx::Error, options: &MySqlConnectOptions) -> String {
    let remedy = match error {
        sqlx::Error::Io(_) if options.get_socket().is_some() => {
            ": check the path of the socket, and that the server runs"
        }
        sqlx::Error::Io(_) => ": check host and port, and that the server runs",
        sqlx::Error::Tls(_) => ": check `ssl-mode` and `ssl-ca` in the URL",
        _ => "",
    };
    let message = Refused::from_text(error);
    format!("{message}{remedy}")
}

impl Refused {
    fn from_text(error: &sqlx::Error) -> String {
        match error {
            sqlx::Error::Database(database) => database.message().to_owned(),
            sqlx::Error::Io(io) => io.to_string(),
            other => other.to_string(),
        }
    }
}

/// All values of a row as text. The catalog is all text; numbers come as their digits.
fn values(row: &MySqlRow) -> Vec<Option<String>> {
    (0..row.len())
        .map(|index| {
            let bytes = row.try_get_unchecked::<Option<&[u8]>, _>(index).ok()??;
            Some(text_of_bytes(bytes))
        })
        .collect()
}

/// As many statements as go in one packet.
fn batch(statements: &[String]) -> &[String] {
    const BYTES: usize = 256 * 1024;
    let mut size = 0;
    let count = statements
        .iter()
        .take_while(|statement| {
            size += statement.len() + 2;
            size < BYTES
        })
        .count();
    &statements[..count.max(1).min(statements.len())]
}

/// The first words of a statement, for messages.
fn beginning(statement: &str) -> String {
    let line = statement.split_whitespace().take(8).collect::<Vec<_>>();
    let line = line.join(" ");
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}

/// A name that nobody else uses: this process, and how many databases it made before.
fn scratch_name() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let nanos = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.subsec_nanos());
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("schema_scratch_{}_{nanos}_{count}", std::process::id())
}

#[cfg(test)]
mod tests;
