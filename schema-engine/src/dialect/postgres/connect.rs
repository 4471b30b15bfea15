//! An open connection.
//!
//! Every wait has a limit: a server that accepts and never answers is an error, not a pause.

use std::thread;
use std::time::{Duration, Instant};

use schema_model::Schema;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, Row as _, ValueRef as _,
    raw_sql,
};
use tokio::runtime::{Builder, Runtime};
use tokio::time;

use super::introspect::{self, Listed, Printed};
use super::url;
use crate::observe::Account;
use crate::{Connector, EngineError, redact_url};

/// The number of the lock under which a database is changed; each database has its own.
const LOCK: &str = "hashtext('schema-checked apply')";

/// How often reading is tried when objects vanish while they are read. The time limit ends it too.
const ATTEMPTS: usize = 25;

/// An open connection with the runtime that drives it.
pub(super) struct Connection {
    runtime: Runtime,
    connection: Option<PgConnection>,
    /// Whether the caller has begun a transaction of their own.
    in_transaction: bool,
    /// What it was opened with, to open another one.
    options: PgConnectOptions,
    url: String,
    /// Limit for a connection to open; for an answer it is ten times that.
    timeout: Duration,
}

/// Why an answer did not come.
enum Failure {
    /// The driver's or the server's word.
    Driver(sqlx::Error),
    /// Ours.
    Message(String),
}

impl From<Failure> for String {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Driver(error) => url::describe(&error),
            Failure::Message(message) => message,
        }
    }
}

impl Connection {
    /// Opens a connection; `timeout` bounds that, and ten times `timeout` every later answer.
    pub fn open(url: &str, timeout: Duration) -> Result<Self, EngineError> {
        Self::open_database(url, None, timeout)
    }

    /// Opens a connection to another database of the server that the URL names.
    pub fn open_database(
        url: &str,
        database: Option<&str>,
        timeout: Duration,
    ) -> Result<Self, EngineError> {
        let shown = redact_url(url);
        let failed = |message: String| EngineError::Connect {
            url: shown.clone(),
            message,
        };
        let options = url::options(url).map_err(&failed)?;
        let mut options = options.disable_statement_logging();
        if let Some(database) = database {
            options = options.database(database);
        }
        let explain = |failure| match failure {
            Failure::Driver(error) => failed(url::explain(&error, url)),
            Failure::Message(message) => failed(message),
        };
        Self::open_with(options, shown.clone(), timeout).map_err(explain)
    }

    fn open_with(
        options: PgConnectOptions,
        shown: String,
        timeout: Duration,
    ) -> Result<Self, Failure> {
        let refused = |error| Failure::Message(format!("the system refused a runtime: {error}"));
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(refused)?;
        let opening = async { time::timeout(timeout, PgConnection::connect_with(&options)).await };
        let connection = match runtime.block_on(opening) {
            Ok(answer) => answer.map_err(Failure::Driver)?,
            Err(_) => {
                return Err(Failure::Message(format!(
                    "no answer within {} s: check host and port, and that the server is not overloaded",
                    timeout.as_secs_f32()
                )));
            }
        };
        Ok(Self {
            runtime,
            connection: Some(connection),
            in_transaction: false,
            options,
            url: shown,
            timeout,
        })
    }

    /// Waits for the server, no longer than the limit.
    fn ask<T>(
        &mut self,
        task: impl AsyncFnOnce(&mut PgConnection) -> sqlx::Result<T>,
    ) -> Result<T, Failure> {
        let Some(connection) = self.connection.as_mut() else {
            let message = "the connection was given up earlier";
            return Err(Failure::Message(message.into()));
        };
        let limit = self.timeout.saturating_mul(10);
        let answer = self
            .runtime
            .block_on(async { time::timeout(limit, task(connection)).await });
        match answer {
            Ok(answer) => answer.map_err(Failure::Driver),
            Err(_) => {
                // The server may still be at work; nothing can be asked on this connection.
                self.connection = None;
                let message = format!("no answer within {} s", limit.as_secs_f32());
                Err(Failure::Message(message))
            }
        }
    }

    fn failed(&self, intent: &str, failure: Failure) -> EngineError {
        EngineError::Database {
            intent: format!("{intent} `{}`", self.url),
            message: failure.into(),
        }
    }

    /// Reads the schema once.
    fn read(&mut self) -> Result<Schema, Failure> {
        let frame = match self.in_transaction {
            true => introspect::Frame::Savepoint,
            false => introspect::Frame::Transaction,
        };
        let end = async |connection: &mut PgConnection| introspect::end(connection, frame).await;
        let begin =
            async |connection: &mut PgConnection| introspect::begin(connection, frame).await;
        let begun = self.ask(begin).inspect_err(|_| {
            let _ = self.ask(end);
        })?;
        let halves = self.read_halves(begun.major, begun.snapshot.as_deref());
        let ended = self.ask(end);
        let (listed, printed) = halves?;
        ended?;
        Ok(introspect::schema(begun, listed, printed))
    }

    /// Reads one half here and, where there is much to read, the other one beside it.
    fn read_halves(
        &mut self,
        major: u32,
        snapshot: Option<&str>,
    ) -> Result<(Listed, Printed), Failure> {
        let (options, timeout) = (self.options.clone(), self.timeout);
        thread::scope(|scope| {
            let beside = snapshot.map(|snapshot| {
                scope.spawn(move || read_beside(options, timeout, major, snapshot))
            });
            let listed = self.ask(async |connection| Listed::fetch(connection, major).await)?;
            // Servers limit connections, so a second one is welcome and not needed.
            let printed = beside.and_then(|beside| beside.join().ok()?.ok());
            let printed = match printed {
                Some(printed) => printed,
                None => self.ask(async |connection| Printed::fetch(connection, major).await)?,
            };
            Ok((listed, printed))
        })
    }

    /// Asks for one half here and for the other beside it, since builds wait for it. Each half may see
    /// another moment: when both are as they were, so was the schema when it was asked for.
    fn ask_state(&mut self) -> Result<String, Failure> {
        let (options, timeout) = (self.options.clone(), self.timeout);
        thread::scope(|scope| {
            let beside = scope.spawn(move || {
                let mut connection = Self::open_with(options, String::new(), timeout)?;
                connection.ask(introspect::state_of_relations)
            });
            let rest = self.ask(introspect::state_of_rest)?;
            let relations = match beside.join() {
                Ok(Ok(relations)) => relations,
                _ => self.ask(introspect::state_of_relations)?,
            };
            Ok(relations + &rest)
        })
    }
}

/// Reads half of what a transaction on another connection sees.
fn read_beside(
    options: PgConnectOptions,
    timeout: Duration,
    major: u32,
    snapshot: &str,
) -> Result<Printed, Failure> {
    let mut connection = Connection::open_with(options, String::new(), timeout)?;
    connection.ask(async |connection| {
        introspect::join(connection, snapshot).await?;
        Printed::fetch(connection, major).await
    })
}

impl Connector for Connection {
    fn introspect(&mut self) -> Result<Schema, EngineError> {
        let mut answer = self.read();
        for _ in 1..ATTEMPTS {
            match &answer {
                Err(Failure::Driver(error)) if is_vanished(error) => answer = self.read(),
                _ => break,
            }
        }
        answer.map_err(|failure| self.failed("read the schema of", failure))
    }

    fn lock(&mut self, wait: Duration) -> Result<bool, EngineError> {
        let begun = Instant::now();
        loop {
            let rows = self.query(&format!("SELECT pg_try_advisory_lock({LOCK})"))?;
            let answer = rows.into_iter().flatten().flatten().next();
            let is_taken = answer.as_deref() == Some("t");
            if is_taken || begun.elapsed() >= wait {
                return Ok(is_taken);
            }
            thread::sleep(Duration::from_millis(200));
        }
    }

    fn unlock(&mut self) -> Result<(), EngineError> {
        self.execute(&format!("SELECT pg_advisory_unlock({LOCK})"))
    }

    fn account(&mut self) -> Result<Account, EngineError> {
        super::observe::account(&self.options, self.timeout)
    }

    fn state(&mut self) -> Result<Option<String>, EngineError> {
        self.ask_state()
            .map(Some)
            .map_err(|failure| self.failed("ask for the state of", failure))
    }

    fn execute(&mut self, sql: &str) -> Result<(), EngineError> {
        let control = sql.trim().to_ascii_uppercase();
        // The caller's statements are what is wanted.
        let sql = AssertSqlSafe(sql.to_owned());
        let done = self.ask(async |connection| connection.execute(raw_sql(sql)).await.map(|_| ()));
        // Whoever asks for it knows the place, and what is said of a plan must not change with it.
        done.map_err(|failure| EngineError::Database {
            intent: "execute a statement".into(),
            message: failure.into(),
        })?;
        match control.as_str() {
            "BEGIN" => self.in_transaction = true,
            "COMMIT" | "ROLLBACK" => self.in_transaction = false,
            _ => {}
        }
        Ok(())
    }

    fn query(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, EngineError> {
        let sql = AssertSqlSafe(sql.to_owned());
        let rows = self.ask(async |connection| {
            let rows = raw_sql(sql).fetch_all(connection).await?;
            rows.iter().map(values).collect()
        });
        rows.map_err(|failure| self.failed("query", failure))
    }
}

/// The values of a row as the server writes them.
fn values(row: &PgRow) -> sqlx::Result<Vec<Option<String>>> {
    let value = |index| {
        let value = row.try_get_raw(index)?;
        if value.is_null() {
            return Ok(None);
        }
        let text = value.as_str().map_err(sqlx::Error::Decode)?;
        Ok(Some(text.to_owned()))
    };
    (0..row.len()).map(value).collect()
}

/// The server looks definitions up as they are now, so an object that is dropped while the catalog
/// is read can be missing although our transaction sees it.
fn is_vanished(error: &sqlx::Error) -> bool {
    let message = match error {
        sqlx::Error::Database(error) => error.message(),
        _ => return false,
    };
    message.contains("cache lookup failed") || message.contains("could not open relation with OID")
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            // A polite end; the socket is closed in any case.
            let limit = Duration::from_millis(500);
            let closing = async { time::timeout(limit, connection.close()).await };
            let _ = self.runtime.block_on(closing);
        }
    }
}
