//! Constraints: primary, unique, foreign, check and exclusion.

use serde::{Deserialize, Serialize};

use crate::util::{is_default, is_true, yes};
use crate::{IndexPart, ObjectName, Options};

/// A table constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Constraint {
    /// Name; `None` when the constraint has none (SQLite, DuckDB).
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Option<String>,
    /// What it constrains.
    pub kind: ConstraintKind,
    /// Whether and when checking can be put off to the end of the transaction.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deferrable: Deferrable,
    /// False for PostgreSQL's `NOT VALID`: existing rows were not checked.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub validated: bool,
    /// False for `NOT ENFORCED`.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub enforced: bool,
    /// PostgreSQL's `NO INHERIT`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub no_inherit: bool,
    /// Inherited from a parent table rather than declared here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub inherited: bool,
    /// SQLite conflict clause: `abort`, `fail`, `ignore`, `replace`, `rollback`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_conflict: Option<String>,
    /// The definition as the server prints it, where that is how it is compared.
    #[serde(default, skip_serializing_if = "is_default")]
    pub definition: Option<String>,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
}

impl Constraint {
    /// An immediate, validated, enforced constraint.
    pub fn new(name: Option<String>, kind: ConstraintKind) -> Self {
        Self {
            name,
            kind,
            deferrable: Deferrable::No,
            validated: true,
            enforced: true,
            no_inherit: false,
            inherited: false,
            on_conflict: None,
            definition: None,
            comment: None,
        }
    }
}

/// What a constraint constrains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ConstraintKind {
    /// Primary key.
    PrimaryKey(Key),
    /// Unique key.
    Unique(Key),
    /// Foreign key.
    ForeignKey(ForeignKey),
    /// CHECK expression.
    Check(Check),
    /// PostgreSQL `EXCLUDE`.
    Exclusion(Exclusion),
}

/// The columns of a primary or unique key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Key {
    /// Columns in key order.
    pub columns: Vec<String>,
    /// The same columns with collation, order or prefix, when any of them has one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parts: Vec<IndexPart>,
    /// PostgreSQL `INCLUDE` columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub include: Vec<String>,
    /// `NULLS NOT DISTINCT`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nulls_not_distinct: bool,
    /// PostgreSQL 18 `WITHOUT OVERLAPS`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without_overlaps: bool,
    /// Index method, storage parameters, tablespace.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
}

impl Key {
    /// A key over columns, without anything else.
    pub fn over(columns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            columns: columns.into_iter().map(Into::into).collect(),
            parts: Vec::new(),
            include: Vec::new(),
            nulls_not_distinct: false,
            without_overlaps: false,
            options: Options::new(),
        }
    }
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct ForeignKey {
    /// Columns of this table.
    pub columns: Vec<String>,
    /// Referenced table.
    pub references: ObjectName,
    /// Referenced columns; empty where the text names none and the primary key is meant.
    #[serde(default, skip_serializing_if = "is_default")]
    pub referenced_columns: Vec<String>,
    /// Action when the referenced row is deleted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_delete: Action,
    /// Columns that `ON DELETE SET NULL (…)` or `SET DEFAULT (…)` names.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_delete_columns: Vec<String>,
    /// Action when the referenced key is changed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_update: Action,
    /// How NULL in a part of the key matches.
    #[serde(default, rename = "match", skip_serializing_if = "is_default")]
    pub match_kind: MatchKind,
    /// PostgreSQL 18 `PERIOD`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub period: bool,
    /// Everything else that has a name and a value: `match`, where a word is written out that does
    /// not change how NULL matches.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
}

/// What happens to referencing rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Refuse at the end of the statement or transaction.
    #[default]
    NoAction,
    /// Refuse at once.
    Restrict,
    /// Follow.
    Cascade,
    /// Become NULL.
    SetNull,
    /// Become the default.
    SetDefault,
}

/// How NULL in a part of a foreign key matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchKind {
    /// Any NULL satisfies the constraint.
    #[default]
    Simple,
    /// All parts are NULL or none is.
    Full,
    /// The parts that are not NULL must match.
    Partial,
}

/// A CHECK constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Check {
    /// The expression as the server prints it, without the outer parentheses.
    pub expression: String,
    /// The column it was declared on, where the engine keeps that.
    #[serde(default, skip_serializing_if = "is_default")]
    pub column: Option<String>,
    /// Set when the expression only says that one column is one of some text values.
    #[serde(default, skip_serializing_if = "is_default")]
    pub one_of: Option<OneOf>,
}

/// `CHECK (column IN ('a', 'b'))`, which serves as an enum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct OneOf {
    /// The column.
    pub column: String,
    /// The values in the order of the text; integers are kept as their digits.
    pub values: Vec<String>,
    /// Whether the values are integers rather than text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub integers: bool,
}

/// A PostgreSQL exclusion constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Exclusion {
    /// Index method.
    pub method: String,
    /// Columns or expressions, each with its operator, in the same order.
    pub parts: Vec<IndexPart>,
    /// The operators.
    pub operators: Vec<String>,
    /// `INCLUDE` columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub include: Vec<String>,
    /// Rows that it covers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub predicate: Option<String>,
    /// Storage parameters, tablespace.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
}

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Deferrable {
    /// At once, always.
    #[default]
    No,
    /// At once, unless a transaction asks to defer it.
    InitiallyImmediate,
    /// At the end of the transaction.
    InitiallyDeferred,
}

impl Constraint {
    /// A text that tells constraints of one table apart: the name, or else what it says.
    pub fn identity(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        match &self.kind {
            ConstraintKind::PrimaryKey(_) => "primary key".into(),
            ConstraintKind::Unique(key) => format!("unique ({})", key.columns.join(", ")),
            ConstraintKind::ForeignKey(key) => {
                format!(
                    "foreign key ({}) -> {}",
                    key.columns.join(", "),
                    key.references
                )
            }
            ConstraintKind::Check(check) => format!("check ({})", check.expression),
            ConstraintKind::Exclusion(exclusion) => format!("exclude using {}", exclusion.method),
        }
    }

    /// Keys come first, then references, then checks.
    pub(crate) fn sort_rank(&self) -> u8 {
        match &self.kind {
            ConstraintKind::PrimaryKey(_) => 0,
            ConstraintKind::Unique(_) => 1,
            ConstraintKind::ForeignKey(_) => 2,
            ConstraintKind::Exclusion(_) => 3,
            ConstraintKind::Check(_) => 4,
        }
    }
}
