//! Columns.

use schema_model::{Check, Column, Constraint, ConstraintKind, ForeignKey, Generated, LogicalType};

use super::Reader;
use super::constraint::{parse_check, parse_references};
use super::options::engine_value;
use crate::dialect::mysql::cursor::{Cursor, Unexpected};
use crate::dialect::mysql::lexer::{Kind, Token, tokens};
use crate::dialect::mysql::types::{DataType, hexadecimal, is_long, parse_type, quote_name};

/// A column with what was declared on it and belongs to the table.
#[derive(Debug)]
pub(super) struct ColumnText {
    /// The column.
    pub column: Column,
    /// `PRIMARY KEY`.
    pub primary: bool,
    /// `UNIQUE`.
    pub unique: bool,
    /// `CHECK` constraints.
    pub checks: Vec<Constraint>,
    /// `REFERENCES`.
    pub references: Option<(Option<String>, ForeignKey)>,
}

/// Reads `name type attribute …`.
pub(super) fn parse_column(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
) -> Result<ColumnText, Unexpected> {
    let name = cursor.name()?;
    let ty = parse_type(cursor, reader.flavour)?;
    let mut text = begin(reader, name, &ty);
    let mut attributes = Attributes::default();
    while !at_end(cursor) {
        if !parse_attribute(reader, cursor, &mut text, &mut attributes)? {
            let unknown = cursor.take_item();
            let place = text.column.name.clone();
            reader.note(
                "column attribute",
                place,
                format!("`{unknown}` is not understood"),
            );
        }
    }
    finish(reader, &mut text, &attributes);
    Ok(text)
}

/// What has to be known until the last attribute is read.
#[derive(Default)]
struct Attributes {
    not_null: bool,
    null: bool,
    default_null: bool,
}

fn begin(reader: &mut Reader, name: String, ty: &DataType) -> ColumnText {
    let mut column = Column::new(name, &ty.native, ty.logical.clone());
    column.charset.clone_from(&ty.charset);
    column.collation.clone_from(&ty.collation);
    column.auto_increment = ty.serial;
    if column.logical_type == LogicalType::Other {
        let reason = format!("type `{}` is not known", column.native_type);
        reader.note("column type", column.name.clone(), reason);
    }
    let mut checks = Vec::new();
    if ty.json_text {
        checks.push(column_check(
            &column.name,
            format!("json_valid({})", quote_name(&column.name)),
        ));
    }
    ColumnText {
        column,
        primary: false,
        unique: ty.serial,
        checks,
        references: None,
    }
}

fn column_check(column: &str, expression: String) -> Constraint {
    let check = Check {
        expression,
        column: Some(column.into()),
        one_of: None,
    };
    Constraint::new(None, ConstraintKind::Check(check))
}

/// Whether the next token ends the column: a comma, a parenthesis, or the place in an `ALTER TABLE`.
fn at_end(cursor: &Cursor<'_>) -> bool {
    let ends = [',', ')', ';'];
    cursor
        .peek()
        .is_none_or(|token| ends.iter().any(|end| token.is_symbol(*end)))
        || cursor.sees(&["first"])
        || cursor.sees(&["after"])
}

/// Reads one attribute; false when it is none that we know.
fn parse_attribute(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    text: &mut ColumnText,
    attributes: &mut Attributes,
) -> Result<bool, Unexpected> {
    let column = &mut text.column;
    if cursor.accept(&["not", "null"]) {
        attributes.not_null = true;
    } else if cursor.accept(&["null"]) {
        attributes.null = true;
    } else if cursor.accept(&["default"]) {
        if cursor.accept(&["null"]) {
            attributes.default_null = true;
        } else {
            column.default = Some(parse_value(cursor)?.into());
        }
    } else if cursor.accept(&["on", "update"]) {
        column.on_update = Some(parse_value(cursor)?.into());
    } else if cursor.accept(&["auto_increment"]) {
        column.auto_increment = true;
    } else if cursor.accept(&["comment"]) {
        column.comment = Some(cursor.text()?).filter(|comment| !comment.is_empty());
    } else if cursor.accept(&["generated", "always", "as"]) || cursor.accept(&["as"]) {
        column.generated = Some(Box::new(parse_generated(cursor)?));
    } else if cursor.accept_any(&["stored", "persistent"]).is_some() {
        if let Some(generated) = &mut column.generated {
            generated.stored = true;
        }
    } else if cursor.accept(&["invisible"]) {
        column.invisible = true;
    } else if cursor.accept_any(&["virtual", "visible"]).is_some() {
        // Both are what a column is anyway.
    } else {
        return parse_key_attribute(reader, cursor, text);
    }
    Ok(true)
}

fn parse_key_attribute(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    text: &mut ColumnText,
) -> Result<bool, Unexpected> {
    if cursor.accept(&["primary", "key"]) || cursor.accept(&["primary"]) || cursor.accept(&["key"])
    {
        text.primary = true;
    } else if cursor.accept(&["unique", "key"]) || cursor.accept(&["unique"]) {
        text.unique = true;
    } else if cursor.sees(&["check"]) || cursor.sees(&["constraint"]) {
        let name = match cursor.accept(&["constraint"]) {
            true if cursor.sees(&["check"]) || cursor.sees(&["references"]) => None,
            true => Some(cursor.name()?),
            false => None,
        };
        if cursor.sees(&["check"]) {
            let column = reader.flavour.column_checks && name.is_none();
            let mut check = parse_check(cursor, name, reader.flavour)?;
            if let (true, ConstraintKind::Check(inner)) = (column, &mut check.kind) {
                inner.column = Some(text.column.name.clone());
            }
            text.checks.push(check);
        } else {
            let own = vec![text.column.name.clone()];
            let key = parse_references(cursor, own, reader.flavour.default_action)?;
            text.references = Some((name, key));
        }
    } else if cursor.sees(&["references"]) {
        let own = vec![text.column.name.clone()];
        let key = parse_references(cursor, own, reader.flavour.default_action)?;
        if reader.flavour.column_references {
            text.references = Some((None, key));
        }
    } else {
        return parse_option(cursor, text);
    }
    Ok(true)
}

/// Attributes that are kept as a name and a value.
fn parse_option(cursor: &mut Cursor<'_>, text: &mut ColumnText) -> Result<bool, Unexpected> {
    let column = &mut text.column;
    let mut set = |name: &str, value: String| column.options.insert(name.into(), value);
    if cursor.accept(&["compressed"]) {
        let method = match cursor.accept_symbol('=') {
            true => cursor.name()?,
            false => "true".into(),
        };
        set("compressed", method);
    } else if cursor.accept(&["without", "system", "versioning"]) {
        set("system_versioning", "without".into());
    } else if cursor.accept(&["with", "system", "versioning"]) {
        set("system_versioning", "with".into());
    } else if cursor.accept(&["srid"]) || cursor.accept(&["ref_system_id"]) {
        cursor.accept_symbol('=');
        let number = cursor.take().map(|token| token.value());
        set("srid", number.unwrap_or_default());
    } else if let Some(word) = cursor.accept_any(&["column_format", "storage"]) {
        set(word, cursor.name()?.to_ascii_lowercase());
    } else if let Some(word) =
        cursor.accept_any(&["engine_attribute", "secondary_engine_attribute"])
    {
        cursor.accept_symbol('=');
        set(word, cursor.text()?);
    } else if cursor.accept(&["collate"]) {
        column.collation = Some(cursor.name()?.to_ascii_lowercase());
    } else if cursor.peek().is_some_and(|token| token.kind == Kind::Name)
        && cursor.peek_at(1).is_some_and(|token| token.is_symbol('='))
    {
        let name = cursor.name()?;
        cursor.accept_symbol('=');
        let value = cursor.take().map(|token| engine_value(token.text));
        set(&format!("attribute.{name}"), value.unwrap_or_default());
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// `(expression)`, or the end of a period of system time.
fn parse_generated(cursor: &mut Cursor<'_>) -> Result<Generated, Unexpected> {
    if cursor.accept(&["row"]) {
        let end = cursor.accept_any(&["start", "end"]);
        let end = end.ok_or_else(|| cursor.unexpected("`START` or `END`"))?;
        return Ok(Generated {
            expression: format!("ROW {}", end.to_ascii_uppercase()),
            stored: true,
        });
    }
    Ok(Generated {
        expression: cursor.parenthesized()?.into(),
        stored: false,
    })
}

/// The value of `DEFAULT` or `ON UPDATE`: a literal with its sign, a call, or a group.
fn parse_value<'a>(cursor: &mut Cursor<'a>) -> Result<&'a str, Unexpected> {
    let start = cursor.offset();
    if !cursor.accept_symbol('-') {
        cursor.accept_symbol('+');
    }
    if cursor.accept(&["next", "value", "for"]) || cursor.accept(&["previous", "value", "for"]) {
        cursor.qualified()?;
        return Ok(cursor.since(start));
    }
    let Some(first) = cursor.peek() else {
        return Err(cursor.unexpected("a value"));
    };
    cursor.take_group()?;
    // `_utf8mb4'text'` and `DATE'2020-01-01'` are one value.
    let literal_prefix = first.kind == Kind::Word;
    if literal_prefix && cursor.peek().is_some_and(|token| token.kind == Kind::Text) {
        cursor.take();
    }
    while first.kind != Kind::Symbol && cursor.accept_symbol('.') {
        cursor.name()?;
    }
    if cursor.sees_symbol('(') {
        cursor.take_group()?;
    }
    Ok(cursor.since(start))
}

/// The value of `SET DEFAULT`, as the server would show it; none for NULL.
pub(super) fn parse_default(
    reader: &Reader,
    cursor: &mut Cursor<'_>,
    column: &Column,
) -> Result<Option<String>, Unexpected> {
    if cursor.accept(&["null"]) {
        return Ok(None);
    }
    let value = parse_value(cursor)?.to_owned();
    Ok(Some(shown_default(reader, column, value)))
}

fn finish(reader: &Reader, text: &mut ColumnText, attributes: &Attributes) {
    let column = &mut text.column;
    let row_bound = column
        .generated
        .as_ref()
        .is_some_and(|generated| generated.expression.starts_with("ROW "));
    column.nullable = attributes.null
        || !(attributes.not_null || text.primary || column.auto_increment || row_bound);
    let silent = reader.shown
        && column.nullable
        && !attributes.default_null
        && column.default.is_none()
        && column.generated.is_none();
    if silent && (reader.flavour.long_null_default || !is_long(&column.native_type)) {
        // An INSERT has to name the column although it can be NULL.
        column.options.insert("no_default".into(), "true".into());
    }
    if let Some(default) = column.default.take() {
        column.default = Some(shown_default(reader, column, default));
    }
    if let Some(update) = column.on_update.take() {
        column.on_update = Some(shown_default(reader, column, update));
    }
    let checked = text.checks.iter().any(|check| {
        matches!(&check.kind, ConstraintKind::Check(check)
            if says_json(&tokens(&check.expression, reader.flavour), &column.name))
    });
    if checked && reader.flavour.json_is_text && column.logical_type == LogicalType::Text {
        column.logical_type = LogicalType::Json;
    }
}

/// Whether an expression is `json_valid(column)`.
fn says_json(expression: &[Token<'_>], column: &str) -> bool {
    matches!(expression, [function, open, name, close]
        if function.is_word("json_valid")
            && open.is_symbol('(')
            && name.value().eq_ignore_ascii_case(column)
            && close.is_symbol(')'))
}

/// A default that someone wrote, as the server would show it; other expressions stay as they are.
fn shown_default(reader: &Reader, column: &Column, default: String) -> String {
    if let Some(literal) = tokens(&default, reader.flavour)
        .first()
        .and_then(|token| hexadecimal(&token.value()))
    {
        return literal;
    }
    let lower = default.to_ascii_lowercase();
    let (call, precision) = match lower.split_once('(') {
        Some((call, rest)) => (call.trim_end(), rest.trim_end_matches(')').trim()),
        None => (lower.as_str(), ""),
    };
    let now = ["current_timestamp", "now", "localtime", "localtimestamp"];
    if now.contains(&call) {
        let name = reader.flavour.current_timestamp;
        if matches!(precision, "" | "0") {
            return name.into();
        }
        return format!("{}({precision})", name.trim_end_matches("()"));
    }
    let number = matches!(
        column.logical_type,
        LogicalType::Bool
            | LogicalType::Int8
            | LogicalType::Int16
            | LogicalType::Int32
            | LogicalType::Int64
            | LogicalType::Uint8
            | LogicalType::Uint16
            | LogicalType::Uint32
            | LogicalType::Uint64
    );
    let bare = default.trim_matches(['\'', '"']);
    let digits = bare.trim_start_matches('-');
    if !number || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return match lower.as_str() {
            "true" if number => "1".into(),
            "false" if number => "0".into(),
            _ => default,
        };
    }
    match reader.flavour.bare_numbers {
        true => bare.into(),
        false => format!("'{bare}'"),
    }
}
