//! What happens when a server does not do what it should: a clear error in bounded time, without
//! the password.

#[path = "support/scratch.rs"]
mod scratch;

use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use schema_engine::{Connector, DIALECTS, Dialect, EngineError, dialect};
use scratch::scratch;

const TIMEOUT: Duration = Duration::from_millis(500);
/// How long a server that is there is waited for, with room for a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

fn servers() -> impl Iterator<Item = &'static dyn Dialect> {
    let dialects = DIALECTS.iter().copied();
    dialects.filter(|dialect| !dialect.capability().file_based)
}

/// The message of an error that tells no secret. What waits for ever never gets here.
fn message<T>(step: impl FnOnce() -> Result<T, EngineError>) -> String {
    let Err(error) = step() else {
        panic!("there is no error");
    };
    let message = error.to_string();
    assert!(!message.contains("hunter2"), "{message}");
    message
}

fn url(dialect: &dyn Dialect, port: u16) -> String {
    let scheme = dialect.capability().url_schemes[0];
    format!("{scheme}://someone:hunter2@127.0.0.1:{port}/app")
}

#[test]
fn a_server_that_is_not_there_is_an_error() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    for dialect in servers() {
        let message = message(|| dialect.connect(&url(dialect, port), TIMEOUT));
        assert!(message.contains(&format!("127.0.0.1:{port}")), "{message}");
    }
}

#[test]
fn a_server_that_accepts_and_never_answers_is_an_error() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    for dialect in servers() {
        let message = message(|| dialect.connect(&url(dialect, port), TIMEOUT));
        assert!(message.contains("answer"), "{message}");
    }
}

type Session = (Box<dyn Connector>, String);

/// A database of PostgreSQL, with the number of its own session; none when its server was left out.
fn session() -> Result<Option<Session>, Box<dyn std::error::Error>> {
    let dialect = dialect("postgres").ok_or("this build has no such dialect")?;
    let Some(mut connector) = scratch(dialect)? else {
        return Ok(None);
    };
    let rows = connector.query("SELECT pg_backend_pid()")?;
    let process = rows.into_iter().flatten().next().flatten();
    Ok(Some((connector, process.ok_or("no number")?)))
}

#[test]
fn a_connection_that_is_cut_is_an_error() {
    let Some((mut cut, process)) = session().unwrap() else {
        return;
    };
    let Some((mut other, _)) = session().unwrap() else {
        return;
    };
    other
        .query(&format!("SELECT pg_terminate_backend({process})"))
        .unwrap();
    let message = message(|| cut.introspect());
    assert!(message.contains("read the schema of"), "{message}");
}

#[test]
fn a_database_that_is_not_there_is_named() {
    let dialect = dialect("postgres").unwrap();
    let Ok(server) = std::env::var("SCHEMA_TEST_POSTGRES") else {
        panic!("run `cargo xtask test`, which starts the server that this test needs");
    };
    let Some((server, _)) = server.rsplit_once('/') else {
        return;
    };
    let message = message(|| dialect.connect(&format!("{server}/no_such_database"), PATIENCE));
    assert!(message.contains("create the database"), "{message}");
}

/// Definitions are looked up as they are now, whatever our transaction sees.
#[test]
fn tables_may_come_and_go_while_they_are_read() {
    let dialect = dialect("postgres").unwrap();
    let Some(mut reader) = scratch(dialect).unwrap() else {
        return;
    };
    let name = reader.query("SELECT current_database()").unwrap()[0][0].clone();
    let server = std::env::var("SCHEMA_TEST_POSTGRES").unwrap_or_default();
    let (server, _) = server.rsplit_once('/').unwrap();
    let url = format!("{server}/{}", name.unwrap());
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut writer = dialect.connect(&url, PATIENCE).unwrap();
            while !is_done.load(Ordering::Relaxed) {
                let sql = "CREATE TABLE t (id serial PRIMARY KEY CHECK (id > 0)); CREATE INDEX ON t (id) WHERE id > 1;
                           CREATE VIEW v AS SELECT id FROM t";
                writer.execute(sql).unwrap();
                writer.execute("DROP TABLE t CASCADE").unwrap();
            }
        });
        for _ in 0..20 {
            let read = reader.introspect();
            is_done.fetch_or(read.is_err(), Ordering::Relaxed);
            let schema = read.unwrap();
            assert!(schema.tables.len() < 2 && schema.unmodelled.is_empty());
        }
        is_done.store(true, Ordering::Relaxed);
    });
}
