//! An open connection.
//!
//! Every wait has a limit: a server that accepts and never answers is an error, not a pause.

use std::time::Duration;

use schema_model::Schema;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, Row as _, ValueRef as _,
    raw_sql,
};
use tokio::runtime::{Builder, Runtime};
use tokio::time;

use super::introspect::introspect;
use super::url;
use crate::{Connector, EngineError, redact_url};

/// How often reading is tried when objects vanish while they are read. The time limit ends it too.
const ATTEMPTS: usize = 25;

/// An open connection with the runtime that drives it.
pub(super) struct Connection {
    runtime: Runtime,
    connection: Option<PgConnection>,
    url: String,
    timeout: Duration,
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
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| failed(format!("the system refused a runtime: {error}")))?;
        let options: PgConnectOptions = url::options(url).map_err(&failed)?;
        let mut options = options.disable_statement_logging();
        if let Some(database) = database {
            options = options.database(database);
        }
        let opening = async { time::timeout(timeout, PgConnection::connect_with(&options)).await };
        let connection = match runtime.block_on(opening) {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) => return Err(failed(url::explain(&error, url))),
            Err(_) => {
                return Err(failed(format!(
                    "no answer within {} s: check host and port, and that the server is not overloaded",
                    timeout.as_secs_f32()
                )));
            }
        };
        Ok(Self {
            runtime,
            connection: Some(connection),
            url: shown,
            timeout: timeout.saturating_mul(10),
        })
    }

    /// Waits for the server, no longer than the limit.
    fn wait<T>(
        &mut self,
        intent: &str,
        task: impl AsyncFnOnce(&mut PgConnection) -> sqlx::Result<T>,
    ) -> Result<T, EngineError> {
        let failed = |message: String| EngineError::Database {
            intent: format!("{intent} `{}`", self.url),
            message,
        };
        let Some(connection) = self.connection.as_mut() else {
            return Err(failed("the connection was given up earlier".into()));
        };
        let limit = self.timeout;
        let answer = self
            .runtime
            .block_on(async { time::timeout(limit, task(connection)).await });
        match answer {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(failed(url::describe(&error))),
            Err(_) => {
                // The server may still be at work; nothing can be asked on this connection.
                self.connection = None;
                Err(failed(format!(
                    "no answer within {} s",
                    limit.as_secs_f32()
                )))
            }
        }
    }
}

impl Connector for Connection {
    fn introspect(&mut self) -> Result<Schema, EngineError> {
        self.wait("read the schema of", async |connection| {
            for _ in 1..ATTEMPTS {
                match introspect(connection).await {
                    Err(error) if is_vanished(&error) => {}
                    answer => return answer,
                }
            }
            introspect(connection).await
        })
    }

    fn execute(&mut self, sql: &str) -> Result<(), EngineError> {
        // The caller's statements are what is wanted.
        let sql = AssertSqlSafe(sql.to_owned());
        self.wait("execute a statement in", async |connection| {
            connection.execute(raw_sql(sql)).await.map(|_| ())
        })
    }

    fn query(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, EngineError> {
        let sql = AssertSqlSafe(sql.to_owned());
        self.wait("query", async |connection| {
            let rows = raw_sql(sql).fetch_all(connection).await?;
            rows.iter().map(values).collect()
        })
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
