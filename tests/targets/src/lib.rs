//! The models that the tests move rows through.
//!
//! Each test inserts the rows of `values/`, which hold the extremes of every type, NULL, nothing and
//! text that is not ASCII; reads them through the models, inserts through the models what was read,
//! and asks the engine whether it holds every row twice.

#![allow(missing_docs, reason = "nobody reads the functions that copy rows")]

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

/// Models for `tokio-postgres`.
#[cfg(feature = "tokio-postgres")]
pub mod tokio_postgres {
    include!(concat!(env!("OUT_DIR"), "/tokio-postgres-postgres.rs"));
}
