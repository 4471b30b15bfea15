//! Table constraints, and what they share with column constraints.

use schema_model::{
    Action, Check, Constraint, ConstraintKind, Deferrable, ForeignKey, Key, MatchKind, Table,
};

use super::fragment;
use super::index::render_part;
use crate::dialect::sqlite::token::quote_name;

/// Whether a constraint is written in its column: checks that were, and the primary key of one
/// column, unless its order or `AUTOINCREMENT` was written in parentheses.
pub(super) fn is_on_column(constraint: &Constraint, table: &Table) -> bool {
    match &constraint.kind {
        ConstraintKind::Check(check) => {
            let column = check.column.as_deref();
            column.is_some_and(|column| table.column(column).is_some())
                && constraint.on_conflict.is_none()
        }
        ConstraintKind::PrimaryKey(key) => match key.columns.as_slice() {
            [column] => key.parts.is_empty() || is_descending_integer(column, key, table),
            _ => false,
        },
        _ => false,
    }
}

/// `INTEGER PRIMARY KEY DESC` is not the rowid, but `PRIMARY KEY (c DESC)` is.
fn is_descending_integer(column: &str, key: &Key, table: &Table) -> bool {
    let descending = key.parts.iter().any(|part| part.descending);
    let plain = key.parts.iter().all(|part| part.collation.is_none());
    let integer = table
        .column(column)
        .is_some_and(|column| column.native_type == "INTEGER" && !column.rowid_alias);
    descending && plain && integer
}

/// Writes a constraint of the table.
pub(super) fn render_constraint(constraint: &Constraint, table: &Table) -> Result<String, String> {
    let name = render_name(constraint.name.as_deref());
    let conflict = || render_conflict(constraint.on_conflict.as_deref());
    Ok(match &constraint.kind {
        ConstraintKind::PrimaryKey(key) => {
            let parts = render_key(key, table)?;
            format!("{name}PRIMARY KEY ({parts}){}", conflict()?)
        }
        ConstraintKind::Unique(key) => {
            let parts = render_key(key, table)?;
            format!("{name}UNIQUE ({parts}){}", conflict()?)
        }
        ConstraintKind::Check(check) => {
            let check = render_check(constraint, check)?;
            format!("{check}{}", conflict()?)
        }
        ConstraintKind::ForeignKey(key) => {
            let deferrable = render_deferrable(constraint.deferrable);
            format!("{name}{}{deferrable}", render_foreign_key(key)?)
        }
        _ => return Err("SQLite has no such constraint".into()),
    })
}

/// `CONSTRAINT "name" ` or nothing.
pub(super) fn render_name(name: Option<&str>) -> String {
    name.map_or_else(String::new, |name| {
        format!("CONSTRAINT {} ", quote_name(name))
    })
}

/// ` ON CONFLICT …` or nothing.
pub(super) fn render_conflict(resolution: Option<&str>) -> Result<String, String> {
    match resolution {
        None => Ok(String::new()),
        Some(word @ ("abort" | "fail" | "ignore" | "replace" | "rollback")) => {
            Ok(format!(" ON CONFLICT {}", word.to_ascii_uppercase()))
        }
        Some(other) => Err(format!("`{other}` is not a conflict resolution")),
    }
}

/// Writes a check without its conflict clause, which only a table constraint has.
pub(super) fn render_check(constraint: &Constraint, check: &Check) -> Result<String, String> {
    let expression = fragment::expression(&check.expression)?;
    let name = render_name(constraint.name.as_deref());
    Ok(format!("{name}CHECK ({expression})"))
}

fn render_key(key: &Key, table: &Table) -> Result<String, String> {
    if key.parts.is_empty() {
        return Ok(render_names(&key.columns));
    }
    let auto_increment = key
        .columns
        .iter()
        .any(|column| table.column(column).is_some_and(|c| c.auto_increment));
    // Parts are kept when something is written out: a collation, an order, or `AUTOINCREMENT`.
    let plain = !auto_increment
        && key
            .parts
            .iter()
            .all(|part| !part.descending && part.collation.is_none());
    let mut parts = Vec::new();
    for part in &key.parts {
        let ascending = if plain { " ASC" } else { "" };
        parts.push(format!("{}{ascending}", render_part(part)?));
    }
    let suffix = if auto_increment { " AUTOINCREMENT" } else { "" };
    Ok(format!("{}{suffix}", parts.join(", ")))
}

fn render_foreign_key(key: &ForeignKey) -> Result<String, String> {
    let mut text = format!(
        "FOREIGN KEY ({}) REFERENCES {}",
        render_names(&key.columns),
        quote_name(&key.references.name)
    );
    if !key.referenced_columns.is_empty() {
        text.push_str(&format!(" ({})", render_names(&key.referenced_columns)));
    }
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if let Some(action) = action_words(action) {
            text.push_str(&format!(" ON {event} {action}"));
        }
    }
    let word = match (key.match_kind, key.options.get("match")) {
        (MatchKind::Full, _) => Some("FULL".into()),
        (MatchKind::Partial, _) => Some("PARTIAL".into()),
        (MatchKind::Simple, word) => word.map(|word| fragment::match_word(word)),
    };
    if let Some(word) = word {
        text.push_str(&format!(" MATCH {word}"));
    }
    if key.period || !key.on_delete_columns.is_empty() {
        return Err("a foreign key has attributes of another engine".into());
    }
    Ok(text)
}

fn action_words(action: Action) -> Option<&'static str> {
    match action {
        Action::NoAction => None,
        Action::Restrict => Some("RESTRICT"),
        Action::Cascade => Some("CASCADE"),
        Action::SetNull => Some("SET NULL"),
        Action::SetDefault => Some("SET DEFAULT"),
    }
}

fn render_deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

fn render_names(names: &[String]) -> String {
    let names = names.iter().map(|name| quote_name(name));
    names.collect::<Vec<_>>().join(", ")
}
