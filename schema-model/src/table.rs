//! Tables.

use serde::{Deserialize, Serialize};

use crate::util::is_default;
use crate::{
    Column, Constraint, ConstraintKind, Grant, Index, Key, ObjectKey, ObjectName, Options, Policy,
    Rule, Trigger,
};

/// A table with everything that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// Name.
    pub name: ObjectName,
    /// What sort of table it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: TableKind,
    /// How long its rows live.
    #[serde(default, skip_serializing_if = "is_default")]
    pub persistence: Persistence,
    /// SQLite `STRICT`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub strict: bool,
    /// SQLite `WITHOUT ROWID`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without_rowid: bool,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
    /// Columns in database order.
    pub columns: Vec<Column>,
    /// Constraints.
    #[serde(default, skip_serializing_if = "is_default")]
    pub constraints: Vec<Constraint>,
    /// Indexes that are not constraints.
    #[serde(default, skip_serializing_if = "is_default")]
    pub indexes: Vec<Index>,
    /// Triggers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub triggers: Vec<Trigger>,
    /// PostgreSQL rewrite rules.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rules: Vec<Rule>,
    /// Row-level security policies.
    #[serde(default, skip_serializing_if = "is_default")]
    pub policies: Vec<Policy>,
    /// Whether row-level security is on, and for the owner too.
    #[serde(default, skip_serializing_if = "is_default")]
    pub row_security: RowSecurity,
    /// Tables that this one inherits from, in order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub inherits: Vec<ObjectName>,
    /// The composite type of a typed table.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of_type: Option<ObjectName>,
    /// How it is partitioned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub partition_by: Option<PartitionBy>,
    /// The partitioned table that it is a part of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub partition_of: Option<PartitionOf>,
    /// Server of a foreign table.
    #[serde(default, skip_serializing_if = "is_default")]
    pub foreign_server: Option<String>,
    /// The virtual table that a shadow table belongs to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shadow_of: Option<String>,
    /// Everything else that has a name and a value: `engine`, `charset`, `collation`, `row_format`,
    /// `fillfactor`, `tablespace`, `access_method`, `replica_identity`, `system_versioning`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// Owner, where it is recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<String>,
    /// Privileges.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Vec<Grant>,
    /// What its defaults, checks and generated columns need before it can be made, beside the types
    /// of its columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub depends_on: Vec<ObjectKey>,
    /// The statement that makes it, where the parts above cannot say it all (virtual tables).
    #[serde(default, skip_serializing_if = "is_default")]
    pub definition: Option<String>,
}

impl Table {
    /// An ordinary table without columns.
    pub fn new(name: ObjectName) -> Self {
        Self {
            name,
            kind: TableKind::Ordinary,
            persistence: Persistence::Permanent,
            strict: false,
            without_rowid: false,
            comment: None,
            columns: Vec::new(),
            constraints: Vec::new(),
            indexes: Vec::new(),
            triggers: Vec::new(),
            rules: Vec::new(),
            policies: Vec::new(),
            row_security: RowSecurity::default(),
            inherits: Vec::new(),
            of_type: None,
            partition_by: None,
            partition_of: None,
            foreign_server: None,
            shadow_of: None,
            options: Options::new(),
            owner: None,
            grants: Vec::new(),
            depends_on: Vec::new(),
            definition: None,
        }
    }

    /// The column of that exact name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The primary key.
    pub fn primary_key(&self) -> Option<&Key> {
        self.constraints.iter().find_map(|c| match &c.kind {
            ConstraintKind::PrimaryKey(key) => Some(key),
            _ => None,
        })
    }
}

/// What sort of table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TableKind {
    /// An ordinary table.
    #[default]
    Ordinary,
    /// Its rows live in partitions that are tables of their own.
    Partitioned,
    /// Its rows live on another server.
    Foreign,
    /// A module provides its rows (SQLite).
    Virtual,
    /// Storage of a virtual table; the module makes and changes it.
    Shadow,
}

/// How long rows live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Persistence {
    /// Until deleted.
    #[default]
    Permanent,
    /// Until the server crashes.
    Unlogged,
    /// Until the session ends.
    Temporary,
}

/// Row-level security.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RowSecurity {
    /// Off.
    #[default]
    Off,
    /// On for everyone but the owner.
    Enabled,
    /// On for the owner too.
    Forced,
    /// `FORCE` is set, but row security is off.
    ForcedButDisabled,
}

/// How a table is partitioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct PartitionBy {
    /// The clause as the server prints it: `RANGE (created_at)`.
    pub clause: String,
    /// Partitions that are part of the table's own definition (MySQL), in order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub partitions: Vec<String>,
}

/// The place of a partition in its parent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct PartitionOf {
    /// The partitioned table.
    pub parent: ObjectName,
    /// The bounds as the server prints them: `FOR VALUES IN ('a')`.
    pub bound: String,
}
