//! Named types: enums, sets, domains, composites and ranges.

use crate::{Column, Constraint, Grant, LogicalType, ObjectKey, ObjectName, Options};

record! {
    /// A named type.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TypeDefinition {
        /// Name.
        pub name: ObjectName,
        /// Comment.
        pub comment: Option<String> = default,
        /// What it is.
        pub kind: TypeKind,
        /// What it needs before it can be made.
        pub depends_on: Vec<ObjectKey> = default,
        /// Owner, where it is recorded.
        pub owner: Option<String> = default,
        /// Privileges.
        pub grants: Vec<Grant> = default,
    }
}

choice! {
    /// What a named type is.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum TypeKind {
        /// Enum; its variants in database order.
        Enum(Vec<Variant>) as "enum",
        /// Set; its members in database order.
        Set(Vec<Variant>) as "set",
        /// Domain.
        Domain(Domain) as "domain",
        /// Composite; its attributes in order.
        Composite(Vec<Column>) as "composite",
        /// Range, with its multirange.
        Range(RangeType) as "range",
        /// Another name for a type (DuckDB `CREATE TYPE … AS`).
        Alias {
            /// The type as the database spells it.
            native_type: String as "type",
            /// The type in our terms.
            logical_type: LogicalType as "logical",
        } as "alias",
        /// A type whose definition is kept as text (shell and base types).
        Opaque(String) as "opaque",
    }
}

record! {
    /// A variant of an enum.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Variant {
        /// The text that the database holds.
        pub name: String,
    }
}

record! {
    /// A domain.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Domain {
        /// The type as the database spells it.
        pub native_type: String as "type",
        /// The type in our terms.
        pub logical_type: LogicalType as "logical",
        /// Whether NULL is allowed.
        pub nullable: bool = default,
        /// Default expression.
        pub default: Option<String> = default,
        /// Collation.
        pub collation: Option<String> = default,
        /// CHECK constraints.
        pub constraints: Vec<Constraint> = default,
    }
}

record! {
    /// A range type.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct RangeType {
        /// The type of the bounds as the database spells it.
        pub subtype: String,
        /// The type of the bounds in our terms.
        pub logical_type: LogicalType as "logical",
        /// Name of the multirange type.
        pub multirange: Option<ObjectName> = default,
        /// Operator class, collation, canonical and difference functions.
        pub options: Options = default,
    }
}
