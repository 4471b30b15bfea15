//! Takes the database's own name out of text, since it differs between environments.
//!
//! `shop.orders.id` becomes `orders.id` when the database is `shop`. A name of two parts is only
//! shortened where it cannot be a column of a table that is called like the database.

use std::borrow::Cow;

use super::flavour::Flavour;
use super::lexer::{Kind, Token, tokens};

/// Words after which the name of a table, routine or sequence stands.
const BEFORE_OBJECT: &[&str] = &[
    "from",
    "join",
    "straight_join",
    "into",
    "update",
    "table",
    "references",
    "call",
    "trigger",
    "view",
    "function",
    "procedure",
    "event",
    "sequence",
    "nextval",
    "lastval",
    "setval",
    "like",
    "truncate",
    "exists",
    "replace",
];

/// The text without the database's own name.
pub(super) fn unqualify<'t>(text: &'t str, database: &str, flavour: &Flavour) -> Cow<'t, str> {
    if database.is_empty() || !text.contains(database) {
        return text.into();
    }
    let tokens = tokens(text, flavour);
    let mut shortened = String::new();
    let mut copied = 0;
    for i in 0..tokens.len() {
        if names_own_object(&tokens, i, database) {
            shortened.push_str(&text[copied..tokens[i].start]);
            copied = tokens[i + 2].start;
        }
    }
    if copied == 0 {
        return text.into();
    }
    shortened.push_str(&text[copied..]);
    shortened.into()
}

fn names_own_object(tokens: &[Token<'_>], at: usize, database: &str) -> bool {
    let is_name = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|token| matches!(token.kind, Kind::Name | Kind::Word))
    };
    let is_dot = |i: usize| tokens.get(i).is_some_and(|token| token.is_symbol('.'));
    let begins = is_name(at) && tokens[at].value() == database && !(at > 0 && is_dot(at - 1));
    if !begins || !is_dot(at + 1) || !is_name(at + 2) {
        return false;
    }
    let three_parts = is_dot(at + 3) && is_name(at + 4);
    let called = tokens.get(at + 3).is_some_and(|token| token.is_symbol('('));
    three_parts || called || is_object_place(tokens, at)
}

fn is_object_place(tokens: &[Token<'_>], at: usize) -> bool {
    let before = tokens[..at]
        .iter()
        .rev()
        .find(|token| !token.is_symbol('('));
    let is_word = |word: &str| before.is_some_and(|token| token.is_word(word));
    let trigger_table = is_word("on") && tokens.get(at + 3).is_some_and(|t| t.is_word("for"));
    let sequence = is_word("for") && at >= 2 && tokens[at - 2].is_word("value");
    trigger_table || sequence || BEFORE_OBJECT.iter().any(|word| is_word(word))
}

#[cfg(test)]
mod tests {
    use super::super::flavour::MARIADB;
    use super::*;

    #[test]
    fn only_the_databases_own_name_goes() {
        for (text, shortened) in [
            ("nextval(`d`.`s`)", "nextval(`s`)"),
            (
                "select `d`.`t`.`c` from (`d`.`t` join `o`.`x`)",
                "select `t`.`c` from (`t` join `o`.`x`)",
            ),
            // A table that is called like the database.
            (
                "select `d`.`c` AS `c` from `d` where `d`.`c` = 1",
                "select `d`.`c` AS `c` from `d` where `d`.`c` = 1",
            ),
            (
                "select `d`.`f`(`d`.`c`) from `d`.`d`",
                "select `f`(`d`.`c`) from `d`",
            ),
            (
                "CREATE TRIGGER d.x BEFORE INSERT ON d.t FOR EACH ROW SET @a = 'd.t'",
                "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET @a = 'd.t'",
            ),
            ("select `e`.`c` from `e`", "select `e`.`c` from `e`"),
        ] {
            assert_eq!(unqualify(text, "d", &MARIADB), shortened);
        }
    }
}
