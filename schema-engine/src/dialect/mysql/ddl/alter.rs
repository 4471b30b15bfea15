//! `ALTER TABLE`: each change applied to a table that was read before.

use schema_model::{Column, ConstraintKind, IndexKey, IndexPart, Table};

use super::Reader;
use super::column::{ColumnText, parse_column};
use super::implied::tidy_charsets;
use super::options::parse_option;
use super::partition::parse_partitioning;
use super::script::Passed;
use super::table::{add_column_parts, parse_constraint};
use crate::dialect::mysql::cursor::Cursor;

/// Applies all changes of a statement.
pub(super) fn apply_alter_table(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    table: &mut Table,
) -> Result<(), Passed> {
    while !cursor.is_done() {
        apply_change(reader, cursor, table)?;
        if !cursor.accept_symbol(',') && !cursor.is_done() && !cursor.sees(&["partition"]) {
            // Table options need no comma between them.
            if !parse_option(reader, cursor, table)? {
                return Err(cursor.unexpected("`,`").into());
            }
        }
    }
    tidy_charsets(table);
    Ok(())
}

fn apply_change(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    table: &mut Table,
) -> Result<(), Passed> {
    if cursor.accept(&["add"]) {
        return add(reader, cursor, table);
    }
    if cursor.accept(&["modify"]) {
        cursor.accept(&["column"]);
        cursor.accept(&["if", "exists"]);
        let text = parse_column(reader, cursor)?;
        let name = text.column.name.clone();
        return replace_column(reader, cursor, table, &name, text);
    }
    if cursor.accept(&["change"]) {
        cursor.accept(&["column"]);
        cursor.accept(&["if", "exists"]);
        let name = cursor.name()?;
        let text = parse_column(reader, cursor)?;
        return replace_column(reader, cursor, table, &name, text);
    }
    if cursor.accept(&["drop"]) {
        return drop_part(cursor, table);
    }
    if cursor.accept(&["alter"]) {
        return alter_part(reader, cursor, table);
    }
    if cursor.accept(&["rename"]) {
        return rename(reader, cursor, table);
    }
    if cursor.accept(&["partition", "by"]) {
        table.partition_by = Some(parse_partitioning(cursor)?);
        return Ok(());
    }
    if cursor.accept(&["remove", "partitioning"]) {
        table.partition_by = None;
        return Ok(());
    }
    if cursor.accept(&["convert", "to"]) {
        parse_option(reader, cursor, table)?;
        for column in &mut table.columns {
            (column.charset, column.collation) = (None, None);
        }
        return Ok(());
    }
    if cursor.accept_any(&["algorithm", "lock"]).is_some() {
        cursor.accept_symbol('=');
        cursor.name()?;
        return Ok(());
    }
    let silent = [
        "enable", "disable", "force", "order", "discard", "import", "wait", "nowait",
    ];
    if silent.iter().any(|word| cursor.sees(&[word])) {
        cursor.take_item();
        return Ok(());
    }
    if parse_option(reader, cursor, table)? {
        return Ok(());
    }
    Err(cursor.unexpected("a change of the table").into())
}

fn add(reader: &mut Reader, cursor: &mut Cursor<'_>, table: &mut Table) -> Result<(), Passed> {
    if cursor.accept(&["system", "versioning"]) {
        table
            .options
            .insert("system_versioning".into(), "true".into());
        return Ok(());
    }
    if cursor.accept(&["partition"]) {
        cursor.take_item();
        return Err(Passed::Unmodelled(
            "added partitions are not followed".into(),
        ));
    }
    if parse_constraint(reader, cursor, table)? || add_period(cursor, table)? {
        return Ok(());
    }
    cursor.accept(&["column"]);
    let careful = cursor.accept(&["if", "not", "exists"]);
    if cursor.accept_symbol('(') {
        loop {
            super::table::parse_item(reader, cursor, table)?;
            if cursor.accept_symbol(')') {
                return Ok(());
            }
            cursor.expect_symbol(',')?;
        }
    }
    let text = parse_column(reader, cursor)?;
    let name = text.column.name.clone();
    let exists = position(table, &name).is_some();
    if exists && careful {
        take_place(cursor)?;
        return Ok(());
    }
    if exists {
        let table = &table.name.name;
        return Err(Passed::Wrong(format!(
            "column `{table}.{name}` exists already: correct the statement, or leave it out of the files that describe the schema"
        )));
    }
    let place = take_place(cursor)?;
    // The column has to be there before keys over it are added.
    insert_column(table, text.column.clone(), place, None)?;
    add_parts(table, text);
    Ok(())
}

fn add_period(cursor: &mut Cursor<'_>, table: &mut Table) -> Result<bool, Passed> {
    if !cursor.accept(&["period", "for"]) {
        return Ok(false);
    }
    let name = cursor.name()?;
    let columns = cursor.parenthesized()?.to_owned();
    table.options.insert(format!("period.{name}"), columns);
    Ok(true)
}

fn add_parts(table: &mut Table, text: ColumnText) {
    add_column_parts(table, text);
}

/// Where a column goes.
enum Place {
    First,
    After(String),
    Unsaid,
}

fn take_place(cursor: &mut Cursor<'_>) -> Result<Place, Passed> {
    if cursor.accept(&["first"]) {
        return Ok(Place::First);
    }
    if cursor.accept(&["after"]) {
        return Ok(Place::After(cursor.name()?));
    }
    Ok(Place::Unsaid)
}

fn position(table: &Table, name: &str) -> Option<usize> {
    table
        .columns
        .iter()
        .position(|column| column.name.eq_ignore_ascii_case(name))
}

fn insert_column(
    table: &mut Table,
    column: Column,
    place: Place,
    before: Option<usize>,
) -> Result<(), Passed> {
    let at = match place {
        Place::First => 0,
        Place::After(name) => {
            let after = position(table, &name);
            after.ok_or_else(|| missing(table, "column", &name))? + 1
        }
        Place::Unsaid => before.unwrap_or(table.columns.len()),
    };
    table.columns.insert(at, column);
    Ok(())
}

fn missing(table: &Table, what: &str, name: &str) -> Passed {
    let table = &table.name.name;
    Passed::Wrong(format!(
        "{what} `{table}.{name}` does not exist at this point: make it before, or correct the name"
    ))
}

fn replace_column(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    table: &mut Table,
    name: &str,
    mut text: ColumnText,
) -> Result<(), Passed> {
    let place = take_place(cursor)?;
    let at = position(table, name).ok_or_else(|| missing(table, "column", name))?;
    let primary = table.primary_key().is_some_and(|key| {
        key.columns
            .iter()
            .any(|column| column.eq_ignore_ascii_case(name))
    });
    if primary {
        text.column.nullable = false;
    }
    let to = text.column.name.clone();
    table.columns.remove(at);
    // A check of the column itself goes with its definition.
    table
        .constraints
        .retain(|constraint| match &constraint.kind {
            ConstraintKind::Check(check) => check.column.as_deref() != Some(name),
            _ => true,
        });
    insert_column(table, text.column.clone(), place, Some(at))?;
    add_parts(table, text);
    if to != name {
        rename_in_keys(table, name, &to);
        reader.renamed.push((name.into(), to));
    }
    Ok(())
}

fn drop_part(cursor: &mut Cursor<'_>, table: &mut Table) -> Result<(), Passed> {
    if cursor.accept(&["primary", "key"]) {
        table
            .constraints
            .retain(|constraint| !matches!(constraint.kind, ConstraintKind::PrimaryKey(_)));
    } else if cursor.accept(&["system", "versioning"]) {
        table.options.remove("system_versioning");
    } else if cursor.accept(&["foreign", "key"])
        || cursor.accept(&["constraint"])
        || cursor.accept(&["check"])
    {
        cursor.accept(&["if", "exists"]);
        let name = cursor.name()?;
        table
            .constraints
            .retain(|constraint| constraint.name.as_ref() != Some(&name));
    } else if cursor.accept(&["index"]) || cursor.accept(&["key"]) {
        cursor.accept(&["if", "exists"]);
        let name = cursor.name()?;
        drop_index(table, &name);
    } else if cursor.accept(&["partition"]) {
        cursor.take_item();
        return Err(Passed::Unmodelled(
            "dropped partitions are not followed".into(),
        ));
    } else {
        cursor.accept(&["column"]);
        let careful = cursor.accept(&["if", "exists"]);
        let name = cursor.name()?;
        cursor.accept_any(&["restrict", "cascade"]);
        drop_column(table, &name, careful)?;
    }
    Ok(())
}

/// Drops an index or a unique key.
pub(super) fn drop_index(table: &mut Table, name: &str) {
    table
        .indexes
        .retain(|index| !index.name.eq_ignore_ascii_case(name));
    table.constraints.retain(|constraint| {
        !matches!(constraint.kind, ConstraintKind::Unique(_))
            || !constraint
                .name
                .as_ref()
                .is_some_and(|n| n.eq_ignore_ascii_case(name))
    });
}

/// Keys lose the column; those without any are gone.
fn drop_column(table: &mut Table, name: &str, careful: bool) -> Result<(), Passed> {
    let Some(at) = position(table, name) else {
        return if careful {
            Ok(())
        } else {
            Err(missing(table, "column", name))
        };
    };
    table.columns.remove(at);
    let other = |part: &IndexPart| !matches!(&part.key, IndexKey::Column(column) if column.eq_ignore_ascii_case(name));
    for index in &mut table.indexes {
        index.parts.retain(other);
    }
    table.indexes.retain(|index| !index.parts.is_empty());
    table
        .constraints
        .retain_mut(|constraint| match &mut constraint.kind {
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                key.columns
                    .retain(|column| !column.eq_ignore_ascii_case(name));
                key.parts.retain(other);
                !key.columns.is_empty()
            }
            ConstraintKind::Check(check) => check.column.as_deref() != Some(name),
            _ => true,
        });
    Ok(())
}

fn alter_part(reader: &Reader, cursor: &mut Cursor<'_>, table: &mut Table) -> Result<(), Passed> {
    if cursor.accept(&["index"]) || cursor.accept(&["key"]) {
        let name = cursor.name()?;
        let negated = cursor.accept(&["not"]);
        let hidden = cursor.accept_any(&["ignored", "invisible", "visible"]);
        for index in table.indexes.iter_mut().filter(|index| index.name == name) {
            index.visible = negated || hidden == Some("visible");
        }
        return Ok(());
    }
    if cursor.accept(&["check"]) || cursor.accept(&["constraint"]) {
        let name = cursor.name()?;
        let enforced = !cursor.accept(&["not"]);
        cursor.expect(&["enforced"])?;
        for constraint in &mut table.constraints {
            if constraint.name.as_ref() == Some(&name) {
                constraint.enforced = enforced;
            }
        }
        return Ok(());
    }
    cursor.accept(&["column"]);
    let name = cursor.name()?;
    let at = position(table, &name).ok_or_else(|| missing(table, "column", &name))?;
    let column = &mut table.columns[at];
    if cursor.accept(&["drop", "default"]) {
        column.default = None;
    } else if cursor.accept(&["set", "default"]) {
        column.default = super::column::parse_default(reader, cursor, column)?;
    } else {
        cursor.expect(&["set"])?;
        column.invisible = cursor.accept(&["invisible"]);
        cursor.accept(&["visible"]);
    }
    Ok(())
}

fn rename(reader: &mut Reader, cursor: &mut Cursor<'_>, table: &mut Table) -> Result<(), Passed> {
    if cursor.accept(&["column"]) {
        let from = cursor.name()?;
        cursor.expect(&["to"])?;
        let to = cursor.name()?;
        let at = position(table, &from).ok_or_else(|| missing(table, "column", &from))?;
        table.columns[at].name.clone_from(&to);
        rename_in_keys(table, &from, &to);
        reader.renamed.push((from, to));
        return Ok(());
    }
    if cursor.accept(&["index"]) || cursor.accept(&["key"]) {
        let from = cursor.name()?;
        cursor.expect(&["to"])?;
        let to = cursor.name()?;
        for index in table.indexes.iter_mut().filter(|index| index.name == from) {
            index.name.clone_from(&to);
        }
        for constraint in &mut table.constraints {
            let unique = matches!(constraint.kind, ConstraintKind::Unique(_));
            if unique && constraint.name.as_ref() == Some(&from) {
                constraint.name = Some(to.clone());
            }
        }
        return Ok(());
    }
    cursor.accept_any(&["to", "as"]);
    let (_, name) = cursor.qualified()?;
    table.name.name = name;
    Ok(())
}

fn rename_in_keys(table: &mut Table, from: &str, to: &str) {
    let rename = |column: &mut String| {
        if column.eq_ignore_ascii_case(from) {
            *column = to.to_owned();
        }
    };
    let rename_part = |part: &mut IndexPart| {
        if let IndexKey::Column(column) = &mut part.key {
            rename(column);
        }
    };
    for index in &mut table.indexes {
        index.parts.iter_mut().for_each(rename_part);
    }
    for constraint in &mut table.constraints {
        match &mut constraint.kind {
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                key.columns.iter_mut().for_each(rename);
                key.parts.iter_mut().for_each(rename_part);
            }
            ConstraintKind::ForeignKey(key) => key.columns.iter_mut().for_each(rename),
            _ => {}
        }
    }
}
