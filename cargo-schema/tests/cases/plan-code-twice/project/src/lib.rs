//! Two declarations of one table.
pub const FIRST: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY)";
