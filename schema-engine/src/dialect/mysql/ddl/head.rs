//! What stands between the name of a routine or event and its body.

use crate::dialect::mysql::cursor::Cursor;
use crate::dialect::mysql::lexer::Kind;

/// The comment among the characteristics of a routine; the cursor stands after its name.
pub(super) fn routine_comment(head: &mut Cursor<'_>) -> Option<String> {
    let mut comment = None;
    head.parenthesized().ok()?;
    if head.accept(&["returns"]) {
        skip_type(head);
    }
    loop {
        if head.accept(&["comment"]) {
            comment = head.text().ok();
        } else if head.accept_any(CHARACTERISTICS).is_none() {
            return comment.filter(|comment| !comment.is_empty());
        }
    }
}

const CHARACTERISTICS: &[&str] = &[
    "language",
    "sql",
    "not",
    "deterministic",
    "contains",
    "no",
    "reads",
    "modifies",
    "data",
    "security",
    "definer",
    "invoker",
];

/// `varchar(20) CHARSET latin1 COLLATE latin1_bin`, up to where characteristics can begin.
fn skip_type(head: &mut Cursor<'_>) {
    head.take();
    loop {
        let in_parentheses = head.sees_symbol('(') && head.take_group().is_ok();
        let attribute = [
            "unsigned",
            "signed",
            "zerofill",
            "precision",
            "binary",
            "ascii",
        ];
        if in_parentheses || head.accept_any(&attribute).is_some() {
            continue;
        }
        let named = head.accept(&["character", "set"])
            || head.accept_any(&["charset", "collate"]).is_some();
        if !named || head.name().is_err() {
            return;
        }
    }
}

/// Whether an event is enabled, and its comment; the cursor stands after its name.
pub(super) fn event_options(head: &mut Cursor<'_>) -> (bool, Option<String>) {
    let (mut enabled, mut comment) = (true, None);
    while let Some(token) = head.take() {
        if token.is_word("do") {
            break;
        }
        enabled &= !token.is_word("disable");
        if token.is_word("comment") && head.peek().is_some_and(|next| next.kind == Kind::Text) {
            comment = head.text().ok();
        }
    }
    (enabled, comment.filter(|comment| !comment.is_empty()))
}
