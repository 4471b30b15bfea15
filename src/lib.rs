//! Structs and enums that are checked against the database's schema when they are compiled.
//!
//! ```
//! use schema_checked::SchemaChecked;
//!
//! #[derive(SchemaChecked)]
//! #[schema(table = "tasks", partial)]
//! struct Task {
//!     id: i64,
//!     title: String,
//!     notes: Option<String>,
//! }
//! ```
//!
//! The schema is the snapshot that `cargo schema refresh` writes and that is committed with the
//! code: the folder that the build script names, else `schema/` beside the package's `Cargo.toml`,
//! else `schema/` beside the workspace's. No connection is opened. When the snapshot changes, the
//! crate is built again; when a struct does not fit it any more, the build fails and says why.
//!
//! # Structs
//!
//! | on the struct | |
//! |---|---|
//! | `table = "users"` | the table or view; without it, the struct's name in snake case or the plural of that |
//! | `partial` | not every column needs a field |
//! | `ignore(a, b)` | these columns need no field |
//! | `rename_all = "camelCase"` | how column names are spelled |
//! | `insert` | the struct is for INSERT: every column that needs a value has its field, computed columns have none, and the column holds what the field does |
//! | `update` | the struct is for UPDATE: any columns that can be written; an `Option` says whether to change one |
//! | `type = "address"` | a composite type or a domain instead of a table |
//! | `primary_key(a, b)`, `unique(a, b)`, `index(a, b)` | the table has that key, or an index that starts with these columns |
//! | `renamed_from = "people"` | the table may still have its old name |
//! | `pending` | the table may still be missing |
//! | `any_order` | the fields of a composite type are read by name |
//! | `transparent` | the struct wraps one value and fits wherever that value fits |
//! | `driver = "tokio-postgres"` | the crate that reads the struct, where it refuses types that hold the column: `sqlx` (known by what is derived) or `tokio-postgres` |
//! | `db = "billing"` | one of several snapshots: the folder that `[databases]` in `schema.toml` names, else `schema-billing/` beside `schema/` |
//! | `crate = "path"` | where this crate is, when it is not called `schema_checked` |
//!
//! | on a field | |
//! |---|---|
//! | `column = "e-mail"` | the column, when it is called differently |
//! | `skip` | no column |
//! | `flatten` | another struct with more columns of the same row |
//! | `json` | the column holds the value as JSON |
//! | `lossy` | a type that does not hold every value of the column is fine |
//! | `nullable` | an `Option` for a NOT NULL column is meant |
//! | `not_null` | a column that may be NULL never is in the program's queries |
//! | `primary_key`, `unique` | the column is part of the primary key, or unique |
//! | `references = "users.id"` | the column refers to that table and column |
//! | `index` | an index starts with the column |
//! | `sql_type = "varchar(20)"` | the column has that native type |
//! | `default`, `default = "now()"` | the column has a default, or that one |
//! | `renamed_from = "mail"` | the column may still have its old name |
//! | `pending` | the column may still be missing |
//! | `unchecked` | the type is not compared with the column's; that it may be NULL still is |
//!
//! `renamed_from` and `pending` let a program be released before the database changes; when the
//! snapshot has changed, a warning says that they can go.
//!
//! What states a key, an index, a reference, a native type or a default is held against the snapshot;
//! what is not stated is not asked for.
//!
//! A struct with type parameters is judged where it is used with types, by [`expect_checked!`].
//!
//! A nullable column needs an `Option`. An `Option` for a NOT NULL column is a warning.
//!
//! The attributes of sqlx (`rename`, `rename_all`, `skip`, `flatten`, `json`, `default`, `try_from`,
//! `type_name`, `transparent`), diesel (`table_name`, `column_name`, `embed`) and sea-orm
//! (`table_name`, `schema_name`, `column_name`, `enum_name`, `ignore`) are understood where they say
//! the same; `#[schema(…)]` wins over them.
//!
//! # Enums
//!
//! An enum stands for an enum type, `#[schema(type = "mood")]`, or for a column that lists its
//! values, `#[schema(column = "orders.status")]`: an inline enum or set, or a column with
//! `CHECK (status IN ('open', 'closed'))`. Both can be given more than once. Where the values are
//! integers, the discriminants count.
//!
//! On a variant, `rename = "…"` gives its value, `other` takes every value that has no variant, and
//! `skip` stands for none; `renamed_from` and `pending` are as for columns. Variants are best in the
//! order of the values of an enum type, by which databases sort; `any_order` on the enum says that
//! it does not matter. Values that the enum leaves out on purpose stand in `ignore("…")` on it, and
//! `non_exhaustive` on it makes a value without a variant a warning.
//!
//! # Types
//!
//! Which Rust types fit a column is decided by one table. The compiler judges the types themselves,
//! not their names: an alias is what it stands for, and a type of yours called `String` is not
//! `String`.
//!
//! A type of your own fits when it derives `SchemaChecked`, as an enum or as a `transparent` struct,
//! or when it implements [`Holds`] for the [logical type](logical):
//!
//! ```
//! struct Email(String);
//!
//! impl schema_checked::Holds<schema_checked::logical::Text> for Email {}
//! ```
//!
//! Types of other crates fit behind the feature that is called like their crate, those of sqlx behind
//! `sqlx-postgres` and `sqlx-mysql`; see `Cargo.toml`.

mod holds;
pub mod logical;
mod pointers;

/// What generated code names. Not for you: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub mod v1 {
        pub use crate::SchemaChecked;
        pub use crate::holds::{AreStandard, Holds, HoldsLossy, HoldsNot, HoldsOneOf, Is, Probe};
        pub use crate::logical;
    }
}

pub use holds::Holds;
pub use schema_macros::SchemaChecked;

/// A struct or enum that agreed with the snapshot when it was compiled.
///
/// It is implemented by `#[derive(SchemaChecked)]` alone.
pub trait SchemaChecked {}

/// Fails to compile unless these types agree with the snapshot.
///
/// A type without type parameters says so where it derives [`SchemaChecked`]; a generic one is only
/// judged with the types that stand for its parameters:
///
/// ```
/// #[derive(schema_checked::SchemaChecked)]
/// #[schema(table = "tasks", partial)]
/// struct Task<Title> {
///     title: Title,
/// }
///
/// schema_checked::expect_checked!(Task<String>, Task<Box<str>>);
/// ```
#[macro_export]
macro_rules! expect_checked {
    ($($ty:ty),+ $(,)?) => {
        const _: () = {
            const fn checked<T: ?::core::marker::Sized + $crate::SchemaChecked>() {}
            $(checked::<$ty>();)+
        };
    };
}

/// Includes the models that the build script wrote with `schema_build`.
///
/// ```text
/// mod models {
///     schema_checked::include_models!();
/// }
/// ```
#[macro_export]
macro_rules! include_models {
    () => {
        ::core::include!(::core::concat!(
            ::core::env!("OUT_DIR"),
            "/schema_models.rs"
        ));
    };
}
