//! Indexes.

use serde::{Deserialize, Serialize};

use crate::Options;
use crate::util::{is_default, is_true, yes};

/// An index that is not itself a constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Index {
    /// Name.
    pub name: String,
    /// Whether it makes its columns unique.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unique: bool,
    /// Access method (`gin`, `hash`, `fulltext`, `spatial`), when it is not the engine's default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub method: Option<String>,
    /// Columns and expressions in key order.
    pub parts: Vec<IndexPart>,
    /// `INCLUDE` columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub include: Vec<String>,
    /// `NULLS NOT DISTINCT`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nulls_not_distinct: bool,
    /// Rows that a partial index covers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub predicate: Option<String>,
    /// False for an index that the optimizer does not see (MySQL `INVISIBLE`, MariaDB `IGNORED`).
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub visible: bool,
    /// False for what a failed concurrent build left behind.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub valid: bool,
    /// The partitioned index that it is attached to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attached_to: Option<String>,
    /// Storage parameters, tablespace, parser, `clustered`, `replica_identity`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// The statement as the server keeps it, where that is how it is compared.
    #[serde(default, skip_serializing_if = "is_default")]
    pub definition: Option<String>,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

impl Index {
    /// A plain index.
    pub fn new(name: impl Into<String>, parts: Vec<IndexPart>) -> Self {
        Self {
            name: name.into(),
            unique: false,
            method: None,
            parts,
            include: Vec::new(),
            nulls_not_distinct: false,
            predicate: None,
            visible: true,
            valid: true,
            attached_to: None,
            options: Options::new(),
            definition: None,
            comment: None,
        }
    }
}

/// One column or expression of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct IndexPart {
    /// What is indexed.
    pub key: IndexKey,
    /// `DESC`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub descending: bool,
    /// Where NULLs sort, when it is not the engine's default for the direction.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nulls: Option<NullsOrder>,
    /// Collation, when it is not the column's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub collation: Option<String>,
    /// Operator class with its options, when it is not the type's default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub operator_class: Option<String>,
    /// Number of leading characters or bytes that are indexed (MySQL).
    #[serde(default, skip_serializing_if = "is_default")]
    pub prefix_length: Option<u32>,
}

impl IndexPart {
    /// A column in ascending order.
    pub fn column(name: impl Into<String>) -> Self {
        Self::of(IndexKey::Column(name.into()))
    }

    /// An expression in ascending order.
    pub fn expression(text: impl Into<String>) -> Self {
        Self::of(IndexKey::Expression(text.into()))
    }

    fn of(key: IndexKey) -> Self {
        Self {
            key,
            descending: false,
            nulls: None,
            collation: None,
            operator_class: None,
            prefix_length: None,
        }
    }
}

/// What a part of an index is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IndexKey {
    /// A column.
    Column(String),
    /// An expression as the server prints it.
    Expression(String),
}

/// Where NULLs sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NullsOrder {
    /// Before all values.
    First,
    /// After all values.
    Last,
}
