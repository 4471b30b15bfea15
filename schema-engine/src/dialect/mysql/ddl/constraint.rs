//! Checks and foreign keys.

use schema_model::{
    Action, Check, Constraint, ConstraintKind, ForeignKey, MatchKind, ObjectName, Options,
};

use super::one_of::one_of;
use crate::dialect::mysql::cursor::{Cursor, Unexpected};
use crate::dialect::mysql::flavour::Flavour;

/// Reads `CHECK (expression)`.
pub(super) fn parse_check(
    cursor: &mut Cursor<'_>,
    name: Option<String>,
    flavour: &Flavour,
) -> Result<Constraint, Unexpected> {
    cursor.expect(&["check"])?;
    let expression = cursor.parenthesized()?.to_owned();
    let check = Check {
        column: None,
        one_of: one_of(&expression, flavour),
        expression,
    };
    let mut constraint = Constraint::new(name, ConstraintKind::Check(check));
    constraint.enforced = !cursor.accept(&["not", "enforced"]);
    cursor.accept(&["enforced"]);
    Ok(constraint)
}

/// Reads `REFERENCES table (columns) …`.
pub(super) fn parse_references(
    cursor: &mut Cursor<'_>,
    columns: Vec<String>,
    default: Action,
) -> Result<ForeignKey, Unexpected> {
    cursor.expect(&["references"])?;
    let (namespace, name) = cursor.qualified()?;
    let mut key = ForeignKey {
        columns,
        references: ObjectName { namespace, name },
        referenced_columns: match cursor.sees_symbol('(') {
            true => column_names(cursor)?,
            false => Vec::new(),
        },
        on_delete: default,
        on_delete_columns: Vec::new(),
        on_update: default,
        match_kind: MatchKind::Simple,
        period: false,
        options: Options::new(),
    };
    loop {
        if cursor.accept(&["on", "delete"]) {
            key.on_delete = parse_action(cursor)?;
        } else if cursor.sees(&["on", "update"]) && !is_value(cursor) {
            cursor.accept(&["on", "update"]);
            key.on_update = parse_action(cursor)?;
        } else if cursor.accept(&["match"]) {
            key.match_kind = match cursor.accept_any(&["full", "partial", "simple"]) {
                Some("full") => MatchKind::Full,
                Some("partial") => MatchKind::Partial,
                _ => MatchKind::Simple,
            };
        } else {
            return Ok(key);
        }
    }
}

/// Whether `ON UPDATE` belongs to a column: `ON UPDATE current_timestamp()`.
fn is_value(cursor: &Cursor<'_>) -> bool {
    let after = cursor.peek_at(2);
    let actions = ["restrict", "cascade", "set", "no"];
    after.is_some_and(|token| !actions.iter().any(|action| token.is_word(action)))
}

fn parse_action(cursor: &mut Cursor<'_>) -> Result<Action, Unexpected> {
    let actions: [(&[&str], Action); 5] = [
        (&["restrict"], Action::Restrict),
        (&["no", "action"], Action::NoAction),
        (&["cascade"], Action::Cascade),
        (&["set", "null"], Action::SetNull),
        (&["set", "default"], Action::SetDefault),
    ];
    for (words, action) in actions {
        if cursor.accept(words) {
            return Ok(action);
        }
    }
    Err(cursor.unexpected("an action"))
}

/// Reads `(name, …)`.
pub(super) fn column_names(cursor: &mut Cursor<'_>) -> Result<Vec<String>, Unexpected> {
    cursor.expect_symbol('(')?;
    let mut names = vec![cursor.name()?];
    while cursor.accept_symbol(',') {
        names.push(cursor.name()?);
    }
    cursor.expect_symbol(')')?;
    Ok(names)
}
