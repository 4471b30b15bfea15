//! Expressions in the words of the server, as far as they can be told from the text alone.
//!
//! Constants get the cast that the server prints, keywords its spelling. Everything else stays as
//! someone wrote it, which for what a server printed is the same.

use schema_model::ObjectName;

use super::super::quote::{literal, qualified};
use super::cursor::Cursor;
use super::database::Database;
use super::lexer::{TokenKind, tokens};
use super::type_name::TypeName;

/// `nextval('name'::regclass)`.
pub(super) fn next_value(sequence: &ObjectName) -> String {
    format!("nextval({}::regclass)", literal(&qualified(sequence)))
}

/// A default as the server prints it; none for a NULL that it does not keep.
pub(super) fn printed_default(
    text: Cursor<'_, '_>,
    ty: &TypeName,
    db: &Database,
) -> Option<String> {
    let written = text.unparenthesized();
    let read = tokens(written);
    let mut cursor = Cursor::new(written, &read);
    if cursor.rest().len() == 1 {
        let token = cursor.peek()?;
        return match token.kind {
            TokenKind::Text => Some(constant(&token.string()?, ty)),
            TokenKind::Word => word(token.text, ty),
            _ => Some(written.to_owned()),
        };
    }
    if cursor.at_symbol("-") && cursor.rest().len() == 2 {
        let number = cursor.number()?;
        let of = if number.contains('.') {
            "numeric"
        } else {
            "integer"
        };
        return Some(format!("'{number}'::{of}"));
    }
    if let Some(name) = sequence_of(cursor.clone()) {
        let found = db.find_sequence(&name).unwrap_or(name);
        return Some(next_value(&found));
    }
    // The server keeps operations in parentheses.
    let is_operation = super::super::nullability::has_operator(cursor);
    Some(match is_operation {
        true => format!("({written})"),
        false => written.to_owned(),
    })
}

/// The sequence of `nextval('name')`, with and without a cast.
pub(super) fn sequence_of(mut cursor: Cursor<'_, '_>) -> Option<ObjectName> {
    let _ = cursor.eat("pg_catalog") && cursor.eat_symbol(".");
    cursor.eat("nextval").then_some(())?;
    let mut inner = cursor.parenthesized().filter(|_| cursor.is_done())?;
    if let Some(bare) = inner.parenthesized() {
        inner = bare;
    }
    let text = inner.string()?;
    let read = tokens(&text);
    let mut name = Cursor::new(&text, &read);
    name.name().filter(|_| name.is_done())
}

fn constant(text: &str, ty: &TypeName) -> String {
    let is_number = |text: &str| text.parse::<i64>().is_ok() && !text.starts_with(['-', '+']);
    match ty.native.as_str() {
        "boolean" => match text.to_ascii_lowercase().as_str() {
            "t" | "true" | "yes" | "on" | "1" | "y" => "true".into(),
            "f" | "false" | "no" | "off" | "0" | "n" => "false".into(),
            _ => format!("{}::boolean", literal(text)),
        },
        "integer" if is_number(text) => text.into(),
        _ => format!("{}::{}", literal(text), ty.cast()),
    }
}

fn word(word: &str, ty: &TypeName) -> Option<String> {
    let upper = word.to_ascii_uppercase();
    match upper.as_str() {
        // A length makes it a call, which is kept.
        "NULL" if ty.has_modifiers() => Some(format!("NULL::{}", ty.cast())),
        "NULL" => None,
        "TRUE" | "FALSE" => Some(upper.to_ascii_lowercase()),
        "CURRENT_TIMESTAMP" | "CURRENT_DATE" | "CURRENT_TIME" | "LOCALTIME" | "LOCALTIMESTAMP"
        | "CURRENT_USER" | "SESSION_USER" | "CURRENT_ROLE" | "CURRENT_CATALOG" | "USER" => {
            Some(upper)
        }
        _ => Some(word.to_owned()),
    }
}

/// The columns that an expression names, each once, in the order of the table.
pub(super) fn named_columns<'c>(
    expression: &str,
    table: &str,
    columns: impl Iterator<Item = &'c str>,
) -> Vec<String> {
    let read = tokens(expression);
    let mut names = std::collections::BTreeSet::new();
    for (index, token) in read.iter().enumerate() {
        let Some(name) = token.identifier() else {
            continue;
        };
        let before = index.checked_sub(1).map(|index| read[index]);
        let after = read.get(index + 1);
        let is_call = after.is_some_and(|it| it.is_symbol("(") && token.kind == TokenKind::Word);
        let of_table = before.is_none_or(|it| !it.is_symbol("."))
            || index >= 2 && read[index - 2].identifier().as_deref() == Some(table);
        let is_type = before.is_some_and(|it| it.is_symbol("::"));
        let is_prefix = after.is_some_and(|it| it.is_symbol("."));
        if of_table && !is_type && !is_call && !is_prefix {
            names.insert(name);
        }
    }
    columns
        .filter(|column| names.contains(*column))
        .map(str::to_owned)
        .collect()
}

/// An expression with a column under its new name.
pub(super) fn with_renamed_column(expression: &str, from: &str, to: &str) -> String {
    let read = tokens(expression);
    let mut out = String::new();
    let mut copied = 0;
    for (index, token) in read.iter().enumerate() {
        let after = read.get(index + 1);
        let other = after.is_some_and(|it| it.is_symbol("(") || it.is_symbol("."))
            || index > 0 && read[index - 1].is_symbol("::");
        if token.identifier().as_deref() == Some(from) && !other {
            out.push_str(&expression[copied..token.start]);
            out.push_str(&super::super::quote::identifier(to));
            copied = token.end();
        }
    }
    out.push_str(&expression[copied..]);
    out
}
