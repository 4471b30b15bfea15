//! The account that an object acts as, apart from the object's text.

#[cfg(feature = "mysql")]
use schema_model::Schema;

use super::flavour::Flavour;
use super::lexer::{Token, tokens};

/// The text without its `DEFINER` clause, and the account of the clause as it is written.
pub(super) fn split_definer(text: &str, flavour: &Flavour) -> (String, Option<String>) {
    let tokens = tokens(text, flavour);
    // It stands in the head; the body may use the word as it likes.
    let head = tokens.iter().take(8);
    let Some(at) = head.clone().position(|token| token.is_word("definer")) else {
        return (text.to_owned(), None);
    };
    let Some((start, end)) = account(&tokens, at) else {
        return (text.to_owned(), None);
    };
    let before = text[..tokens[at].start].trim_end();
    let shortened = format!("{before} {}", text[end..].trim_start());
    (shortened, Some(text[start..end].to_owned()))
}

/// Takes out the account that text was executed as, since the text did not name it.
///
/// A text that does name that very account is taken to mean whoever executes it, too.
#[cfg(feature = "mysql")]
pub(super) fn forget(schema: &mut Schema, account: &str) {
    let views = schema.views.iter_mut().map(|it| &mut it.options);
    let routines = schema.routines.iter_mut().map(|it| &mut it.options);
    let events = schema.events.iter_mut().map(|it| &mut it.options);
    let triggers = schema.tables.iter_mut().flat_map(|it| &mut it.triggers);
    let triggers = triggers.map(|it| &mut it.options);
    for options in views.chain(routines).chain(events).chain(triggers) {
        let plain = |text: &String| text.replace(['`', '\''], "");
        if options.get("definer").map(plain).as_deref() == Some(account) {
            options.remove("definer");
        }
    }
}

/// Where the account of a clause begins and ends.
fn account(tokens: &[Token<'_>], definer: usize) -> Option<(usize, usize)> {
    let equals = definer + 1;
    let user = tokens.get(equals + 1)?;
    if !tokens[equals].is_symbol('=') {
        return None;
    }
    let host = tokens
        .get(equals + 2)
        .filter(|token| token.is_symbol('@'))
        .and_then(|_| tokens.get(equals + 3));
    Some((user.start, host.unwrap_or(user).end()))
}

#[cfg(test)]
mod tests {
    use super::super::flavour::MARIADB;
    use super::*;

    #[test]
    fn the_account_is_taken_out() {
        for (text, without, definer) in [
            (
                "CREATE DEFINER=`a b`@`%` TRIGGER t BEFORE INSERT ON x FOR EACH ROW SET @definer = 1",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW SET @definer = 1",
                Some("`a b`@`%`"),
            ),
            (
                "CREATE DEFINER = admin EVENT e DO SELECT 1",
                "CREATE EVENT e DO SELECT 1",
                Some("admin"),
            ),
            (
                "CREATE EVENT e DO SELECT 1",
                "CREATE EVENT e DO SELECT 1",
                None,
            ),
        ] {
            let (found, account) = split_definer(text, &MARIADB);
            assert_eq!((found.as_str(), account.as_deref()), (without, definer));
        }
    }
}
