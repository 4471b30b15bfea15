//! Every type of SQLite, PostgreSQL, MariaDB and MySQL through the models for `sqlx`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use sqlx::{AssertSqlSafe, Connection, MySqlConnection, PgConnection, SqliteConnection};
use targets::{
    sqlx_composites, sqlx_enums, sqlx_hostile, sqlx_mariadb, sqlx_mysql, sqlx_postgres, sqlx_same,
    sqlx_sqlite,
};

/// An `INSERT` of all columns: names between `quote`, parameters by number where there is a `mark`.
fn insert(table: &str, columns: &[&str], quote: char, mark: &str) -> String {
    let names: Vec<String> = columns
        .iter()
        .map(|name| format!("{quote}{name}{quote}"))
        .collect();
    let marks: Vec<String> = (1..=columns.len())
        .map(|number| match mark {
            "?" => mark.to_owned(),
            mark => format!("{mark}{number}"),
        })
        .collect();
    let (names, marks) = (names.join(", "), marks.join(", "));
    format!("INSERT INTO {table} ({names}) VALUES ({marks})")
}

macro_rules! run {
    ($connection:expr, $sql:expr) => {
        sqlx::raw_sql(AssertSqlSafe($sql))
            .execute($connection)
            .await
            .unwrap()
    };
}

macro_rules! count {
    ($connection:expr, $sql:expr) => {{
        let count: i64 = sqlx::query_scalar(AssertSqlSafe($sql))
            .fetch_one($connection)
            .await
            .unwrap();
        usize::try_from(count).unwrap()
    }};
}

/// The rows of a table.
macro_rules! read {
    ($connection:expr, $($row:ident)::+, $table:ident) => {{
        let sql = concat!("SELECT * FROM ", stringify!($table));
        let rows: Vec<$($row)::+> = sqlx::query_as(sql).fetch_all($connection).await.unwrap();
        rows
    }};
}

/// Reads the rows of a table, inserts what was read, and gives it.
macro_rules! copied {
    ($connection:expr, $module:ident, $table:ident, $row:ident, $new:ident, $quote:literal, $mark:literal) => {{
        let rows = read!($connection, $module::$row, $table);
        assert!(!rows.is_empty());
        let sql = insert(stringify!($table), $module::$table::COLUMNS, $quote, $mark);
        for row in rows.clone() {
            let query = sqlx::query(AssertSqlSafe(sql.clone()));
            let query = $module::$new::from(row).bind(query);
            assert_eq!(query.execute($connection).await.unwrap().rows_affected(), 1);
        }
        rows
    }};
}

#[tokio::test]
async fn what_is_read_of_sqlite_is_written_back_equal() {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    run!(
        &mut connection,
        include_str!("../../introspect/types/sqlite/schema.sql")
    );
    run!(&mut connection, include_str!("../values/sqlite.sql"));
    // A column without a type holds anything, a field of a struct one type.
    let fits = "UPDATE t SET m = CAST(m AS BLOB), n = CAST(n AS BLOB)";
    run!(&mut connection, fits);
    let rows = copied!(&mut connection, sqlx_sqlite, t, T, NewT, '"', "?");
    assert!(rows.len() > 5);
    let again = read!(&mut connection, sqlx_sqlite::T, t);
    assert_eq!(format!("{:?}", &again[rows.len()..]), format!("{rows:?}"));
}

macro_rules! check_postgres {
    ($connection:expr, $module:ident, $table:ident, $row:ident, $new:ident) => {{
        let rows = copied!($connection, $module, $table, $row, $new, '"', "$");
        let table = stringify!($table);
        // Rows that are there but once were not written as they were read. Spaces in `json` and the
        // last zeros of a `numeric` are no difference here.
        let text = "regexp_replace(to_jsonb(t)::text, '(\\.\\d*?)0+(?!\\d)', '\\1', 'g')";
        let strays = format!("SELECT {text} FROM {table} t GROUP BY 1 HAVING count(*) % 2 = 1");
        let strays: Vec<String> = sqlx::query_scalar(AssertSqlSafe(strays))
            .fetch_all($connection)
            .await
            .unwrap();
        assert_eq!(strays, [""; 0], "{table}");
        rows
    }};
}

#[tokio::test]
async fn what_is_read_of_postgres_is_written_back_equal() {
    let Some((mut admin, mut connection, name)) = postgres("types").await else {
        return;
    };
    run!(
        &mut connection,
        include_str!("../../introspect/types/postgres/schema.sql")
    );
    run!(&mut connection, include_str!("../values/postgres.sql"));
    // chrono knows no infinity, bigdecimal no NaN, sqlx no empty range, and a tsquery without words
    // cannot be sent as bytes.
    let fits = "DELETE FROM every_type WHERE NOT isfinite(a_timestamptz_p); \
                UPDATE every_type SET a_daterange = '[2024-01-01,)' WHERE upper(a_daterange) = 'infinity'; \
                UPDATE every_type SET a_int4range = NULL, a_tstzrange = NULL WHERE isempty(a_int4range); \
                UPDATE arrays SET of_range = array_remove(of_range, 'empty'); \
                UPDATE every_type SET a_tsquery = NULL WHERE numnode(a_tsquery) = 0; \
                UPDATE every_type SET a_numeric = 0 WHERE a_numeric = 'NaN'";
    run!(&mut connection, fits);
    let rows = check_postgres!(
        &mut connection,
        sqlx_postgres,
        every_type,
        EveryType,
        NewEveryType
    );
    assert!(rows.len() > 20);
    check_postgres!(&mut connection, sqlx_postgres, arrays, Array, NewArray);
    connection.close().await.unwrap();
    run!(&mut admin, format!("DROP DATABASE {name} WITH (FORCE)"));
}

#[tokio::test]
async fn enums_and_domains_are_written_back_equal() {
    let Some((mut admin, mut connection, name)) = postgres("enums").await else {
        return;
    };
    run!(
        &mut connection,
        include_str!("../../introspect/enums-and-domains/postgres/schema.sql")
    );
    run!(
        &mut connection,
        include_str!("../values/enums-and-domains.sql")
    );
    check_postgres!(&mut connection, sqlx_enums, uses, Use, NewUse);
    connection.close().await.unwrap();
    run!(&mut admin, format!("DROP DATABASE {name} WITH (FORCE)"));
}

#[tokio::test]
async fn composite_types_and_ranges_are_written_back_equal() {
    let Some((mut admin, mut connection, name)) = postgres("composites").await else {
        return;
    };
    run!(
        &mut connection,
        include_str!("../../introspect/composites-and-ranges/postgres/schema.sql")
    );
    run!(
        &mut connection,
        include_str!("../values/composites-and-ranges.sql")
    );
    // sqlx reads no row that has a multirange.
    let fits = "DROP TABLE row_of; ALTER TABLE uses ALTER e TYPE text, ALTER g TYPE text, ALTER h TYPE text";
    run!(&mut connection, fits);
    check_postgres!(&mut connection, sqlx_composites, uses, Use, NewUse);
    connection.close().await.unwrap();
    run!(&mut admin, format!("DROP DATABASE {name} WITH (FORCE)"));
}

#[tokio::test]
async fn types_of_any_name_and_namespace_are_read() {
    let Some((mut admin, mut connection, name)) = postgres("names").await else {
        return;
    };
    run!(
        &mut connection,
        include_str!("../../introspect/hostile-names/postgres/schema.sql")
    );
    let row = r#"INSERT INTO "Odd Schema"."select" ("from", "it's") VALUES (1, '''')"#;
    run!(&mut connection, row);
    let sql = r#"SELECT * FROM "Odd Schema"."select""#;
    let rows: Vec<sqlx_hostile::odd_schema::Select> = sqlx::query_as(sql)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert_eq!(rows[0].it_s.unwrap().as_str(), "'");
    run!(
        &mut connection,
        include_str!("../../introspect/same-names/postgres/schema.sql")
    );
    let row = "INSERT INTO a.things VALUES (1, 'two', 'three', 'x'); \
               INSERT INTO a.dates VALUES (ROW(29), '2024-02-29')";
    run!(&mut connection, row);
    let sql = "SELECT * FROM a.things";
    let things: Vec<sqlx_same::a::Thing> = sqlx::query_as(sql)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let thing = &things[0];
    assert_eq!(thing.kind, sqlx_same::a::Kind::Two);
    assert_eq!(thing.other, Some(sqlx_same::b::Kind::Three));
    let sql = "SELECT ours, theirs FROM a.dates WHERE ours = $1";
    let day = sqlx_same::a::Date { day: Some(29) };
    let dates: Vec<sqlx_same::a::Dates> = sqlx::query_as(sql)
        .bind(day.clone())
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert_eq!(dates[0].ours, Some(day));
    connection.close().await.unwrap();
    run!(&mut admin, format!("DROP DATABASE {name} WITH (FORCE)"));
}

/// Every table of a server of either name, in which the texts have been executed.
macro_rules! every_table {
    ($module:ident, $variable:literal, $sql:expr) => {{
        let Some((mut admin, mut connection, name)) = mysql($variable, $sql).await else {
            return;
        };
        every_table!($module, connection, numbers Number NewNumber);
        every_table!($module, connection, texts Text NewText);
        every_table!($module, connection, times Time NewTime);
        every_table!($module, connection, others Other NewOther);
        every_table!($module, connection, choices Choice NewChoice);
        every_table!($module, connection, latin Latin NewLatin);
        connection.close().await.unwrap();
        run!(&mut admin, format!("DROP DATABASE {name}"));
    }};
    ($module:ident, $connection:ident, $table:ident $row:ident $new:ident) => {{
        let rows = copied!(&mut $connection, $module, $table, $row, $new, '`', "?");
        let distinct = targets::distinct(stringify!($table), $module::$table::COLUMNS);
        assert_eq!(count!(&mut $connection, distinct), rows.len(), stringify!($table));
    }};
}

#[tokio::test]
async fn what_is_read_of_mariadb_is_written_back_equal() {
    let schema = include_str!("../../introspect/types/mariadb/schema.sql");
    let values = include_str!("../values/mariadb.sql");
    every_table!(sqlx_mariadb, "SCHEMA_TEST_MARIADB", [schema, values]);
}

#[tokio::test]
async fn what_is_read_of_mysql_is_written_back_equal() {
    let schema = include_str!("../../introspect/types/mysql/schema.sql");
    let values = include_str!("../values/mysql.sql");
    every_table!(sqlx_mysql, "SCHEMA_TEST_MYSQL", [schema, values]);
}

/// The server, and a database of its own with its name; none when it was left out.
async fn mysql(
    variable: &str,
    sql: [&'static str; 2],
) -> Option<(MySqlConnection, MySqlConnection, String)> {
    let url = targets::server(variable)?;
    let mut admin = MySqlConnection::connect(&url).await.unwrap();
    let name = format!("targets_sqlx_{}", std::process::id());
    run!(&mut admin, format!("CREATE DATABASE {name}"));
    let (server, _) = url.rsplit_once('/').unwrap();
    let mut connection = MySqlConnection::connect(&format!("{server}/{name}"))
        .await
        .unwrap();
    // The driver has no fraction beside the most hours.
    let fits = "UPDATE times SET t3 = t WHERE abs(time_to_sec(t3)) > time_to_sec('838:59:59')";
    for sql in sql.into_iter().chain([fits]) {
        run!(&mut connection, sql);
    }
    Some((admin, connection, name))
}

/// The server, and an empty database of its own with its name; none when it was left out.
async fn postgres(what: &str) -> Option<(PgConnection, PgConnection, String)> {
    let url = targets::server("SCHEMA_TEST_POSTGRES")?;
    let mut admin = PgConnection::connect(&url).await.unwrap();
    let name = format!("targets_sqlx_{what}_{}", std::process::id());
    run!(&mut admin, format!("CREATE DATABASE {name}"));
    let (server, _) = url.rsplit_once('/').unwrap();
    let connection = PgConnection::connect(&format!("{server}/{name}")).await;
    Some((admin, connection.unwrap(), name))
}
