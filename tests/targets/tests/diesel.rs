//! Every type of SQLite, PostgreSQL, MariaDB and MySQL through the models for `diesel`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use targets::{diesel_mariadb, diesel_mysql, diesel_postgres, diesel_sqlite};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    count: i64,
}

macro_rules! count {
    ($connection:expr, $sql:expr) => {{
        let found: Count = diesel::sql_query($sql).get_result($connection).unwrap();
        usize::try_from(found.count).unwrap()
    }};
}

/// Reads the rows of a table, inserts what was read, and gives it.
macro_rules! copied {
    ($connection:expr, $($module:ident)::+, $table:ident, $row:ident, $new:ident) => {{
        use $($module)::+::diesel_schema::$table::table;
        use $($module)::+::{$new, $row};
        let rows: Vec<$row> = table.select($row::as_select()).load($connection).unwrap();
        assert!(!rows.is_empty());
        for row in rows.clone() {
            let inserted = diesel::insert_into(table).values($new::from(row));
            assert_eq!(inserted.execute($connection).unwrap(), 1);
        }
        rows
    }};
}

#[test]
fn what_is_read_of_sqlite_is_written_back_equal() {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    let schema = include_str!("../../introspect/types/sqlite/schema.sql");
    connection.batch_execute(schema).unwrap();
    let values = include_str!("../values/sqlite.sql");
    connection.batch_execute(values).unwrap();
    // A column without a type holds anything, a field of diesel one type.
    let fits = "UPDATE t SET m = CAST(m AS BLOB), n = CAST(n AS BLOB)";
    connection.batch_execute(fits).unwrap();
    let rows = copied!(&mut connection, diesel_sqlite, t_table, T, NewT);
    assert!(rows.len() > 5);
    let again: Vec<diesel_sqlite::T> = diesel_sqlite::diesel_schema::t_table::table
        .select(diesel_sqlite::T::as_select())
        .load(&mut connection)
        .unwrap();
    assert_eq!(format!("{:?}", &again[rows.len()..]), format!("{rows:?}"));
}

#[test]
fn what_is_read_of_postgres_is_written_back_equal() {
    let Some(url) = targets::server("SCHEMA_TEST_POSTGRES") else {
        return;
    };
    let mut admin = PgConnection::establish(&url).unwrap();
    let name = format!("targets_diesel_{}", std::process::id());
    admin
        .batch_execute(&format!("CREATE DATABASE {name}"))
        .unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    let mut connection = PgConnection::establish(&format!("{server}/{name}")).unwrap();
    let schema = include_str!("../../introspect/types/postgres/schema.sql");
    connection.batch_execute(schema).unwrap();
    let values = include_str!("../values/postgres.sql");
    connection.batch_execute(values).unwrap();
    // chrono knows no infinity, and a tsquery without words cannot be sent as bytes.
    let fits = "DELETE FROM every_type WHERE NOT isfinite(a_timestamptz_p); \
                UPDATE every_type SET a_daterange = '[2024-01-01,)' WHERE upper(a_daterange) = 'infinity'; \
                UPDATE every_type SET a_tsquery = NULL WHERE numnode(a_tsquery) = 0";
    connection.batch_execute(fits).unwrap();
    let distinct = |table| format!("SELECT count(DISTINCT t::text) AS count FROM {table} t");
    let rows = copied!(
        &mut connection,
        diesel_postgres::public,
        every_type,
        EveryType,
        NewEveryType
    );
    assert!(rows.len() > 20);
    assert_eq!(count!(&mut connection, distinct("every_type")), rows.len());
    let rows = copied!(
        &mut connection,
        diesel_postgres::public,
        arrays,
        Array,
        NewArray
    );
    assert_eq!(count!(&mut connection, distinct("arrays")), rows.len());
    drop(connection);
    admin
        .batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))
        .unwrap();
}

/// Every table of a server of either name, in which the texts have been executed.
macro_rules! every_table {
    ($module:ident, $variable:literal, $sql:expr) => {{
        let Some((mut admin, mut connection, name)) = mysql($variable, $sql) else {
            return;
        };
        every_table!($module, connection, numbers Number NewNumber);
        every_table!($module, connection, texts Text NewText);
        every_table!($module, connection, times Time NewTime);
        every_table!($module, connection, others Other NewOther);
        every_table!($module, connection, choices Choice NewChoice);
        every_table!($module, connection, latin Latin NewLatin);
        admin.batch_execute(&format!("DROP DATABASE {name}")).unwrap();
    }};
    ($module:ident, $connection:ident, $table:ident $row:ident $new:ident) => {{
        let rows = copied!(&mut $connection, $module, $table, $row, $new);
        let distinct = targets::distinct(stringify!($table), $module::$table::COLUMNS);
        assert_eq!(count!(&mut $connection, distinct), rows.len(), stringify!($table));
    }};
}

#[test]
fn what_is_read_of_mariadb_is_written_back_equal() {
    let schema = include_str!("../../introspect/types/mariadb/schema.sql");
    let values = include_str!("../values/mariadb.sql");
    every_table!(diesel_mariadb, "SCHEMA_TEST_MARIADB", [schema, values]);
}

#[test]
fn what_is_read_of_mysql_is_written_back_equal() {
    let schema = include_str!("../../introspect/types/mysql/schema.sql");
    let values = include_str!("../values/mysql.sql");
    every_table!(diesel_mysql, "SCHEMA_TEST_MYSQL", [schema, values]);
}

/// The server, and a database of its own with its name; none when it was left out.
fn mysql(variable: &str, sql: [&str; 2]) -> Option<(MysqlConnection, MysqlConnection, String)> {
    let url = targets::server(variable)?;
    let mut admin = MysqlConnection::establish(&url).unwrap();
    let name = format!("targets_diesel_{}", std::process::id());
    admin
        .batch_execute(&format!("CREATE DATABASE {name}"))
        .unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    let mut connection = MysqlConnection::establish(&format!("{server}/{name}")).unwrap();
    // chrono has no time that is longer than a day.
    for sql in sql.into_iter().chain([targets::WITHIN_A_DAY]) {
        connection.batch_execute(sql).unwrap();
    }
    Some((admin, connection, name))
}
