//! The one list of the targets.

use super::{Mapper, diesel, duckdb, rusqlite, sea_orm, serde, sqlx, tokio_postgres};

/// Every target.
pub(super) const TARGETS: &[&dyn Mapper] = &[
    &sqlx::Sqlx,
    &serde::Serde,
    &rusqlite::RUSQLITE,
    &tokio_postgres::TokioPostgres,
    &duckdb::DUCKDB,
    &diesel::Diesel,
    &sea_orm::SeaOrm,
];
