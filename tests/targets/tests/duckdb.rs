//! Every type of DuckDB through the models for `duckdb`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use duckdb::Connection;
use duckdb::types::Value;
use schema_checked::{Holds, logical};
use targets::duckdb::{Nested, NewNested, NewPlain, Plain};

// The check accepts the crate's own value for every column, also for one that may be NULL.
const _: () = {
    const fn hold<T: Holds<L>, L: ?Sized>() {}
    hold::<Value, logical::Text>();
    hold::<Value, logical::Nullable<logical::Int32>>();
};

const SCHEMA: &str = include_str!("../../introspect/types/duckdb/schema.sql");
const VALUES: &str = include_str!("../values/duckdb.sql");

fn read<T>(
    connection: &Connection,
    sql: &str,
    row: fn(&duckdb::Row<'_>) -> duckdb::Result<T>,
) -> Vec<T> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], row).unwrap();
    rows.map(Result::unwrap).collect()
}

fn distinct(connection: &Connection, table: &str) -> usize {
    let sql = format!("SELECT count(DISTINCT t::text) FROM {table} t");
    let count: u64 = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
    usize::try_from(count).unwrap()
}

#[test]
fn what_is_read_is_written_back_equal() {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch("SET TimeZone = 'UTC'").unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    connection.execute_batch(VALUES).unwrap();
    let plain = read(&connection, Plain::SELECT, Plain::from_row);
    let nested = read(&connection, Nested::SELECT, Nested::from_row);
    assert!(plain.len() > 8 && nested.len() > 3);
    for row in &plain {
        assert_eq!(NewPlain::from(row.clone()).insert(&connection).unwrap(), 1);
    }
    for row in &nested {
        assert_eq!(NewNested::from(row.clone()).insert(&connection).unwrap(), 1);
    }
    let again = read(&connection, Plain::SELECT, Plain::from_row);
    assert_eq!(format!("{:?}", &again[plain.len()..]), format!("{plain:?}"));
    assert_eq!(distinct(&connection, "plain"), plain.len());
    assert_eq!(distinct(&connection, "nested"), nested.len());
}
