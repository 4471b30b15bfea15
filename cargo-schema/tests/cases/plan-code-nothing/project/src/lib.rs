//! It declares nothing.
pub const QUERY: &str = "SELECT id FROM others";
