//! The databases that sqlx works with, a folder each.

pub(super) mod mysql;
pub(super) mod postgres;
pub(super) mod sqlite;
