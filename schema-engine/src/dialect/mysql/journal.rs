//! The journal on MySQL and MariaDB: a table beside the others, which is not read as one of them.

use super::types::quote_text;
use crate::journal::{Entry, Journal};

/// The table. Introspection leaves it out.
pub(super) const TABLE: &str = "_schema_checked_journal";

/// The journal of both dialects. `of` is a word that MySQL reserves.
pub(super) struct Table;

impl Journal for Table {
    fn add(&self) -> String {
        format!(
            "CREATE TABLE `{TABLE}` (number int NOT NULL PRIMARY KEY, `of` int NOT NULL, ended tinyint NOT NULL, at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, statement longtext NOT NULL) CHARACTER SET utf8mb4 COMMENT 'how far a running apply has come'"
        )
    }

    fn begin(&self, entry: &Entry<'_>) -> String {
        let Entry { number, of, sql } = entry;
        format!(
            "INSERT INTO `{TABLE}` (number, `of`, ended, statement) VALUES ({number}, {of}, 0, {}) ON DUPLICATE KEY UPDATE statement = VALUES(statement)",
            quote_text(sql)
        )
    }

    fn end(&self, number: usize) -> String {
        format!("UPDATE `{TABLE}` SET ended = 1 WHERE number = {number}")
    }

    fn read(&self) -> String {
        format!("SELECT number, `of`, ended, statement FROM `{TABLE}` ORDER BY number DESC LIMIT 1")
    }

    fn drop(&self) -> String {
        format!("DROP TABLE IF EXISTS `{TABLE}`")
    }
}
