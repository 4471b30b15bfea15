//! PostgreSQL.

pub const NAMES: &[&str] = &["postgres"];
