//! How SQLite's command line splits a file into statements.

use crate::split::{Body, Piece, Rules, split};

const RULES: Rules = Rules {
    quotes: &[(b'\'', b'\''), (b'"', b'"'), (b'`', b'`'), (b'[', b']')],
    backslash_quotes: &[],
    escape_strings: false,
    dollar_quotes: false,
    hash_comments: false,
    dash_comments_need_blank: false,
    nested_comments: false,
    conditional_comments: false,
    command: Some(b'.'),
    delimiter_lines: false,
    copy_data: false,
    body: Body::Trigger,
};

/// The statements of a file.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    split(text, &RULES)
}
