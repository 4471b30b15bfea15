//! The traits through which the compiler judges types.

#[cfg(any(feature = "duckdb", feature = "sqlx-postgres"))]
mod crates;
mod probe;
#[rustfmt::skip]
mod table;

pub use probe::{HoldsNot, Probe};

/// Every value of the logical type `L` survives in this type.
///
/// Implement it for types of your own that you store in columns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not known to hold every value of `{L}`",
    note = "derive `SchemaChecked` on a type of your own, or implement `schema_checked::Holds` for it"
)]
pub trait Holds<L: ?Sized> {}

/// Some value of the logical type `L` survives in this type.
pub trait HoldsLossy<L: ?Sized> {}

impl<L: ?Sized, T: ?Sized + Holds<L>> HoldsLossy<L> for T {}

/// This type holds the values that a column lists; `COLUMN` is the checksum of its name.
pub trait HoldsOneOf<const COLUMN: u64, L: ?Sized> {}

impl<const COLUMN: u64, L: ?Sized, T: ?Sized + Holds<L>> HoldsOneOf<COLUMN, L> for T {}

/// The types are one and the same.
#[diagnostic::on_unimplemented(
    message = "a field's type is spelled like one of the standard library, but is another type of that name [SC206]",
    label = "the types of its fields, as arguments, are `{Self}`, where `{T}` is expected",
    note = "rename the type, or derive `SchemaChecked` on it with `#[schema(transparent)]` and write its path in the field"
)]
pub trait Is<T: ?Sized> {}

impl<T: ?Sized> Is<T> for T {}
