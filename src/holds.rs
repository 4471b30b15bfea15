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

/// The arguments of a function are the usual types of the standard library, in this order, where `()`
/// stands for one that a struct does not have.
///
/// To name none of them in the struct's own impl costs the compiler half of what [`Is`] does.
#[rustfmt::skip]
pub trait AreStandard {}

#[rustfmt::skip]
impl<A, B, C, D, E, F, G, H, I, J> AreStandard for fn(A, B, C, D, E, F, G, H, I, J)
where
    A: Standard<i64>, B: Standard<i32>, C: Standard<i16>, D: Standard<bool>, E: Standard<f64>,
    F: Standard<f32>, G: Standard<u8>, H: Standard<String>, I: Standard<Option<()>>,
    J: Standard<Vec<()>>,
{
}

/// This is that type of the standard library, or `()`.
#[diagnostic::on_unimplemented(
    message = "a field's type is spelled like one of the standard library, but is another type of that name [SC206]",
    label = "a type of its fields is `{Self}`, where `{T}` is expected",
    note = "rename the type, or derive `SchemaChecked` on it with `#[schema(transparent)]` and write its path in the field"
)]
pub trait Standard<T> {}

macro_rules! standard {
    ($($ty:ty)*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl Standard<$ty> for $ty {}
            #[diagnostic::do_not_recommend]
            impl Standard<$ty> for () {}
        )*
    };
}

standard!(i64 i32 i16 bool f64 f32 u8 String Option<()> Vec<()>);

/// The types are one and the same.
#[diagnostic::on_unimplemented(
    message = "a field's type is spelled like one of the standard library, but is another type of that name [SC206]",
    label = "the types of its fields, as arguments, are `{Self}`, where `{T}` is expected",
    note = "rename the type, or derive `SchemaChecked` on it with `#[schema(transparent)]` and write its path in the field"
)]
pub trait Is<T: ?Sized> {}

impl<T: ?Sized> Is<T> for T {}
