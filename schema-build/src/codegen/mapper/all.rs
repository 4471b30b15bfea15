//! The one list of the targets.

use super::{Mapper, duckdb, rusqlite, serde, sqlx, tokio_postgres};

/// Every target.
pub(super) const TARGETS: &[&dyn Mapper] = &[
    &sqlx::Sqlx,
    &serde::Serde,
    &rusqlite::Rusqlite,
    &tokio_postgres::TokioPostgres,
    &duckdb::Duckdb,
];
