//! What a database schema is, for every dialect, and the snapshot that holds it on disk.
//!
//! This crate is in every user's build, so it stays small: nouns, logical types, the table of Rust
//! types, names, the canonical form, the snapshot and the fingerprint. It reads no environment
//! variable, opens no connection, and knows no dialect's name.

#[macro_use]
pub mod json;

mod address;
mod column;
mod constraint;
mod difference;
mod fingerprint;
mod index;
#[cfg(feature = "json-schema")]
mod json_schema;
pub mod keyword;
mod logical;
mod name;
mod normalize;
mod object;
pub mod rust_types;
mod schema;
pub mod snapshot;
pub mod suggest;
mod table;
mod types;
mod view;

pub use address::{Address, Node, Part};
pub use column::{Column, Generated, Identity, Nullability};
pub use constraint::{
    Action, Check, Constraint, ConstraintKind, Deferrable, Exclusion, ForeignKey, Key, MatchKind,
    OneOf,
};
pub use difference::{Difference, Severity, Verb, apply, differences, notable, outline};
pub use fingerprint::Fingerprint;
pub use index::{Index, IndexKey, IndexPart, NullsOrder};
pub use logical::{Field, LogicalType};
pub use name::{NameError, ObjectName};
pub use object::{
    DefinedObject, Event, Extension, Grant, Namespace, Policy, Routine, RoutineKind, Rule,
    Sequence, Trigger, Unmodelled,
};
pub use schema::{ObjectKey, ObjectKind, Options, Schema};
pub use table::{PartitionBy, PartitionOf, Persistence, RowSecurity, Table, TableKind};
pub use types::{Domain, RangeType, TypeDefinition, TypeKind, Variant};
pub use view::View;
