//! `CREATE TABLE`.

use schema_model::{Column, Constraint, ConstraintKind, ObjectName, Persistence, Table};

use super::Reader;
use super::column::{ColumnText, parse_column};
use super::constraint::{column_names, parse_check, parse_references};
use super::implied::{imply_names, tidy_charsets};
use super::index::{KeyKind, accept_kind, add_key, parse_key};
use super::options::parse_options;
use crate::dialect::mysql::cursor::{Cursor, Unexpected};
use schema_model::{Index, IndexPart};

/// Reads a table from the word `CREATE` on.
pub(crate) fn parse_table(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
) -> Result<Table, Unexpected> {
    cursor.expect(&["create"])?;
    cursor.accept(&["or", "replace"]);
    let temporary = cursor.accept(&["temporary"]);
    cursor.expect(&["table"])?;
    cursor.accept(&["if", "not", "exists"]);
    let (_, name) = cursor.qualified()?;
    let mut table = Table::new(ObjectName::bare(name));
    if temporary {
        table.persistence = Persistence::Temporary;
    }
    let noted = reader.unread.len();
    cursor.expect_symbol('(')?;
    loop {
        parse_item(reader, cursor, &mut table)?;
        if cursor.accept_symbol(')') {
            break;
        }
        cursor.expect_symbol(',')?;
    }
    parse_options(reader, cursor, &mut table)?;
    for unread in &mut reader.unread[noted..] {
        unread.name = format!("{}.{}", table.name.name, unread.name);
    }
    imply_names(reader, &mut table);
    tidy_charsets(&mut table);
    Ok(table)
}

/// Reads a column, a key or a constraint.
pub(super) fn parse_item(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    table: &mut Table,
) -> Result<(), Unexpected> {
    if parse_constraint(reader, cursor, table)? {
        return Ok(());
    }
    if cursor.accept(&["period"]) {
        cursor.expect(&["for"])?;
        let name = cursor.name()?;
        let columns = cursor.parenthesized()?.to_owned();
        table.options.insert(format!("period.{name}"), columns);
        return Ok(());
    }
    let text = parse_column(reader, cursor)?;
    let column = add_column_parts(table, text);
    table.columns.push(column);
    Ok(())
}

/// Reads a key or constraint, if one begins here.
pub(super) fn parse_constraint(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    table: &mut Table,
) -> Result<bool, Unexpected> {
    let mut symbol = None;
    let constraint = cursor.accept(&["constraint"]);
    let unnamed = ["primary", "unique", "foreign", "check"]
        .iter()
        .any(|word| cursor.sees(&[word]));
    if constraint && !unnamed {
        symbol = Some(cursor.name()?);
    }
    if cursor.sees(&["check"]) {
        table
            .constraints
            .push(parse_check(cursor, symbol, reader.flavour)?);
    } else if cursor.accept(&["foreign", "key"]) {
        cursor.accept(&["if", "not", "exists"]);
        if !cursor.sees_symbol('(') {
            // A name of the index; the constraint's own comes before it.
            let index = cursor.name()?;
            symbol = symbol.or(Some(index));
        }
        let columns = column_names(cursor)?;
        let key = parse_references(cursor, columns, reader.flavour.default_action)?;
        let kind = ConstraintKind::ForeignKey(key);
        table.constraints.push(Constraint::new(symbol, kind));
    } else if let Some(kind) = accept_kind(cursor) {
        parse_key(reader, cursor, kind, symbol, table)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Adds what was declared on a column to its table, and gives the column.
pub(super) fn add_column_parts(table: &mut Table, text: ColumnText) -> Column {
    let ColumnText {
        column,
        primary,
        unique,
        checks,
        references,
    } = text;
    let key = |name: &str| Index::new("", vec![IndexPart::column(name)]);
    if primary {
        add_key(table, KeyKind::Primary, key(&column.name));
    }
    if unique {
        add_key(table, KeyKind::Unique, key(&column.name));
    }
    table.constraints.extend(checks);
    if let Some((name, references)) = references {
        let kind = ConstraintKind::ForeignKey(references);
        table.constraints.push(Constraint::new(name, kind));
    }
    column
}
