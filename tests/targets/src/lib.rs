//! The models that the tests move rows through.
//!
//! Each test inserts the rows of `values/`, which hold the extremes of every type, NULL, nothing and
//! text that is not ASCII; reads them through the models, inserts through the models what was read,
//! and asks the engine whether it holds every row twice.

#![allow(missing_docs, reason = "nobody reads the functions that copy rows")]

/// Models for `diesel`.
#[cfg(feature = "diesel")]
pub mod diesel_mariadb {
    include!(concat!(env!("OUT_DIR"), "/diesel-mariadb.rs"));
}

/// Models for `diesel`.
#[cfg(feature = "diesel")]
pub mod diesel_mysql {
    include!(concat!(env!("OUT_DIR"), "/diesel-mysql.rs"));
}

/// Models for `diesel`.
#[cfg(feature = "diesel")]
pub mod diesel_postgres {
    include!(concat!(env!("OUT_DIR"), "/diesel-postgres.rs"));
}

/// Models for `diesel`.
#[cfg(feature = "diesel")]
pub mod diesel_sqlite {
    include!(concat!(env!("OUT_DIR"), "/diesel-sqlite.rs"));
}

/// Models for `duckdb`.
#[cfg(feature = "duckdb")]
pub mod duckdb {
    include!(concat!(env!("OUT_DIR"), "/duckdb-duckdb.rs"));
}

/// Models for `rusqlite`.
#[cfg(feature = "rusqlite")]
pub mod rusqlite {
    include!(concat!(env!("OUT_DIR"), "/rusqlite-sqlite.rs"));
}

/// Models for `sea-orm`.
#[cfg(feature = "sea-orm")]
pub mod sea_orm_composites {
    include!(concat!(
        env!("OUT_DIR"),
        "/sea-orm-composites-and-ranges.rs"
    ));
}

/// Models for `sea-orm`.
#[cfg(feature = "sea-orm")]
pub mod sea_orm_enums {
    include!(concat!(env!("OUT_DIR"), "/sea-orm-enums-and-domains.rs"));
}

/// Models for `sea-orm`.
#[cfg(feature = "sea-orm")]
pub mod sea_orm_hostile {
    include!(concat!(env!("OUT_DIR"), "/sea-orm-hostile-names.rs"));
}

/// Models for `sea-orm`.
#[cfg(feature = "sea-orm")]
pub mod sea_orm_same {
    include!(concat!(env!("OUT_DIR"), "/sea-orm-same-names.rs"));
}

/// Models for `sea-orm`.
#[cfg(feature = "sea-orm")]
pub mod sea_orm_mariadb {
    include!(concat!(env!("OUT_DIR"), "/sea-orm-mariadb.rs"));
}

/// Models for `sea-orm`.
#[cfg(feature = "sea-orm")]
pub mod sea_orm_mysql {
    include!(concat!(env!("OUT_DIR"), "/sea-orm-mysql.rs"));
}

/// Models for `sea-orm`.
#[cfg(feature = "sea-orm")]
pub mod sea_orm_postgres {
    include!(concat!(env!("OUT_DIR"), "/sea-orm-postgres.rs"));
}

/// Models for `sea-orm`.
#[cfg(feature = "sea-orm")]
pub mod sea_orm_sqlite {
    include!(concat!(env!("OUT_DIR"), "/sea-orm-sqlite.rs"));
}

/// Models for `sqlx`.
#[cfg(feature = "sqlx")]
pub mod sqlx_composites {
    include!(concat!(env!("OUT_DIR"), "/sqlx-composites-and-ranges.rs"));
}

/// Models for `sqlx`.
#[cfg(feature = "sqlx")]
pub mod sqlx_enums {
    include!(concat!(env!("OUT_DIR"), "/sqlx-enums-and-domains.rs"));
}

/// Models for `sqlx`.
#[cfg(feature = "sqlx")]
pub mod sqlx_hostile {
    include!(concat!(env!("OUT_DIR"), "/sqlx-hostile-names.rs"));
}

/// Models for `sqlx`.
#[cfg(feature = "sqlx")]
pub mod sqlx_same {
    include!(concat!(env!("OUT_DIR"), "/sqlx-same-names.rs"));
}

/// Models for `sqlx`.
#[cfg(feature = "sqlx")]
pub mod sqlx_mariadb {
    include!(concat!(env!("OUT_DIR"), "/sqlx-mariadb.rs"));
}

/// Models for `sqlx`.
#[cfg(feature = "sqlx")]
pub mod sqlx_mysql {
    include!(concat!(env!("OUT_DIR"), "/sqlx-mysql.rs"));
}

/// Models for `sqlx`.
#[cfg(feature = "sqlx")]
pub mod sqlx_postgres {
    include!(concat!(env!("OUT_DIR"), "/sqlx-postgres.rs"));
}

/// Models for `sqlx`.
#[cfg(feature = "sqlx")]
pub mod sqlx_sqlite {
    include!(concat!(env!("OUT_DIR"), "/sqlx-sqlite.rs"));
}

/// A statement of sqlx with its parameters.
#[cfg(feature = "sqlx")]
pub type Query<DB> = ::sqlx::query::Query<'static, DB, <DB as ::sqlx::Database>::Arguments>;

/// Models for `tokio-postgres`.
#[cfg(feature = "tokio-postgres")]
pub mod tokio_postgres_composites {
    include!(concat!(
        env!("OUT_DIR"),
        "/tokio-postgres-composites-and-ranges.rs"
    ));
}

/// Models for `tokio-postgres`.
#[cfg(feature = "tokio-postgres")]
pub mod tokio_postgres_enums {
    include!(concat!(
        env!("OUT_DIR"),
        "/tokio-postgres-enums-and-domains.rs"
    ));
}

/// Models for `tokio-postgres`.
#[cfg(feature = "tokio-postgres")]
pub mod tokio_postgres_hostile {
    include!(concat!(env!("OUT_DIR"), "/tokio-postgres-hostile-names.rs"));
}

/// Models for `tokio-postgres`.
#[cfg(feature = "tokio-postgres")]
pub mod tokio_postgres_same {
    include!(concat!(env!("OUT_DIR"), "/tokio-postgres-same-names.rs"));
}

/// Models for `tokio-postgres`.
#[cfg(feature = "tokio-postgres")]
pub mod tokio_postgres {
    include!(concat!(env!("OUT_DIR"), "/tokio-postgres-postgres.rs"));
}

/// The URL of a server that a test needs; none when it was left out on purpose.
pub fn server(variable: &str) -> Option<String> {
    let url = std::env::var(variable).unwrap_or_else(|_| {
        panic!("run this test by `cargo xtask servers`, which sets {variable}")
    });
    (url != "left-out").then_some(url)
}

/// Makes the times of MariaDB and MySQL such as a clock shows.
pub const WITHIN_A_DAY: &str =
    "UPDATE times SET t = '23:59:59', t3 = '23:59:59.999' WHERE t3 NOT BETWEEN '00:00' AND '24:00'";

/// The SQL that counts what is different to the last byte in a table of MariaDB or MySQL.
pub fn distinct(table: &str, columns: &[&str]) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|name| format!("HEX(CAST(`{name}` AS BINARY)) `{name}`"))
        .collect();
    let columns = columns.join(", ");
    format!("SELECT count(*) AS count FROM (SELECT DISTINCT {columns} FROM {table}) t")
}
