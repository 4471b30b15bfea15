//! The databases in which a statement for a plain view goes through to the table behind it; in the
//! others a view is read only without a trigger.

mod mysql;
mod postgres;

const DIALECTS: &[&[&str]] = &[mysql::NAMES, postgres::NAMES];

/// Whether the database of a dialect is one of them.
pub fn writes_through(dialect: &str) -> bool {
    DIALECTS.iter().any(|names| names.contains(&dialect))
}
