//! What happens when a server does not do what it should: a clear error in bounded time, without
//! the password.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "support/scratch.rs"]
mod scratch;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
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

/// The dialects whose servers run for tests, with the servers' URLs.
fn running() -> Vec<(&'static dyn Dialect, String)> {
    let mut running = Vec::new();
    for name in ["postgres", "mariadb", "mysql"] {
        let variable = format!("SCHEMA_TEST_{}", name.to_uppercase());
        let url = std::env::var(variable);
        let url = url.expect("run `cargo xtask test`, which starts the servers that tests need");
        if url != "left-out" {
            running.push((dialect(name).unwrap(), url));
        }
    }
    running
}

/// An empty database, and the URL of another connection to it.
fn database(dialect: &dyn Dialect, server: &str) -> (Box<dyn Connector>, String) {
    let mut connector = scratch(dialect).unwrap().unwrap();
    let question = match dialect.capability().namespaces {
        true => "SELECT current_database()",
        false => "SELECT DATABASE()",
    };
    let name = connector.query(question).unwrap()[0][0].clone().unwrap();
    let (server, _) = server.rsplit_once('/').unwrap();
    (connector, format!("{server}/{name}"))
}

/// Passes bytes on between a client and a server until it is told to stall.
fn stalling_proxy(server: &str) -> (u16, Arc<AtomicBool>) {
    let address = server.split_once('@').unwrap().1.split('/').next();
    let address = address.unwrap().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let is_stalled = Arc::new(AtomicBool::new(false));
    let stalled = Arc::clone(&is_stalled);
    thread::spawn(move || {
        for client in listener.incoming() {
            let client = client.unwrap();
            let server = TcpStream::connect(&address).unwrap();
            for (from, to) in [(&client, &server), (&server, &client)] {
                let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                let stalled = Arc::clone(&stalled);
                thread::spawn(move || pass_on(from, to, &stalled));
            }
        }
    });
    (port, is_stalled)
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, is_stalled: &AtomicBool) {
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        if !is_stalled.load(Ordering::Relaxed) && to.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
}

#[test]
fn a_server_that_stops_answering_is_an_error() {
    for (dialect, server) in running() {
        let (_database, url) = database(dialect, &server);
        let (port, is_stalled) = stalling_proxy(&server);
        let (scheme, rest) = url.split_once("://").unwrap();
        let (user, place) = rest.split_once('@').unwrap();
        let (_, name) = place.split_once('/').unwrap();
        let url = format!("{scheme}://{user}@127.0.0.1:{port}/{name}");
        let mut connector = dialect.connect(&url, TIMEOUT).unwrap();
        is_stalled.store(true, Ordering::Relaxed);
        let message = message(|| connector.introspect());
        assert!(message.contains("answer within"), "{message}");
    }
}

#[test]
fn a_connection_that_is_cut_is_an_error() {
    for (dialect, server) in running() {
        let (_database, url) = database(dialect, &server);
        let (own, cut) = match dialect.capability().namespaces {
            true => ("SELECT pg_backend_pid()", "SELECT pg_terminate_backend($)"),
            false => ("SELECT CONNECTION_ID()", "KILL $"),
        };
        let mut connector = dialect.connect(&url, PATIENCE).unwrap();
        let process = connector.query(own).unwrap()[0][0].clone().unwrap();
        let mut other = dialect.connect(&url, PATIENCE).unwrap();
        other.query(&cut.replace('$', &process)).unwrap();
        let message = message(|| connector.introspect());
        assert!(!message.is_empty());
    }
}

/// What is gone must not be taken for a schema without tables.
#[test]
fn a_database_that_is_dropped_under_us_is_an_error() {
    for (dialect, server) in running() {
        let (mut database, url) = database(dialect, &server);
        database.execute("CREATE TABLE t (a int)").unwrap();
        let mut connector = dialect.connect(&url, PATIENCE).unwrap();
        assert_eq!(connector.introspect().unwrap().tables.len(), 1);
        let name = url.rsplit_once('/').unwrap().1;
        let drop = match dialect.capability().namespaces {
            true => format!("DROP DATABASE {name} WITH (FORCE)"),
            false => format!("DROP DATABASE {name}"),
        };
        dialect
            .connect(&server, PATIENCE)
            .unwrap()
            .query(&drop)
            .unwrap();
        message(|| connector.introspect());
    }
}

/// The larger half of a large database is read over a second connection, where the server lets us
/// have one.
#[test]
fn a_large_database_is_read_alike_over_one_connection_and_over_two() {
    let Some((dialect, server)) = running()
        .into_iter()
        .find(|(d, _)| d.capability().namespaces)
    else {
        return;
    };
    let (mut database, url) = database(dialect, &server);
    let role = format!("case_single_{}", std::process::id());
    database
        .execute(
            "DO $$ BEGIN FOR n IN 1..900 LOOP EXECUTE format(
               'CREATE TABLE t%s (id bigserial PRIMARY KEY, a text UNIQUE CHECK (a <> %L))', n, n); END LOOP; END $$",
        )
        .unwrap();
    let mut admin = dialect.connect(&url, PATIENCE).unwrap();
    admin
        .execute(&format!("CREATE ROLE {role} LOGIN CONNECTION LIMIT 1"))
        .unwrap();
    let over_two = database.introspect().unwrap();
    let single = url.replace("postgres@", &format!("{role}@"));
    let over_one = dialect.connect(&single, PATIENCE).unwrap().introspect();
    admin.execute(&format!("DROP ROLE {role}")).unwrap();
    assert_eq!(over_two.tables.len(), 900);
    let is_whole = |table: &schema_model::Table| table.constraints.len() == 3;
    assert!(over_two.tables.iter().all(is_whole));
    assert!(over_one.unwrap() == over_two);
}

#[test]
fn what_a_role_may_not_read_is_listed() {
    let Some((dialect, server)) = running()
        .into_iter()
        .find(|(d, _)| !d.capability().namespaces)
    else {
        return;
    };
    let (mut database, url) = database(dialect, &server);
    for statement in [
        "CREATE TABLE t (a int)",
        "CREATE VIEW v AS SELECT a FROM t",
        "CREATE PROCEDURE p() SELECT 1",
    ] {
        database.execute(statement).unwrap();
    }
    let name = url.rsplit_once('/').unwrap().1.to_owned();
    let user = format!("case_reader_{}", std::process::id());
    let mut admin = dialect.connect(&server, PATIENCE).unwrap();
    admin.execute(&format!("CREATE USER {user}@'%'")).unwrap();
    admin
        .execute(&format!("GRANT SELECT, EXECUTE ON {name}.* TO {user}@'%'"))
        .unwrap();
    let reader = url.replace("root@", &format!("{user}@"));
    let read = dialect
        .connect(&reader, PATIENCE)
        .and_then(|mut c| c.introspect());
    admin.execute(&format!("DROP USER {user}@'%'")).unwrap();
    let schema = read.unwrap();
    assert_eq!(schema.tables.len(), 1);
    for what in ["v", "p"] {
        let is_listed = |entry: &&schema_model::Unmodelled| {
            entry.name.contains(what) && entry.reason.contains("not readable")
        };
        let listed = schema.unmodelled.iter().find(is_listed);
        assert!(listed.is_some(), "{what} in {:?}", schema.unmodelled);
    }
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

/// Definitions are looked up as they are now, whatever a transaction sees.
#[test]
fn tables_may_come_and_go_while_they_are_read() {
    for (dialect, server) in running() {
        let (mut reader, url) = database(dialect, &server);
        let is_done = AtomicBool::new(false);
        let make = match dialect.capability().namespaces {
            true => {
                "CREATE TABLE t (id serial PRIMARY KEY CHECK (id > 0)); CREATE INDEX ON t (id) WHERE id > 1;
                 CREATE VIEW v AS SELECT id FROM t"
            }
            false => "CREATE TABLE t (id int PRIMARY KEY CHECK (id > 0)); CREATE VIEW v AS SELECT id FROM t",
        };
        let unmake = ["DROP VIEW v", "DROP TABLE t"];
        thread::scope(|scope| {
            scope.spawn(|| {
                let mut writer = dialect.connect(&url, PATIENCE).unwrap();
                while !is_done.load(Ordering::Relaxed) {
                    writer.execute(make).unwrap();
                    for statement in unmake {
                        writer.execute(statement).unwrap();
                    }
                }
            });
            for _ in 0..20 {
                let read = reader.introspect();
                is_done.fetch_or(read.is_err(), Ordering::Relaxed);
                assert!(read.unwrap().tables.len() < 2);
            }
            is_done.store(true, Ordering::Relaxed);
        });
    }
}
