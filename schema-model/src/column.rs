//! Columns.

use serde::{Deserialize, Serialize};

use crate::util::is_default;
use crate::{Grant, LogicalType, ObjectName, Options};

/// A column of a table, a view or a composite type. Its ordinal is its place in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Column {
    /// Name, exactly as the database has it.
    pub name: String,
    /// The type as the database spells it, with its modifiers: `varchar(255)`.
    #[serde(rename = "type")]
    pub native_type: String,
    /// The type in our terms.
    #[serde(rename = "logical")]
    pub logical_type: LogicalType,
    /// Whether the column can hold NULL.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nullable: bool,
    /// How we know that.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nullability: Nullability,
    /// Default expression as the server prints it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: Option<String>,
    /// Set when the value is computed from other columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub generated: Option<Generated>,
    /// Set for a standard identity column.
    #[serde(default, skip_serializing_if = "is_default")]
    pub identity: Option<Identity>,
    /// MySQL `AUTO_INCREMENT`, SQLite `AUTOINCREMENT`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub auto_increment: bool,
    /// SQLite's `INTEGER PRIMARY KEY`: another name for the rowid, filled in when left out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rowid_alias: bool,
    /// Collation, when it is not the default of the type or table.
    #[serde(default, skip_serializing_if = "is_default")]
    pub collation: Option<String>,
    /// Character set, when it is not the default of the table.
    #[serde(default, skip_serializing_if = "is_default")]
    pub charset: Option<String>,
    /// MySQL `ON UPDATE` expression.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_update: Option<String>,
    /// Left out of `SELECT *`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub invisible: bool,
    /// Declared array dimensions (PostgreSQL records but does not enforce them).
    #[serde(default, skip_serializing_if = "is_default")]
    pub dimensions: u32,
    /// Name of the NOT NULL constraint, where the engine keeps one that is not generated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub not_null_name: Option<String>,
    /// SQLite conflict clause of NOT NULL: `abort`, `fail`, `ignore`, `replace`, `rollback`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_conflict: Option<String>,
    /// Inherited from a parent table rather than declared here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub inherited: bool,
    /// Everything else that has a name and a value: `storage`, `compression`, `statistics`, `srid`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// Privileges on this column alone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Vec<Grant>,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

impl Column {
    /// A NOT NULL column without anything else.
    pub fn new(
        name: impl Into<String>,
        native_type: impl Into<String>,
        logical_type: LogicalType,
    ) -> Self {
        Self {
            name: name.into(),
            native_type: native_type.into(),
            logical_type,
            nullable: false,
            nullability: Nullability::Declared,
            default: None,
            generated: None,
            identity: None,
            auto_increment: false,
            rowid_alias: false,
            collation: None,
            charset: None,
            on_update: None,
            invisible: false,
            dimensions: 0,
            not_null_name: None,
            on_conflict: None,
            inherited: false,
            options: Options::new(),
            grants: Vec::new(),
            comment: None,
        }
    }

    /// Whether an INSERT may leave the column out.
    pub fn can_be_omitted(&self) -> bool {
        self.nullable
            || self.default.is_some()
            || self.generated.is_some()
            || self.identity.is_some()
            || self.auto_increment
            || self.rowid_alias
    }

    /// Whether an INSERT or UPDATE may name the column.
    pub fn is_writable(&self) -> bool {
        let always = matches!(&self.identity, Some(identity) if identity.always);
        self.generated.is_none() && !always
    }
}

/// How we know whether a column can be NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Nullability {
    /// The column's own declaration says so.
    #[default]
    Declared,
    /// Follows from a key that never holds NULL: an `INTEGER PRIMARY KEY` in SQLite.
    Implied,
    /// Follows from the definition of the view.
    Proved,
    /// Could not be shown either way; NULL is assumed to be possible.
    Assumed,
    /// Set by hand in `schema.toml`.
    Overridden,
}

/// A generated column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Generated {
    /// The expression as the server prints it.
    pub expression: String,
    /// Stored on disk, or computed when read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stored: bool,
}

/// A standard identity column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Identity {
    /// `GENERATED ALWAYS`, in contrast to `BY DEFAULT`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub always: bool,
    /// The sequence behind it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sequence: Option<ObjectName>,
    /// Sequence options that differ from the engine's defaults.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
}
