//! Constraints: primary, unique, foreign, check and exclusion.

#[cfg(feature = "json-schema")]
use crate::json_schema::yes;
use crate::{IndexPart, ObjectName, Options};

record! {
    /// A table constraint.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Constraint {
        /// Name; `None` when the constraint has none (SQLite, DuckDB).
        pub name: Option<String> = default,
        /// What it constrains.
        pub kind: ConstraintKind,
        /// Whether and when checking can be put off to the end of the transaction.
        pub deferrable: Deferrable = default,
        /// False for PostgreSQL's `NOT VALID`: existing rows were not checked.
        pub validated: bool => "yes",
        /// False for `NOT ENFORCED`.
        pub enforced: bool => "yes",
        /// PostgreSQL's `NO INHERIT`.
        pub no_inherit: bool = default,
        /// Inherited from a parent table rather than declared here.
        pub inherited: bool = default,
        /// SQLite conflict clause: `abort`, `fail`, `ignore`, `replace`, `rollback`.
        pub on_conflict: Option<String> = default,
        /// The definition as the server prints it, where that is how it is compared.
        pub definition: Option<String> = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
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

choice! {
    /// What a constraint constrains.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum ConstraintKind {
        /// Primary key.
        PrimaryKey(Key) as "primary_key",
        /// Unique key.
        Unique(Key) as "unique",
        /// Foreign key.
        ForeignKey(ForeignKey) as "foreign_key",
        /// CHECK expression.
        Check(Check) as "check",
        /// PostgreSQL `EXCLUDE`.
        Exclusion(Exclusion) as "exclusion",
    }
}

record! {
    /// The columns of a primary or unique key.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Key {
        /// Columns in key order.
        pub columns: Vec<String>,
        /// The same columns with collation, order or prefix, when any of them has one.
        pub parts: Vec<IndexPart> = default,
        /// PostgreSQL `INCLUDE` columns.
        pub include: Vec<String> = default,
        /// `NULLS NOT DISTINCT`.
        pub nulls_not_distinct: bool = default,
        /// PostgreSQL 18 `WITHOUT OVERLAPS`.
        pub without_overlaps: bool = default,
        /// Index method, storage parameters, tablespace.
        pub options: Options = default,
    }
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

record! {
    /// A foreign key.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ForeignKey {
        /// Columns of this table.
        pub columns: Vec<String>,
        /// Referenced table.
        pub references: ObjectName,
        /// Referenced columns; empty where the text names none and the primary key is meant.
        pub referenced_columns: Vec<String> = default,
        /// Action when the referenced row is deleted.
        pub on_delete: Action = default,
        /// Columns that `ON DELETE SET NULL (…)` or `SET DEFAULT (…)` names.
        pub on_delete_columns: Vec<String> = default,
        /// Action when the referenced key is changed.
        pub on_update: Action = default,
        /// How NULL in a part of the key matches.
        pub match_kind: MatchKind as "match" = default,
        /// PostgreSQL 18 `PERIOD`.
        pub period: bool = default,
        /// Everything else that has a name and a value: `match`, where a word is written out that does
        /// not change how NULL matches.
        pub options: Options = default,
    }
}

choice! {
    /// What happens to referencing rows.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Action {
        /// Refuse at the end of the statement or transaction.
        #[default]
        NoAction as "no_action",
        /// Refuse at once.
        Restrict as "restrict",
        /// Follow.
        Cascade as "cascade",
        /// Become NULL.
        SetNull as "set_null",
        /// Become the default.
        SetDefault as "set_default",
    }
}

choice! {
    /// How NULL in a part of a foreign key matches.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum MatchKind {
        /// Any NULL satisfies the constraint.
        #[default]
        Simple as "simple",
        /// All parts are NULL or none is.
        Full as "full",
        /// The parts that are not NULL must match.
        Partial as "partial",
    }
}

record! {
    /// A CHECK constraint.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Check {
        /// The expression as the server prints it, without the outer parentheses.
        pub expression: String,
        /// The column it was declared on, where the engine keeps that.
        pub column: Option<String> = default,
        /// Set when the expression only says that one column is one of some text values.
        pub one_of: Option<OneOf> = default,
    }
}

record! {
    /// `CHECK (column IN ('a', 'b'))`, which serves as an enum.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct OneOf {
        /// The column.
        pub column: String,
        /// The values in the order of the text; integers are kept as their digits.
        pub values: Vec<String>,
        /// Whether the values are integers rather than text.
        pub integers: bool = default,
    }
}

record! {
    /// A PostgreSQL exclusion constraint.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Exclusion {
        /// Index method.
        pub method: String,
        /// Columns or expressions, each with its operator, in the same order.
        pub parts: Vec<IndexPart>,
        /// The operators.
        pub operators: Vec<String>,
        /// `INCLUDE` columns.
        pub include: Vec<String> = default,
        /// Rows that it covers.
        pub predicate: Option<String> = default,
        /// Storage parameters, tablespace.
        pub options: Options = default,
    }
}

choice! {
    /// When a constraint is checked.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Deferrable {
        /// At once, always.
        #[default]
        No as "no",
        /// At once, unless a transaction asks to defer it.
        InitiallyImmediate as "initially_immediate",
        /// At the end of the transaction.
        InitiallyDeferred as "initially_deferred",
    }
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
