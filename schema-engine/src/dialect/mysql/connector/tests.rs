//! What is said when a server is not there, does not answer or refuses.

use std::net::TcpListener;
use std::time::Duration;

use super::*;

const TIMEOUT: Duration = Duration::from_secs(20);

/// The URLs of the servers for tests, without those that were left out on purpose.
fn servers() -> Vec<String> {
    let urls = ["SCHEMA_TEST_MARIADB", "SCHEMA_TEST_MYSQL"].map(|name| {
        std::env::var(name)
            .expect("set it to the URL of a server, or run `cargo xtask test`, which does")
    });
    urls.into_iter().filter(|url| url != "left-out").collect()
}

fn refusal(url: &str, timeout: Duration) -> String {
    let Err(error) = MysqlConnector::open(url, timeout) else {
        panic!("{url} was opened");
    };
    let message = error.to_string();
    assert!(!message.contains("secret"), "{message}");
    message
}

/// The URL with another account.
fn with_account(url: &str, account: &str, database: &str) -> String {
    let host = url
        .rsplit('@')
        .next()
        .and_then(|rest| rest.split('/').next());
    let host = host.unwrap();
    format!("mysql://{account}@{host}/{database}")
}

#[test]
fn a_server_that_is_not_there_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let message = refusal(&format!("mysql://u:secret@127.0.0.1:{port}/d"), TIMEOUT);
    assert!(message.contains("check host and port"), "{message}");
}

#[test]
fn a_server_that_never_answers_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = format!("mysql://u:secret@127.0.0.1:{port}/d");
    let message = refusal(&url, Duration::from_millis(300));
    assert!(message.contains("did not answer within 0.3 s"), "{message}");
}

#[test]
fn wrong_accounts_and_databases_are_refused() {
    for url in servers() {
        refuses_accounts_and_databases(&url);
    }
}

fn refuses_accounts_and_databases(url: &str) {
    let message = refusal(&with_account(url, "nobody:secret", ""), TIMEOUT);
    assert!(message.contains("Access denied"), "{message}");
    let message = refusal(&with_account(url, "root", "not_there"), TIMEOUT);
    assert!(message.contains("not_there"), "{message}");
}

/// What an account may not read is listed, and the rest is read.
#[test]
fn what_is_not_readable_is_listed() {
    for url in servers() {
        lists_what_is_not_readable(&url);
    }
}

fn lists_what_is_not_readable(url: &str) {
    let mut owner = MysqlConnector::open_scratch(url, TIMEOUT).unwrap();
    let database = owner.database.clone();
    let account = format!("'{}'@'%'", &database[database.len().saturating_sub(30)..]);
    let name = account.split('\'').nth(1).unwrap().to_owned();
    owner
        .execute(
            "CREATE TABLE seen (a int); CREATE TABLE hidden (a int); CREATE VIEW shown AS SELECT a FROM seen;
             CREATE PROCEDURE run() SELECT 1",
        )
        .unwrap();
    owner
        .execute(&format!(
            "CREATE USER {account} IDENTIFIED BY 'p@ss/w:d'; GRANT SELECT ON seen TO {account};
             GRANT SELECT ON shown TO {account}; GRANT EXECUTE ON PROCEDURE run TO {account}"
        ))
        .unwrap();
    let read = MysqlConnector::open(
        &with_account(url, &format!("{name}:p@ss/w:d"), &database),
        TIMEOUT,
    )
    .and_then(|mut reader| reader.introspect());
    owner.execute(&format!("DROP USER {account}")).unwrap();
    let schema = read.unwrap();
    let tables: Vec<_> = schema.tables.iter().map(|it| it.name.to_string()).collect();
    assert_eq!(tables, ["seen"]);
    let listed: Vec<_> = schema
        .unmodelled
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(listed, ["run", "shown"]);
    assert!(
        schema
            .unmodelled
            .iter()
            .all(|it| it.reason.starts_with("not readable"))
    );
}

/// A scratch database goes with its connection, and takes statements about databases for itself.
#[test]
fn a_scratch_database_keeps_to_itself() {
    for url in servers() {
        keeps_to_itself(&url);
    }
}

fn keeps_to_itself(url: &str) {
    let mut owner = MysqlConnector::open_scratch(url, TIMEOUT).unwrap();
    let (kept, count) = (
        owner.database.clone(),
        |connector: &mut MysqlConnector, name: &str| {
            let sql = format!("SHOW DATABASES LIKE '{name}'");
            connector.query(&sql).unwrap().len()
        },
    );
    let mut scratch = MysqlConnector::open_scratch(url, TIMEOUT).unwrap();
    let own = scratch.database.clone();
    scratch
        .execute(&format!(
            "DROP DATABASE {kept}; CREATE DATABASE {kept}; USE {kept}; CREATE TABLE {kept}.a (b int)"
        ))
        .unwrap();
    assert_eq!(scratch.introspect().unwrap().tables.len(), 1);
    assert_eq!(owner.introspect().unwrap().tables.len(), 0);
    drop(scratch);
    assert_eq!(count(&mut owner, &own), 0);
    assert_eq!(count(&mut owner, &kept), 1);
}
