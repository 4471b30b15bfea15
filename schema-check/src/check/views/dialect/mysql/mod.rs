//! MySQL and MariaDB, which have no triggers on views.

pub const NAMES: &[&str] = &["mysql", "mariadb"];
