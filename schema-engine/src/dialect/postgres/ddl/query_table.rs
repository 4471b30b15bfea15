//! `CREATE TABLE … AS`: its columns are those of a query.

use schema_model::Table;

use super::super::nullability::columns_of;
use super::cursor::Cursor;
use super::read::Reading;
use super::script::{Applied, Passed, Script, need, skip};
use super::table::parse_tail;
use super::view::column;

/// Whether a query follows, after the names of columns and options.
pub(super) fn is_query(cursor: &Cursor<'_, '_>) -> bool {
    let mut ahead = cursor.clone();
    if ahead.at_any(&["of", "partition"]) {
        return false;
    }
    if ahead.at_symbol("(") && ahead.columns().is_none() {
        return false;
    }
    ahead.take_until(|token| token.is_word("as"));
    ahead.eat("as")
}

/// `CREATE TABLE … AS`, from what follows the name on.
pub(super) fn create(
    script: &mut Script,
    cursor: &mut Cursor<'_, '_>,
    mut table: Table,
) -> Applied {
    let mut names = Vec::new();
    if cursor.at_symbol("(") {
        let found = cursor.columns();
        names = need(cursor, found, "names of columns")?;
    }
    let mut head = cursor.take_until(|token| token.is_word("as"));
    parse_tail(&script.db, &mut head, &mut table)?;
    cursor.bump();
    let query = cursor.text();
    skip(cursor);
    let query = without_data_clause(query);
    let found = columns_of(query, &Reading::new(&script.db));
    let found = found.filter(|found| found.iter().all(|column| column.ty.is_some()));
    let Some(found) = found else {
        return Err(Passed::Unmodelled(
            "its columns are those of a query, which only a server works out".into(),
        ));
    };
    table.columns = found.into_iter().map(column).collect();
    for (column, name) in table.columns.iter_mut().zip(names) {
        column.name = name;
    }
    for column in &mut table.columns {
        column.nullability = schema_model::Nullability::Declared;
    }
    script.db.put_table(table);
    Ok(())
}

fn without_data_clause(query: &str) -> &str {
    let lower = query.to_ascii_lowercase();
    let tails = ["with no data", "with data"];
    let tail = tails.iter().find(|tail| lower.trim_end().ends_with(*tail));
    match tail {
        Some(tail) => query.trim_end()[..query.trim_end().len() - tail.len()].trim_end(),
        None => query,
    }
}
