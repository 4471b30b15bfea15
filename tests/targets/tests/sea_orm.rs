//! Every type of SQLite, PostgreSQL, MariaDB and MySQL through the entities for `sea-orm`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, Database, DatabaseConnection, EntityTrait,
    IntoActiveModel, QueryFilter, Set, Statement,
};
use targets::{
    sea_orm_composites, sea_orm_enums, sea_orm_hostile, sea_orm_mariadb, sea_orm_mysql,
    sea_orm_postgres, sea_orm_same, sea_orm_sqlite,
};

async fn count(connection: &DatabaseConnection, sql: String) -> usize {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(statement).await.unwrap().unwrap();
    usize::try_from(row.try_get_by_index::<i64>(0).unwrap()).unwrap()
}

async fn run(connection: &DatabaseConnection, sql: &str) {
    connection.execute_unprepared(sql).await.unwrap();
}

/// The rows of a table of PostgreSQL that are there but once, so they were not written as they were
/// read. Spaces in `json` and the last zeros of a `numeric` are no difference here.
async fn strays(connection: &DatabaseConnection, table: &str) -> Vec<String> {
    let rows = format!("SELECT to_jsonb(t) AS row FROM {table} t");
    let strays = format!("SELECT row::text FROM ({rows}) s GROUP BY row HAVING count(*) = 1");
    let strays = Statement::from_string(connection.get_database_backend(), strays);
    let strays = connection.query_all_raw(strays).await.unwrap();
    let strays = strays.iter().map(|row| row.try_get_by_index(0).unwrap());
    strays.collect()
}

/// Reads the rows of a table, inserts what was read, and gives it.
macro_rules! copied {
    ($connection:expr, $entity:ident) => {{
        let rows = $entity::Entity::find().all($connection).await.unwrap();
        assert!(!rows.is_empty());
        for row in rows.clone() {
            let inserted = $entity::Entity::insert(row.into_active_model());
            inserted.exec_without_returning($connection).await.unwrap();
        }
        rows
    }};
}

#[tokio::test]
async fn what_is_read_of_sqlite_is_written_back_equal() {
    use sea_orm_sqlite::entities::t;
    let connection = Database::connect("sqlite::memory:").await.unwrap();
    let schema = include_str!("../../introspect/types/sqlite/schema.sql");
    run(&connection, schema).await;
    run(&connection, include_str!("../values/sqlite.sql")).await;
    // A column without a type holds anything, a field of an entity one type; and a key is not NULL.
    let fits = "UPDATE t SET m = CAST(m AS BLOB), n = CAST(n AS BLOB), a = ifnull(a, rowid)";
    run(&connection, fits).await;
    let rows = copied!(&connection, t);
    assert!(rows.len() > 5);
    let again = t::Entity::find().all(&connection).await.unwrap();
    assert_eq!(again[rows.len()..], rows[..]);
}

#[tokio::test]
async fn what_is_read_of_postgres_is_written_back_equal() {
    use sea_orm_postgres::public::entities::{arrays, every_type};
    let Some((admin, connection, name)) = server("SCHEMA_TEST_POSTGRES", "types").await else {
        return;
    };
    let schema = include_str!("../../introspect/types/postgres/schema.sql");
    run(&connection, schema).await;
    run(&connection, include_str!("../values/postgres.sql")).await;
    // chrono knows no infinity, bigdecimal no NaN, and what stands for the key is not NULL.
    let fits = "DELETE FROM every_type WHERE NOT isfinite(a_timestamptz_p); \
                UPDATE every_type SET a_numeric = 0 WHERE a_numeric = 'NaN'; \
                UPDATE every_type SET a_bool = false WHERE a_bool IS NULL; \
                UPDATE arrays SET of_range = '{}' WHERE of_range IS NULL";
    run(&connection, fits).await;
    let rows = copied!(&connection, every_type);
    assert!(rows.len() > 20);
    copied!(&connection, arrays);
    for table in ["every_type", "arrays"] {
        assert_eq!(strays(&connection, table).await, [""; 0]);
    }
    connection.close().await.unwrap();
    run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

#[tokio::test]
async fn types_of_a_schema_are_written_back_equal() {
    let Some((admin, connection, name)) = server("SCHEMA_TEST_POSTGRES", "own_types").await else {
        return;
    };
    macro_rules! check {
        ($models:ident, $schema:expr, $values:expr) => {{
            use $models::public::entities::uses;
            run(&connection, include_str!($schema)).await;
            run(&connection, include_str!($values)).await;
            // What stands for the key is not NULL.
            run(&connection, "DELETE FROM uses WHERE a IS NULL").await;
            copied!(&connection, uses);
            assert_eq!(strays(&connection, "uses").await, [""; 0]);
        }};
    }
    check!(
        sea_orm_enums,
        "../../introspect/enums-and-domains/postgres/schema.sql",
        "../values/enums-and-domains.sql"
    );
    run(&connection, "DROP TABLE uses").await;
    check!(
        sea_orm_composites,
        "../../introspect/composites-and-ranges/postgres/schema.sql",
        "../values/composites-and-ranges.sql"
    );
    connection.close().await.unwrap();
    run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

#[tokio::test]
async fn types_of_any_name_and_namespace_are_written_and_read() {
    use sea_orm_hostile::odd_schema::{AnEnum, entities::select};
    use sea_orm_same::{a, a::entities::things, b};
    let Some((admin, connection, name)) = server("SCHEMA_TEST_POSTGRES", "names").await else {
        return;
    };
    let schema = include_str!("../../introspect/hostile-names/postgres/schema.sql");
    run(&connection, schema).await;
    let odd: AnEnum = "a\"b".parse().unwrap();
    let row = select::ActiveModel {
        from: Set(1),
        it_s: Set(Some(odd)),
        ..Default::default()
    };
    row.insert(&connection).await.unwrap();
    let found = select::Entity::find().filter(select::Column::ItS.eq(odd));
    let found = found.one(&connection).await.unwrap().unwrap();
    assert_eq!((found.from, found.it_s), (1, Some(odd)));

    let schema = include_str!("../../introspect/same-names/postgres/schema.sql");
    run(&connection, schema).await;
    let row = things::ActiveModel {
        id: Set(1),
        kind: Set(a::Kind::Two),
        other: Set(Some(b::Kind::Three)),
        ..Default::default()
    };
    row.insert(&connection).await.unwrap();
    let found = things::Entity::find().filter(things::Column::Kind.eq(a::Kind::Two));
    let found = found.one(&connection).await.unwrap().unwrap();
    assert_eq!(
        (found.kind, found.other),
        (a::Kind::Two, Some(b::Kind::Three))
    );
    connection.close().await.unwrap();
    run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

/// Every table of a server of either name, in which the texts have been executed.
macro_rules! every_table {
    ($module:ident, $variable:literal, $sql:expr) => {{
        let Some((admin, connection, name)) = mysql($variable, $sql).await else {
            return;
        };
        every_table!($module, connection, [numbers, texts, times, others, choices, latin]);
        connection.close().await.unwrap();
        run(&admin, &format!("DROP DATABASE {name}")).await;
    }};
    ($module:ident, $connection:ident, [$($entity:ident),*]) => {$({
        use $module::entities::$entity;
        let rows = copied!(&$connection, $entity);
        let distinct = targets::distinct(stringify!($entity), $module::$entity::COLUMNS);
        assert_eq!(count(&$connection, distinct).await, rows.len(), stringify!($entity));
    })*};
}

#[tokio::test]
async fn what_is_read_of_mariadb_is_written_back_equal() {
    let schema = include_str!("../../introspect/types/mariadb/schema.sql");
    let values = include_str!("../values/mariadb.sql");
    every_table!(sea_orm_mariadb, "SCHEMA_TEST_MARIADB", [schema, values]);
}

#[tokio::test]
async fn what_is_read_of_mysql_is_written_back_equal() {
    let schema = include_str!("../../introspect/types/mysql/schema.sql");
    let values = include_str!("../values/mysql.sql");
    every_table!(sea_orm_mysql, "SCHEMA_TEST_MYSQL", [schema, values]);
}

/// The server, and a database with rows that entities can hold.
async fn mysql(
    variable: &str,
    sql: [&str; 2],
) -> Option<(DatabaseConnection, DatabaseConnection, String)> {
    let (admin, connection, name) = server(variable, "types").await?;
    for sql in sql {
        run(&connection, sql).await;
    }
    // What stands for the key is not NULL.
    for (table, key) in [
        ("numbers", "flag = 0 WHERE flag"),
        ("texts", "c = '' WHERE c"),
        ("times", "d = '2000-01-01' WHERE d"),
        ("latin", "a = '' WHERE a"),
    ] {
        run(&connection, &format!("UPDATE {table} SET {key} IS NULL")).await;
    }
    // chrono has no time that is longer than a day.
    run(&connection, targets::WITHIN_A_DAY).await;
    Some((admin, connection, name))
}

/// The server, and an empty database of its own with its name; none when it was left out.
async fn server(
    variable: &str,
    what: &str,
) -> Option<(DatabaseConnection, DatabaseConnection, String)> {
    let url = targets::server(variable)?;
    let admin = Database::connect(&url).await.unwrap();
    let name = format!("targets_sea_orm_{what}_{}", std::process::id());
    run(&admin, &format!("CREATE DATABASE {name}")).await;
    let (server, _) = url.rsplit_once('/').unwrap();
    let connection = Database::connect(format!("{server}/{name}")).await;
    Some((admin, connection.unwrap(), name))
}
