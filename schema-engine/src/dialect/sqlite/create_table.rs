//! Reads `CREATE TABLE`: from `sqlite_master`, and from users' files.
//!
//! The text says everything about a table but its indexes and triggers, so this one reader serves
//! the live database and the `.sql` file, and the two cannot disagree. What only the engine can
//! know (the columns of `CREATE TABLE … AS SELECT`, the module of a virtual table) is left to the
//! callers.

mod column;
mod constraint;
mod finish;
mod one_of;

use schema_model::{ObjectName, Table};

use super::cursor::Cursor;
use super::token::{SqlError, Token};

pub(crate) use constraint::read_list_part;
pub(crate) use finish::{canonical_name, finish};

/// A `CREATE TABLE` statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CreateTable {
    /// The attached database that the name is qualified with.
    pub schema: Option<String>,
    /// `TEMP`.
    pub temporary: bool,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// `AS SELECT …`: the table has no columns of its own.
    pub as_select: bool,
    /// The table.
    pub table: Table,
}

/// Reads one statement, without its semicolon.
pub(crate) fn read_create_table(tokens: &[Token<'_>]) -> Result<CreateTable, SqlError> {
    let mut cursor = Cursor::new(tokens);
    let temporary = read_head(&mut cursor)?;
    let if_not_exists = cursor.eat(&["if", "not", "exists"]);
    let (schema, name) = cursor.qualified_name("the table's name")?;
    let mut create = CreateTable {
        schema,
        temporary,
        if_not_exists,
        as_select: cursor.sees(&["as"]),
        table: Table::new(ObjectName::bare(name)),
    };
    if create.as_select {
        return Ok(create);
    }
    let open = cursor;
    let body = cursor.group()?;
    if body.is_empty() {
        return Err(open.error("a table needs at least one column"));
    }
    read_body(&mut Cursor::new(body), &mut create.table)?;
    read_options(&mut cursor, &mut create.table)?;
    finish(&mut create.table).map_err(|message| open.error(message))?;
    Ok(create)
}

fn read_head(cursor: &mut Cursor<'_>) -> Result<bool, SqlError> {
    cursor.expect(&["create"])?;
    let temporary = cursor.eat(&["temp"]) || cursor.eat(&["temporary"]);
    cursor.expect(&["table"])?;
    Ok(temporary)
}

fn read_body(cursor: &mut Cursor<'_>, table: &mut Table) -> Result<(), SqlError> {
    loop {
        if !table.columns.is_empty() && constraint::begins_table_constraint(cursor) {
            // SQLite does not insist on commas between table constraints.
            while constraint::begins_table_constraint(cursor) {
                constraint::read_table_constraint(cursor, table)?;
            }
        } else {
            column::read_column(cursor, table)?;
        }
        if cursor.is_end() {
            return Ok(());
        }
        cursor.expect_operator(",")?;
    }
}

fn read_options(cursor: &mut Cursor<'_>, table: &mut Table) -> Result<(), SqlError> {
    if cursor.is_end() {
        return Ok(());
    }
    loop {
        if cursor.eat(&["without", "rowid"]) {
            table.without_rowid = true;
        } else if cursor.eat(&["strict"]) {
            table.strict = true;
        } else {
            return Err(cursor.expected("`WITHOUT ROWID` or `STRICT`"));
        }
        if cursor.is_end() {
            return Ok(());
        }
        cursor.expect_operator(",")?;
    }
}

#[cfg(test)]
mod tests;
