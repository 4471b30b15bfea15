//! Whether a view can be written to, as far as the snapshot tells.
//!
//! Databases decide it by the query; only what surely stands in the way is reported here.

mod dialect;

use super::Context;
use super::relation::Source;
use crate::Rule;
use crate::model::Mode;
use crate::snapshot::View;

/// Reports a struct for INSERT or UPDATE whose view takes neither.
pub fn check(context: &Context<'_>, source: &Source) {
    let Source::Relation(relation) = source else {
        return;
    };
    let options = &context.model.options;
    let event = match options.mode {
        Mode::Row => return,
        Mode::Insert => "insert",
        Mode::Update => "update",
    };
    let Some(view) = &relation.view else { return };
    let Some(why) = why_not(view, event, context.snapshot.dialect()) else {
        return;
    };
    let span = (options.table.as_ref()).map_or(context.item.name.span(), |named| named.span);
    let statement = event.to_uppercase();
    let or = match view.materialized {
        true => String::new(),
        false => format!(
            ", or give the view a trigger `INSTEAD OF {statement}` where the database has such, and run `cargo schema refresh`"
        ),
    };
    context.report.error(
        span,
        Rule::NotWritable,
        format!(
            "view `{}` {why}, so it takes no {statement}\nhelp: name the table that the rows are in, with `#[schema(table = \"…\")]`{or}",
            relation.name
        ),
    );
}

/// What stands in the way, as half a sentence.
fn why_not(view: &View, event: &str, dialect: &str) -> Option<&'static str> {
    if view.materialized {
        return Some("is materialized");
    }
    let replaces = |trigger: &schema_model::Trigger| {
        trigger.timing.as_deref() == Some("instead_of")
            && trigger.events.iter().any(|known| known == event)
    };
    if view.triggers.iter().any(replaces) || !view.rules.is_empty() {
        return None;
    }
    if !dialect::writes_through(dialect) {
        return Some("is read only without a trigger");
    }
    (shape(&view.definition)).map(|_| "groups or combines rows")
}

/// The first word of a query that makes its rows others than those of a table.
fn shape(query: &str) -> Option<&str> {
    let is_word = |c: char| c == '_' || c.is_alphanumeric();
    let (mut depth, mut quote, mut start) = (0, None, 0);
    for (at, character) in query.char_indices().chain([(query.len(), ' ')]) {
        if let Some(open) = quote {
            quote = (character != open).then_some(open);
            start = at + character.len_utf8();
            continue;
        }
        if is_word(character) {
            continue;
        }
        let word = &query[start..at];
        if depth == 0 && SHAPES.iter().any(|shape| word.eq_ignore_ascii_case(shape)) {
            return Some(word);
        }
        start = (at + character.len_utf8()).min(query.len());
        match character {
            '\'' | '"' | '`' => quote = Some(character),
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Reserved in all of the databases, so that none of them is a name.
const SHAPES: &[&str] = &[
    "group",
    "distinct",
    "having",
    "union",
    "except",
    "intersect",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_that_make_other_rows_are_known() {
        for (query, expected) in [
            ("SELECT id, email FROM users", None),
            ("select a from t group by a", Some("group")),
            (" SELECT DISTINCT a FROM t", Some("DISTINCT")),
            ("SELECT a FROM t UNION SELECT a FROM u", Some("UNION")),
            (
                "SELECT a FROM t WHERE b IN (SELECT DISTINCT b FROM u)",
                None,
            ),
            ("SELECT \"group\", 'union' AS `having` FROM t", None),
            (
                "SELECT a FROM t\nINTERSECT\nSELECT a FROM u",
                Some("INTERSECT"),
            ),
            ("SELECT group_id FROM t", None),
        ] {
            assert_eq!(shape(query), expected, "{query}");
        }
    }
}
