//! What differs between the databases that sqlx works with, as data.

use schema_model::rust_types::Choice;

use super::super::Value;
use super::dialect::{mysql, postgres, sqlite};

/// A database that sqlx works with.
pub(super) struct Backend {
    /// The dialects that it is.
    pub(super) dialects: &'static [&'static str],
    /// Whether a Rust type of core or std can be read from a column and written into it.
    pub(super) moves: fn(&Value, &str) -> bool,
    /// Other crates whose values can be, and the feature of sqlx for each.
    pub(super) crates: &'static [(&'static str, &'static str)],
    /// Types of those crates that cannot be all the same.
    pub(super) except: &'static [&'static str],
    /// The implementations for values that are held as the server sends them; without them, all
    /// values of the database have a type.
    pub(super) raw: Option<&'static str>,
}

const BACKENDS: &[Backend] = &[postgres::BACKEND, mysql::BACKEND, sqlite::BACKEND];

/// The database of a dialect.
pub(super) fn backend(dialect: &str) -> Option<&'static Backend> {
    BACKENDS
        .iter()
        .find(|backend| backend.dialects.contains(&dialect))
}

impl Backend {
    /// Whether a type can be read from a column and written into it, when sqlx has these features.
    pub(super) fn moves(
        &self,
        value: &Value,
        choice: &Choice,
        has_feature: impl Fn(&str) -> bool,
    ) -> bool {
        let Some(krate) = choice.krate else {
            return (self.moves)(value, choice.path);
        };
        let feature = self.crates.iter().find(|(name, _)| *name == krate);
        !self.except.contains(&choice.path) && feature.is_some_and(|(_, name)| has_feature(name))
    }
}
