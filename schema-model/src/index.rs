//! Indexes.

use crate::Options;
#[cfg(feature = "json-schema")]
use crate::json_schema::yes;

record! {
    /// An index that is not itself a constraint.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Index {
        /// Name.
        pub name: String,
        /// Whether it makes its columns unique.
        pub unique: bool = default,
        /// Access method (`gin`, `hash`, `fulltext`, `spatial`), when it is not the engine's default.
        pub method: Option<String> = default,
        /// Columns and expressions in key order.
        pub parts: Vec<IndexPart>,
        /// `INCLUDE` columns.
        pub include: Vec<String> = default,
        /// `NULLS NOT DISTINCT`.
        pub nulls_not_distinct: bool = default,
        /// Rows that a partial index covers.
        pub predicate: Option<String> = default,
        /// False for an index that the optimizer does not see (MySQL `INVISIBLE`, MariaDB `IGNORED`).
        pub visible: bool => "yes",
        /// False for what a failed concurrent build left behind.
        pub valid: bool => "yes",
        /// The partitioned index that it is attached to.
        pub attached_to: Option<String> = default,
        /// Storage parameters, tablespace, parser, `clustered`, `replica_identity`.
        pub options: Options = default,
        /// The statement as the server keeps it, where that is how it is compared.
        pub definition: Option<String> = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
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

record! {
    /// One column or expression of an index.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct IndexPart {
        /// What is indexed.
        pub key: IndexKey,
        /// `DESC`.
        pub descending: bool = default,
        /// Where NULLs sort, when it is not the engine's default for the direction.
        pub nulls: Option<NullsOrder> = default,
        /// Collation, when it is not the column's.
        pub collation: Option<String> = default,
        /// Operator class with its options, when it is not the type's default.
        pub operator_class: Option<String> = default,
        /// Number of leading characters or bytes that are indexed (MySQL).
        pub prefix_length: Option<u32> = default,
    }
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

choice! {
    /// What a part of an index is over.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum IndexKey {
        /// A column.
        Column(String) as "column",
        /// An expression as the server prints it.
        Expression(String) as "expression",
    }
}

choice! {
    /// Where NULLs sort.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum NullsOrder {
        /// Before all values.
        First as "first",
        /// After all values.
        Last as "last",
    }
}
