//! Objects that are neither tables, views nor types.

use serde::{Deserialize, Serialize};

use crate::util::{is_default, is_true, yes};
use crate::{ObjectKey, ObjectName, Options};

/// A namespace (PostgreSQL and DuckDB schema).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Namespace {
    /// Name.
    pub name: String,
    /// Default character set, collation and the like.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// Owner, where it is recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<String>,
    /// Privileges.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Vec<Grant>,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

/// A sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Sequence {
    /// Name.
    pub name: ObjectName,
    /// Type, start, increment, minimum, maximum, cache and cycle that differ from the defaults.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// Lives until the server crashes or the session ends.
    #[serde(default, skip_serializing_if = "is_default")]
    pub persistence: crate::Persistence,
    /// The table that owns it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owned_by_table: Option<ObjectName>,
    /// The column of that table.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owned_by_column: Option<String>,
    /// Owner, where it is recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<String>,
    /// Privileges.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Vec<Grant>,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

/// A function, procedure, aggregate or macro.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Routine {
    /// Name.
    pub name: ObjectName,
    /// Types of the arguments that tell overloads apart: `integer, text`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub signature: String,
    /// What it is.
    pub kind: RoutineKind,
    /// The whole statement as the server prints it.
    pub definition: String,
    /// Result type as the server prints it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub returns: Option<String>,
    /// What it needs before it can be made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub depends_on: Vec<ObjectKey>,
    /// Definer, SQL mode and other session settings that are part of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// Owner, where it is recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<String>,
    /// Privileges.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Vec<Grant>,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

/// What a [`Routine`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoutineKind {
    /// Function.
    Function,
    /// Procedure.
    Procedure,
    /// Aggregate function.
    Aggregate,
    /// Window function.
    Window,
    /// DuckDB scalar macro.
    Macro,
    /// DuckDB table macro.
    TableMacro,
}

/// A trigger of a table or view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Trigger {
    /// Name.
    pub name: String,
    /// `before`, `after` or `instead_of`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub timing: Option<String>,
    /// `insert`, `update`, `delete`, `truncate`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub events: Vec<String>,
    /// The whole statement as the server prints it.
    pub definition: String,
    /// False when it is disabled.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub enabled: bool,
    /// `replica` or `always`, definer, SQL mode, and the order among triggers of the same event.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

/// A PostgreSQL rewrite rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// Name.
    pub name: String,
    /// The whole statement as the server prints it.
    pub definition: String,
    /// False when it is disabled.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub enabled: bool,
    /// `replica` or `always`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

/// A row-level security policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Policy {
    /// Name.
    pub name: String,
    /// `all`, `select`, `insert`, `update` or `delete`.
    pub command: String,
    /// False for `AS RESTRICTIVE`.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub permissive: bool,
    /// Roles that it applies to; empty for everyone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub roles: Vec<String>,
    /// Rows that can be seen.
    #[serde(default, skip_serializing_if = "is_default")]
    pub using: Option<String>,
    /// Rows that can be written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub with_check: Option<String>,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

/// A scheduled event (MySQL, MariaDB).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Name.
    pub name: ObjectName,
    /// The whole statement as the server prints it.
    pub definition: String,
    /// Whether it runs.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub enabled: bool,
    /// Definer, SQL mode, time zone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

/// An extension that is installed in the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Extension {
    /// Name.
    pub name: String,
    /// Namespace of its objects.
    #[serde(default, skip_serializing_if = "is_default")]
    pub namespace: Option<String>,
    /// Version.
    #[serde(default, skip_serializing_if = "is_default")]
    pub version: Option<String>,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

/// A privilege on an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Grant {
    /// The role; `PUBLIC` for everyone.
    pub grantee: String,
    /// `SELECT`, `INSERT`, `USAGE` and so on.
    pub privileges: Vec<String>,
    /// Whether the role may pass it on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grant_option: bool,
}

/// An object whose definition is kept as the statement that makes it: operators, casts,
/// publications, event triggers, text search configurations and the like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct DefinedObject {
    /// What it is, in lower case, as the engine's manual calls it: `operator class`.
    pub kind: String,
    /// Name, with a signature where names alone do not tell objects apart.
    pub name: ObjectName,
    /// The statements that make it, each without its semicolon.
    pub definition: Vec<String>,
    /// What it needs before it can be made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub depends_on: Vec<ObjectKey>,
    /// Owner, where it is recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<String>,
    /// Privileges.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Vec<Grant>,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

/// Something that the source has and we do not model. It is listed so that nothing is lost in silence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Unmodelled {
    /// What it is: `statement`, `column type`, `virtual table module`.
    pub kind: String,
    /// Name of the object, or the beginning of the statement.
    pub name: String,
    /// Where it stands: `schema.sql:12`, or the catalog that lists it.
    pub place: String,
    /// Why it is not modelled.
    pub reason: String,
}
