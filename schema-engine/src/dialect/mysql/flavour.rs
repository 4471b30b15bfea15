//! What differs between MySQL and MariaDB, as data.

use schema_model::Action;

use crate::Capability;

/// One of the two dialects that share this folder.
#[derive(Debug)]
pub(super) struct Flavour {
    /// The name that snapshots and settings use.
    pub name: &'static str,
    /// The dialect that it makes.
    pub dialect: fn() -> &'static super::Mysql,
    /// What the rest of the crate asks for.
    pub capability: Capability,
    /// The text in the server's version that tells it apart; empty for the one without a mark.
    #[cfg(feature = "mysql")]
    pub version_mark: &'static str,
    /// Versions in `/*!NNNNN … */` whose text is executed, as half-open ranges.
    pub comment_versions: &'static [(u32, u32)],
    /// Whether the text of `/*M! … */` is executed.
    pub marked_comments: bool,
    /// Whether integers keep a display width: `int(11)`.
    pub integer_width: bool,
    /// Whether `json` is `longtext` with a check.
    pub json_is_text: bool,
    /// Whether UUIDs and addresses have types of their own.
    pub identifier_types: bool,
    /// Whether a check that is declared on a column stays with it, without a name.
    pub column_checks: bool,
    /// Whether `REFERENCES` after a column makes a foreign key.
    pub column_references: bool,
    /// What a foreign key does when nothing is said, and what is not shown.
    pub default_action: Action,
    /// Name of the nth check without a name; `{table}` and `{n}` are replaced.
    pub check_name: &'static str,
    /// Whether text, blob and spatial columns take and show `DEFAULT NULL`.
    pub long_null_default: bool,
    /// Whether literal numbers are shown without quotes in defaults.
    pub bare_numbers: bool,
    /// How the current time is shown as a default, without precision.
    pub current_timestamp: &'static str,
    /// The word that hides an index from the optimizer.
    pub hidden_index: &'static str,
    /// The word that shows it again.
    pub shown_index: &'static str,
    /// Whether `CREATE OR REPLACE` works for triggers, routines and events too.
    pub replaces_programs: bool,
    /// Whether a column's new name is carried on into checks, computed columns and partitions.
    pub carries_names: bool,
    /// Clauses of `ALTER TABLE` that let readers and writers go on, the least work first.
    pub online: &'static [&'static str],
    /// What the session of a plan needs beside the usual.
    pub before_plan: &'static [&'static str],
    /// How the identifier of a spatial reference system is written, up to its number.
    pub srid: &'static str,
    /// Whether `SHOW CREATE TABLE` says it.
    #[cfg(feature = "mysql")]
    pub shows_srid: bool,
    /// Collations that a character set has when none is named, where it is not `<set>_general_ci`.
    pub default_collations: &'static [(&'static str, &'static str)],
}

/// MySQL 8 and later.
pub(super) const MYSQL: Flavour = Flavour {
    name: "mysql",
    dialect: || &super::MYSQL,
    capability: Capability {
        display_name: "MySQL",
        url_schemes: &["mysql"],
        file_based: false,
        log_suffix: None,
        namespaces: false,
        file_mark: None,
    },
    #[cfg(feature = "mysql")]
    version_mark: "",
    comment_versions: &[(0, 100_000)],
    marked_comments: false,
    integer_width: false,
    json_is_text: false,
    identifier_types: false,
    column_checks: false,
    column_references: false,
    default_action: Action::NoAction,
    check_name: "{table}_chk_{n}",
    long_null_default: false,
    bare_numbers: false,
    current_timestamp: "CURRENT_TIMESTAMP",
    hidden_index: "INVISIBLE",
    shown_index: "VISIBLE",
    replaces_programs: false,
    carries_names: false,
    online: &["ALGORITHM=INPLACE, LOCK=NONE"],
    before_plan: &[],
    srid: "SRID ",
    #[cfg(feature = "mysql")]
    shows_srid: true,
    default_collations: &[("utf8mb4", "utf8mb4_0900_ai_ci"), LATIN1, BINARY, ASCII],
};

/// MariaDB 10.6 and later.
pub(super) const MARIADB: Flavour = Flavour {
    name: "mariadb",
    dialect: || &super::MARIADB,
    capability: Capability {
        display_name: "MariaDB",
        url_schemes: &["mariadb"],
        file_based: false,
        log_suffix: None,
        namespaces: false,
        file_mark: None,
    },
    #[cfg(feature = "mysql")]
    version_mark: "mariadb",
    // Later 5.7 and 8.x versions mark what only MySQL understands; the dump tool's 999999 is for neither.
    comment_versions: &[(0, 50_700), (100_000, 130_000)],
    marked_comments: true,
    integer_width: true,
    json_is_text: true,
    identifier_types: true,
    column_checks: true,
    column_references: true,
    default_action: Action::Restrict,
    check_name: "CONSTRAINT_{n}",
    long_null_default: true,
    bare_numbers: true,
    current_timestamp: "current_timestamp()",
    hidden_index: "IGNORED",
    shown_index: "NOT IGNORED",
    replaces_programs: true,
    carries_names: true,
    online: &[
        "ALGORITHM=NOCOPY, LOCK=NONE",
        "ALGORITHM=INPLACE, LOCK=NONE",
    ],
    // Without it no column of a table with history can change.
    before_plan: &["SET SESSION system_versioning_alter_history = KEEP"],
    srid: "REF_SYSTEM_ID=",
    #[cfg(feature = "mysql")]
    shows_srid: false,
    default_collations: &[LATIN1, BINARY, ASCII],
};

const LATIN1: (&str, &str) = ("latin1", "latin1_swedish_ci");
const BINARY: (&str, &str) = ("binary", "binary");
const ASCII: (&str, &str) = ("ascii", "ascii_general_ci");

impl Flavour {
    /// Which of the two a server is, from what it says its version is.
    #[cfg(feature = "mysql")]
    pub fn of_version(version: &str) -> &'static Self {
        let version = version.to_ascii_lowercase();
        if version.contains(MARIADB.version_mark) {
            &MARIADB
        } else {
            &MYSQL
        }
    }

    /// Whether the text of `/*!version … */` is executed.
    pub fn executes(&self, version: u32) -> bool {
        self.comment_versions
            .iter()
            .any(|(from, to)| (*from..*to).contains(&version))
    }

    /// The collation of a character set when none is named.
    pub fn default_collation(&self, charset: &str) -> String {
        self.default_collations
            .iter()
            .find(|(known, _)| *known == charset)
            .map_or_else(|| format!("{charset}_general_ci"), |(_, c)| (*c).into())
    }
}
