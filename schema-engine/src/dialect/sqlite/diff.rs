//! What SQLite takes for equal: names that differ by case, texts that differ by blanks and quotes.
//!
//! SQLite keeps statements as they were typed, and rewrites parts of them when something is renamed.
//! So two texts are compared token by token: words without regard to case, names without their
//! quotes, strings exactly.

use std::collections::HashMap;

use schema_model::json::{ToJson, to_value};
use schema_model::{Column, Constraint, Index, Schema, Table, Trigger, View};
use serde_json::Value;

use super::token::{TokenKind, tokenize, unquote};

/// Gives everything in `to` that SQLite takes for equal the spelling that it has in `from`.
pub(super) fn align(from: &Schema, to: &mut Schema) {
    let folded = |table: &Table| table.name.name.to_ascii_lowercase();
    let tables = from.tables.iter().map(|table| (folded(table), table));
    let tables: HashMap<String, &Table> = tables.collect();
    for table in &mut to.tables {
        // Most of two large schemas is the same, and folding every part of it takes long.
        match tables.get(&folded(table)) {
            Some(known) if *known != table => align_table(known, table),
            _ => {}
        }
    }
    for view in &mut to.views {
        let known = from
            .views
            .iter()
            .find(|v| same(&v.name.name, &view.name.name));
        if let Some(known) = known {
            align_view(known, view);
        }
    }
    to.normalize();
}

/// Whether two names are one for SQLite.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

fn align_table(from: &Table, to: &mut Table) {
    to.name = from.name.clone();
    align_parts(&from.columns, &mut to.columns, |column| &mut column.name);
    align_parts(&from.indexes, &mut to.indexes, |index| &mut index.name);
    align_parts(&from.triggers, &mut to.triggers, |trigger| {
        &mut trigger.name
    });
    align_constraints(&from.constraints, &mut to.constraints);
    align_text(&from.definition, &mut to.definition);
    align_text(&from.shadow_of, &mut to.shadow_of);
    if fold(&from.options) == fold(&to.options) {
        to.options = from.options.clone();
    }
}

fn align_view(from: &View, to: &mut View) {
    to.name = from.name.clone();
    align_parts(&from.columns, &mut to.columns, |column| &mut column.name);
    align_parts(&from.triggers, &mut to.triggers, |trigger| {
        &mut trigger.name
    });
    if fold(&from.depends_on) == fold(&to.depends_on) {
        to.depends_on = from.depends_on.clone();
    }
    if fold_text(&from.definition) == fold_text(&to.definition) {
        to.definition = from.definition.clone();
    }
}

fn align_text(from: &Option<String>, to: &mut Option<String>) {
    if fold(from) == fold(to) {
        to.clone_from(from);
    }
}

/// A part that can be told by its name.
trait Named: ToJson + Clone + PartialEq {
    fn name(&self) -> &str;
}

macro_rules! named {
    ($($part:ty),*) => {
        $(impl Named for $part {
            fn name(&self) -> &str {
                &self.name
            }
        })*
    };
}
named!(Column, Index, Trigger);

fn align_parts<T: Named>(from: &[T], to: &mut [T], name_of: impl Fn(&mut T) -> &mut String) {
    for part in to {
        let Some(known) = from.iter().find(|known| same(known.name(), part.name())) else {
            continue;
        };
        if known == part {
            continue;
        }
        if fold(known) == fold(part) {
            *part = known.clone();
        } else {
            *name_of(part) = known.name().to_owned();
        }
    }
}

/// Constraints often have no name; each stands for at most one of the other side.
fn align_constraints(from: &[Constraint], to: &mut [Constraint]) {
    let mut known: Vec<(Value, &Constraint)> = from.iter().map(|c| (fold(c), c)).collect();
    for constraint in to {
        let folded = fold(constraint);
        if let Some(at) = known.iter().position(|(known, _)| *known == folded) {
            *constraint = known.swap_remove(at).1.clone();
        }
    }
}

/// The content with every text folded, for comparison only.
pub(super) fn fold(content: &dyn ToJson) -> Value {
    fold_value(to_value(content))
}

fn fold_value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(fold_text(&text)),
        Value::Array(items) => items.into_iter().map(fold_value).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            fields
                .map(|(key, value)| (key, fold_value(value)))
                .collect()
        }
        other => other,
    }
}

/// A text as tokens: words and names in lower case without quotes, everything else as it is.
pub(super) fn fold_text(text: &str) -> String {
    match tokenize(text) {
        Ok(tokens) => {
            let fold = |token: &super::token::Token<'_>| match token.kind {
                TokenKind::String => token.text.to_owned(),
                TokenKind::Quoted => unquote(token.text).to_ascii_lowercase(),
                _ => token.text.to_ascii_lowercase(),
            };
            tokens.iter().map(fold).collect::<Vec<_>>().join(" ")
        }
        // A name need not be SQL text.
        Err(_) => text.to_ascii_lowercase(),
    }
}

/// Whether a text mentions a name.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    match tokenize(text) {
        Ok(tokens) => tokens
            .iter()
            .any(|token| token.name().is_some_and(|word| same(&word, name))),
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_quotes_and_case_make_no_difference() {
        for (a, b) in [
            (
                "CREATE VIEW v AS SELECT a",
                "create  view \"V\" as\n select [A] -- x",
            ),
            ("varchar(10)", "VARCHAR (10)"),
            ("x'AB'", "X'ab'"),
        ] {
            assert_eq!(fold_text(a), fold_text(b));
        }
    }

    #[test]
    fn strings_make_a_difference() {
        for (a, b) in [
            ("'a'", "'A'"),
            ("'a b'", "'a  b'"),
            ("a", "'a'"),
            ("a = 1", "a = 2"),
        ] {
            assert_ne!(fold_text(a), fold_text(b));
        }
    }

    #[test]
    fn a_name_inside_a_string_or_a_longer_name_is_not_mentioned() {
        assert!(mentions("a > 0 AND \"B\" < 1", "b"));
        for text in ["ab > 0", "c = 1 -- b"] {
            assert!(!mentions(text, "b"), "{text}");
        }
    }
}
