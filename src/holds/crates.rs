//! Types of other crates that hold more than one kind of column.

use super::Holds;
#[cfg(feature = "sqlx-postgres")]
use crate::logical::Range;

#[cfg(feature = "sqlx-postgres")]
impl<L, T: Holds<L>> Holds<Range<L>> for sqlx::postgres::types::PgRange<T> {}

// It has a variant for each type of its database, and one for NULL.
#[cfg(feature = "duckdb")]
impl<L: ?Sized> Holds<L> for duckdb::types::Value {}
