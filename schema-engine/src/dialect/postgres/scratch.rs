//! Empty databases on a server, made for one use and dropped after it.
//!
//! Only what was made here is ever dropped.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use schema_model::Schema;

use super::connect::Connection;
use super::script::statements;
use crate::cleanup::{Cleanup, on_stop};
use crate::observe::Account;
use crate::{Connector, EngineError};

/// A database of our own on somebody's server.
pub(super) struct Scratch {
    /// None while the database is being dropped.
    connection: Option<Connection>,
    server: String,
    name: String,
    timeout: Duration,
    _dropped_when_stopped: Cleanup,
}

impl Scratch {
    /// Makes an empty database beside the one of the URL.
    pub fn make(server: &str, timeout: Duration) -> Result<Self, EngineError> {
        let name = new_name();
        let mut connection = Connection::open(server, timeout)?;
        // The usual template may hold what people put there.
        connection.execute(&format!("CREATE DATABASE {name} TEMPLATE template0"))?;
        let (url, gone) = (server.to_owned(), name.clone());
        let mut scratch = Self {
            connection: None,
            server: server.into(),
            name,
            timeout,
            _dropped_when_stopped: on_stop(move || drop_database(&url, &gone, timeout)),
        };
        let opened = Connection::open_database(server, Some(&scratch.name), timeout)?;
        scratch.connection = Some(opened);
        Ok(scratch)
    }

    fn connection(&mut self) -> Result<&mut Connection, EngineError> {
        self.connection.as_mut().ok_or(EngineError::Database {
            intent: "use a scratch database".into(),
            message: "it was dropped already".into(),
        })
    }
}

impl Connector for Scratch {
    fn introspect(&mut self) -> Result<Schema, EngineError> {
        self.connection()?.introspect()
    }

    fn execute(&mut self, sql: &str) -> Result<(), EngineError> {
        for statement in statements(sql) {
            let (line, done) = match statement {
                Ok(piece) => (piece.line, self.connection()?.execute(piece.text)),
                Err((line, message)) => {
                    let intent = "execute a statement in a scratch database".into();
                    (line, Err(EngineError::Database { intent, message }))
                }
            };
            done.map_err(|error| at_line(error, line))?;
        }
        Ok(())
    }

    fn account(&mut self) -> Result<Account, EngineError> {
        self.connection()?.account()
    }

    fn state(&mut self) -> Result<Option<String>, EngineError> {
        self.connection()?.state()
    }

    fn session(&mut self) -> Result<Option<String>, EngineError> {
        const SETTINGS: &str = "SELECT 'SELECT ' || string_agg(format('set_config(%L, %L, false)', \
             name, current_setting(name)), ', ') \
             FROM unnest('{search_path, role, check_function_bodies, default_tablespace, \
             default_table_access_method, default_toast_compression}'::text[]) AS name \
             WHERE current_setting(name, true) IS NOT NULL";
        let rows = self.connection()?.query(SETTINGS)?;
        Ok(rows.into_iter().flatten().next().flatten())
    }

    fn query(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, EngineError> {
        self.connection()?.query(sql)
    }
}

fn at_line(error: EngineError, line: usize) -> EngineError {
    match error {
        EngineError::Database { intent, message } if line > 1 => EngineError::Database {
            intent: format!("{intent}, line {line}"),
            message,
        },
        other => other,
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A database cannot be dropped while someone is connected.
        self.connection = None;
        drop_database(&self.server, &self.name, self.timeout);
    }
}

/// Drops a database of ours. There is nobody left to tell when it fails; the name says what it is.
fn drop_database(server: &str, name: &str, timeout: Duration) {
    if let Ok(mut server) = Connection::open(server, timeout) {
        // Where the program was stopped, its own session is still in there.
        let sessions = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        );
        let _ = server.query(&sessions);
        let _ = server.execute(&format!("DROP DATABASE IF EXISTS {name}"));
    }
}

/// A name that no other process, machine or earlier run has used.
fn new_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = since.unwrap_or_default().as_nanos();
    format!("schema_scratch_{}_{count}_{now}", std::process::id())
}
