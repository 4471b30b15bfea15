//! The derive macro of schema-checked. It only routes: the work is in `schema-check`, which runs in
//! tests and in the command line too.

use proc_macro::TokenStream;
use schema_check::Environment;

/// Checks a struct or enum against the snapshot of the database's schema.
///
/// See the documentation of `schema-checked`.
#[proc_macro_derive(SchemaChecked, attributes(schema))]
pub fn derive_schema_checked(input: TokenStream) -> TokenStream {
    schema_check::derive(input.into(), &Environment::of_process()).into()
}
