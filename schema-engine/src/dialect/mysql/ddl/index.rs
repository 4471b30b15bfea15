//! Keys and indexes.

use schema_model::{Constraint, ConstraintKind, Index, IndexKey, IndexPart, Key, Table};

use super::Reader;
use crate::dialect::mysql::cursor::{Cursor, Unexpected};
use crate::dialect::mysql::lexer::Kind;

/// What kind of key it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyKind {
    /// `PRIMARY KEY`.
    Primary,
    /// `UNIQUE`.
    Unique,
    /// An index with that method; none for the usual one.
    Index(Option<&'static str>),
}

/// Takes the words that begin a key, if one begins here.
pub(super) fn accept_kind(cursor: &mut Cursor<'_>) -> Option<KeyKind> {
    let kind = if cursor.accept(&["primary", "key"]) {
        return Some(KeyKind::Primary);
    } else if cursor.accept(&["unique"]) {
        KeyKind::Unique
    } else if cursor.accept(&["fulltext"]) {
        KeyKind::Index(Some("fulltext"))
    } else if cursor.accept(&["spatial"]) {
        KeyKind::Index(Some("spatial"))
    } else if cursor.sees(&["vector", "key"]) || cursor.sees(&["vector", "index"]) {
        cursor.take();
        KeyKind::Index(Some("vector"))
    } else if cursor.sees(&["key"]) || cursor.sees(&["index"]) {
        KeyKind::Index(None)
    } else {
        return None;
    };
    let _word = cursor.accept_any(&["key", "index"]);
    Some(kind)
}

/// Reads what stands after the words of [`accept_kind`] and adds it to the table.
pub(super) fn parse_key(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    kind: KeyKind,
    symbol: Option<String>,
    table: &mut Table,
) -> Result<(), Unexpected> {
    cursor.accept(&["if", "not", "exists"]);
    let mut name = None;
    if !cursor.sees_symbol('(') && !cursor.sees(&["using"]) {
        name = Some(cursor.name()?);
    }
    let mut index = Index::new(name.or(symbol).unwrap_or_default(), Vec::new());
    parse_tail(reader, cursor, &mut index)?;
    add_key(table, kind, index);
    Ok(())
}

/// Reads `[USING method] (parts) options`.
pub(super) fn parse_tail(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    index: &mut Index,
) -> Result<(), Unexpected> {
    if cursor.accept_any(&["using", "type"]).is_some() {
        index.method = Some(cursor.name()?.to_ascii_lowercase());
    }
    cursor.expect_symbol('(')?;
    loop {
        let part = parse_part(cursor, index)?;
        index.parts.push(part);
        if cursor.accept_symbol(')') {
            break;
        }
        cursor.expect_symbol(',')?;
    }
    while parse_option(cursor, index)? {}
    let ends = [',', ')', ';'];
    let ended = |cursor: &Cursor<'_>| {
        cursor
            .peek()
            .is_none_or(|token| ends.iter().any(|end| token.is_symbol(*end)))
    };
    if !ended(cursor) && !cursor.sees(&["algorithm"]) && !cursor.sees(&["lock"]) {
        let unknown = cursor.take_item();
        reader.note(
            "index option",
            index.name.clone(),
            format!("`{unknown}` is not understood"),
        );
    }
    Ok(())
}

fn parse_part(cursor: &mut Cursor<'_>, index: &mut Index) -> Result<IndexPart, Unexpected> {
    let mut part = if cursor.sees_symbol('(') {
        IndexPart::expression(cursor.parenthesized()?)
    } else {
        IndexPart::column(cursor.name()?)
    };
    if cursor.sees_symbol('(') {
        let length = cursor.parenthesized()?;
        part.prefix_length = length.parse().ok();
    }
    if cursor.accept(&["without", "overlaps"]) {
        index
            .options
            .insert("without_overlaps".into(), "true".into());
    }
    part.descending = cursor.accept(&["desc"]);
    cursor.accept(&["asc"]);
    Ok(part)
}

fn parse_option(cursor: &mut Cursor<'_>, index: &mut Index) -> Result<bool, Unexpected> {
    if cursor.accept_any(&["using", "type"]).is_some() {
        index.method = Some(cursor.name()?.to_ascii_lowercase());
    } else if cursor.accept(&["comment"]) {
        cursor.accept_symbol('=');
        index.comment = Some(cursor.text()?).filter(|comment| !comment.is_empty());
    } else if cursor.accept(&["with", "parser"]) {
        index.options.insert("parser".into(), cursor.name()?);
    } else if cursor.accept_any(&["ignored", "invisible"]).is_some() {
        index.visible = false;
    } else if cursor.accept(&["not", "ignored"]) || cursor.accept(&["visible"]) {
        index.visible = true;
    } else if cursor.accept_any(&["clustering"]).is_some() {
        cursor.accept_symbol('=');
        index.options.insert("clustering".into(), cursor.name()?);
    } else if sees_assignment(cursor) {
        let name = cursor.name()?;
        cursor.accept_symbol('=');
        let value = cursor.take().map(|token| token.text.to_owned());
        index
            .options
            .insert(name.to_ascii_lowercase(), value.unwrap_or_default());
    } else {
        return Ok(false);
    }
    Ok(true)
}

fn sees_assignment(cursor: &Cursor<'_>) -> bool {
    let named = cursor
        .peek()
        .is_some_and(|token| matches!(token.kind, Kind::Name | Kind::Word));
    let assigned = cursor.peek_at(1).is_some_and(|token| token.is_symbol('='));
    let online = cursor.sees(&["algorithm"]) || cursor.sees(&["lock"]);
    let bare = cursor.sees(&["key_block_size"]);
    named && !online && (assigned || bare)
}

/// Adds a key to a table, with the name that the server gives it when it has none.
pub(super) fn add_key(table: &mut Table, kind: KeyKind, mut index: Index) {
    if kind == KeyKind::Primary {
        index.name.clear();
        let primary = key_of(index);
        mark_not_null(table, &primary.key.columns);
        table
            .constraints
            .retain(|c| !matches!(c.kind, ConstraintKind::PrimaryKey(_)));
        table
            .constraints
            .insert(0, primary.into_constraint(ConstraintKind::PrimaryKey));
        return;
    }
    if index.name.is_empty() {
        index.name = free_name(table, &index);
    }
    if let KeyKind::Index(Some(method)) = kind {
        index.method = Some(method.into());
    }
    let expression = index
        .parts
        .iter()
        .any(|part| matches!(part.key, IndexKey::Expression(_)));
    if kind == KeyKind::Unique && !expression {
        table
            .constraints
            .push(key_of(index).into_constraint(ConstraintKind::Unique));
        return;
    }
    index.unique = kind == KeyKind::Unique;
    table.indexes.push(index);
}

fn mark_not_null(table: &mut Table, columns: &[String]) {
    for column in &mut table.columns {
        if columns.contains(&column.name) {
            column.nullable = false;
            column.options.remove("no_default");
        }
    }
}

/// The name of the first column, with a number when it is taken.
pub(super) fn free_name(table: &Table, index: &Index) -> String {
    let base = match index.parts.first().map(|part| &part.key) {
        Some(IndexKey::Column(name)) => name.as_str(),
        _ => "functional_index",
    };
    let taken = |name: &str| {
        let lower = name.to_lowercase();
        table
            .indexes
            .iter()
            .any(|index| index.name.to_lowercase() == lower)
            || table.constraints.iter().any(|constraint| {
                matches!(constraint.kind, ConstraintKind::Unique(_))
                    && constraint
                        .name
                        .as_ref()
                        .is_some_and(|n| n.to_lowercase() == lower)
            })
    };
    if !taken(base) && !base.eq_ignore_ascii_case("primary") {
        return base.into();
    }
    (2..)
        .map(|n| format!("{base}_{n}"))
        .find(|name| !taken(name))
        .unwrap_or_default()
}

/// A key with what its constraint needs besides.
struct KeyText {
    key: Key,
    name: Option<String>,
    comment: Option<String>,
}

impl KeyText {
    fn into_constraint(self, kind: fn(Key) -> ConstraintKind) -> Constraint {
        let mut constraint = Constraint::new(self.name, kind(self.key));
        constraint.comment = self.comment;
        constraint
    }
}

/// Makes the key of a constraint out of what was read as an index.
fn key_of(index: Index) -> KeyText {
    let mut key = Key::over(index.parts.iter().map(part_name));
    let plain = index
        .parts
        .iter()
        .all(|part| *part == IndexPart::column(part_name(part)));
    key.options = index.options;
    key.without_overlaps = key.options.remove("without_overlaps").is_some();
    if let Some(method) = index.method {
        key.options.insert("method".into(), method);
    }
    if !index.visible {
        key.options.insert("visible".into(), "false".into());
    }
    if !plain {
        key.parts = index.parts;
    }
    KeyText {
        key,
        name: Some(index.name).filter(|name| !name.is_empty()),
        comment: index.comment,
    }
}

fn part_name(part: &IndexPart) -> &str {
    match &part.key {
        IndexKey::Column(name) | IndexKey::Expression(name) => name,
    }
}
