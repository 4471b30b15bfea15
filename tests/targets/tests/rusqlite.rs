//! Every type of SQLite through the models for `rusqlite`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use rusqlite::Connection;
use targets::rusqlite::{NewT, T};

const SCHEMA: &str = include_str!("../../introspect/types/sqlite/schema.sql");
const VALUES: &str = include_str!("../values/sqlite.sql");

fn read(connection: &Connection) -> Vec<T> {
    let mut statement = connection.prepare(T::SELECT).unwrap();
    let rows = statement.query_map([], T::from_row).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn what_is_read_is_written_back_equal() {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    connection.execute_batch(VALUES).unwrap();
    let rows = read(&connection);
    assert!(rows.len() > 5);
    for row in &rows {
        assert_eq!(NewT::from(row.clone()).insert(&connection).unwrap(), 1);
    }
    let again = read(&connection);
    assert_eq!(format!("{:?}", &again[rows.len()..]), format!("{rows:?}"));

    let columns: Vec<String> = targets::rusqlite::t::COLUMNS
        .iter()
        .map(|name| format!("quote(\"{name}\")"))
        .collect();
    let sql = format!("SELECT DISTINCT {} FROM t", columns.join(", "));
    let mut statement = connection.prepare(&sql).unwrap();
    let distinct = statement.query_map([], |_| Ok(())).unwrap().count();
    assert_eq!(
        distinct,
        rows.len(),
        "SQLite holds something else than was read"
    );
}
