//! How SQLite's command line splits a file into statements.

use super::super::RULES;
use crate::split::{Piece, split};

/// The statements of a file.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    split(text, &RULES)
}
