//! Named types: enums, sets, domains, composites and ranges.

use serde::{Deserialize, Serialize};

use crate::util::is_default;
use crate::{Column, Constraint, Grant, LogicalType, ObjectKey, ObjectName, Options};

/// A named type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct TypeDefinition {
    /// Name.
    pub name: ObjectName,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
    /// What it is.
    pub kind: TypeKind,
    /// What it needs before it can be made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub depends_on: Vec<ObjectKey>,
    /// Owner, where it is recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<String>,
    /// Privileges.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Vec<Grant>,
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TypeKind {
    /// Enum; its variants in database order.
    Enum(Vec<Variant>),
    /// Set; its members in database order.
    Set(Vec<Variant>),
    /// Domain.
    Domain(Domain),
    /// Composite; its attributes in order.
    Composite(Vec<Column>),
    /// Range, with its multirange.
    Range(RangeType),
    /// Another name for a type (DuckDB `CREATE TYPE … AS`).
    Alias {
        /// The type as the database spells it.
        #[serde(rename = "type")]
        native_type: String,
        /// The type in our terms.
        #[serde(rename = "logical")]
        logical_type: LogicalType,
    },
    /// A type whose definition is kept as text (shell and base types).
    Opaque(String),
}

/// A variant of an enum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Variant {
    /// The text that the database holds.
    pub name: String,
}

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Domain {
    /// The type as the database spells it.
    #[serde(rename = "type")]
    pub native_type: String,
    /// The type in our terms.
    #[serde(rename = "logical")]
    pub logical_type: LogicalType,
    /// Whether NULL is allowed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nullable: bool,
    /// Default expression.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: Option<String>,
    /// Collation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub collation: Option<String>,
    /// CHECK constraints.
    #[serde(default, skip_serializing_if = "is_default")]
    pub constraints: Vec<Constraint>,
}

/// A range type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct RangeType {
    /// The type of the bounds as the database spells it.
    pub subtype: String,
    /// The type of the bounds in our terms.
    #[serde(rename = "logical")]
    pub logical_type: LogicalType,
    /// Name of the multirange type.
    #[serde(default, skip_serializing_if = "is_default")]
    pub multirange: Option<ObjectName>,
    /// Operator class, collation, canonical and difference functions.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
}
