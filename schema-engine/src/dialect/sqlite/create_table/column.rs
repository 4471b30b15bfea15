//! Column definitions.

use schema_model::{Check, Column, Constraint, ConstraintKind, Generated, IndexPart, Key, Table};

use super::constraint::{defer, read_check, read_conflict, read_deferral, read_references};
use crate::dialect::sqlite::cursor::Cursor;
use crate::dialect::sqlite::token::{SqlError, TokenKind, text_of};
use crate::dialect::sqlite::types::{logical_type, read_type};

/// Reads a column with its constraints, and adds both to the table.
pub(super) fn read_column(cursor: &mut Cursor<'_>, table: &mut Table) -> Result<(), SqlError> {
    let start = *cursor;
    let name = cursor.name("a column's name")?;
    if let Some(twin) = super::finish::find_column(table, &name) {
        return Err(start.error(format!("column `{}` is defined twice", twin.name)));
    }
    let native_type = read_type(cursor)?;
    let logical_type = logical_type(&native_type);
    let mut column = Column::new(name, native_type, logical_type);
    column.nullable = true;
    let mut constraints = Vec::new();
    let mut name = None;
    while !cursor.is_end() && !cursor.sees_operator(",") {
        if cursor.eat(&["constraint"]) {
            name = Some(cursor.name("the constraint's name")?);
        } else {
            read_constraint(cursor, name.take(), &mut column, &mut constraints)?;
        }
    }
    table.columns.push(column);
    table.constraints.append(&mut constraints);
    Ok(())
}

/// Reads one constraint: into the column what is an attribute of it, into the list what is more.
fn read_constraint(
    cursor: &mut Cursor<'_>,
    name: Option<String>,
    column: &mut Column,
    constraints: &mut Vec<Constraint>,
) -> Result<(), SqlError> {
    if cursor.eat(&["primary", "key"]) {
        constraints.push(read_primary_key(cursor, name, column)?);
    } else if cursor.eat(&["not", "null"]) {
        column.nullable = false;
        column.not_null_name = name;
        column.on_conflict = read_conflict(cursor)?;
    } else if cursor.eat(&["null"]) {
        read_conflict(cursor)?;
    } else if cursor.eat(&["unique"]) {
        let key = Key::over([column.name.as_str()]);
        let mut unique = Constraint::new(name, ConstraintKind::Unique(key));
        unique.on_conflict = read_conflict(cursor)?;
        constraints.push(unique);
    } else if cursor.eat(&["check"]) {
        let check = read_check(cursor)?;
        let check = Check {
            column: Some(column.name.clone()),
            ..check
        };
        constraints.push(Constraint::new(name, ConstraintKind::Check(check)));
    } else if cursor.eat(&["default"]) {
        column.default = Some(read_default(cursor)?);
    } else if cursor.eat(&["collate"]) {
        column.collation = Some(read_collation(cursor)?);
    } else if cursor.sees(&["references"]) {
        let columns = vec![column.name.clone()];
        constraints.push(read_references(cursor, name, columns)?);
    } else if cursor.eat(&["generated", "always", "as"]) || cursor.eat(&["as"]) {
        column.generated = Some(Box::new(read_generated(cursor)?));
    } else if let Some(deferrable) = read_deferral(cursor)? {
        defer(constraints, deferrable);
    } else {
        return Err(cursor.expected("a column constraint, `,` or `)`"));
    }
    Ok(())
}

fn read_primary_key(
    cursor: &mut Cursor<'_>,
    name: Option<String>,
    column: &mut Column,
) -> Result<Constraint, SqlError> {
    let mut key = Key::over([column.name.as_str()]);
    cursor.eat(&["asc"]);
    let descending = cursor.eat(&["desc"]);
    if descending {
        let mut part = IndexPart::column(&column.name);
        part.descending = true;
        key.parts.push(part);
    }
    // `INTEGER PRIMARY KEY DESC` is not the rowid, by an old mistake that SQLite keeps:
    // https://www.sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key
    column.rowid_alias = column.native_type == "INTEGER" && !descending;
    let mut constraint = Constraint::new(name, ConstraintKind::PrimaryKey(key));
    constraint.on_conflict = read_conflict(cursor)?;
    column.auto_increment = cursor.eat(&["autoincrement"]);
    Ok(constraint)
}

/// The text of a default as SQLite's catalog has it: without the parentheses round an expression.
fn read_default(cursor: &mut Cursor<'_>) -> Result<String, SqlError> {
    if cursor.sees_operator("(") {
        return Ok(text_of(cursor.group()?));
    }
    let start = *cursor;
    let rest = cursor.rest();
    let signed = cursor.eat_operator("-") || cursor.eat_operator("+");
    match cursor.next().map(|token| token.kind) {
        None | Some(TokenKind::Operator | TokenKind::Parameter) => {
            Err(start.expected("a literal, or an expression in parentheses"))
        }
        Some(_) => Ok(text_of(&rest[..1 + usize::from(signed)])),
    }
}

pub(super) fn read_collation(cursor: &mut Cursor<'_>) -> Result<String, SqlError> {
    cursor.name("a collation")
}

fn read_generated(cursor: &mut Cursor<'_>) -> Result<Generated, SqlError> {
    let expression = text_of(cursor.group()?);
    let stored = cursor.eat(&["stored"]);
    if !stored {
        cursor.eat(&["virtual"]);
    }
    Ok(Generated { expression, stored })
}
