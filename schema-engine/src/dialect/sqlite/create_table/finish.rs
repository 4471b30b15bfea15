//! What follows from a table as a whole: names in one spelling, and which columns can be NULL.

use schema_model::{Column, Constraint, ConstraintKind, IndexKey, Key, Nullability, Table};

/// Completes a table after its text, or a new column, was read. It can be done again.
///
/// SQLite compares names without regard to ASCII case; keys, checks and indexes take the spelling
/// of the column, so that names can be compared exactly from here on.
pub(crate) fn finish(table: &mut Table) -> Result<(), String> {
    let names: Vec<String> = table.columns.iter().map(|c| c.name.clone()).collect();
    for constraint in &mut table.constraints {
        spell_constraint(constraint, &names)?;
    }
    let mut keys = table
        .constraints
        .iter()
        .filter_map(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey(key) => Some(key),
            _ => None,
        });
    let key = keys.next().cloned();
    if keys.next().is_some() {
        return Err("the table has more than one primary key".into());
    }
    match key {
        Some(key) => finish_key(table, &key),
        None if table.without_rowid => Err("a table WITHOUT ROWID needs a primary key".into()),
        None => Ok(()),
    }
}

/// Only here can a primary key be NULL: in a table with a rowid that is not STRICT, unless the
/// column is the rowid itself. <https://www.sqlite.org/lang_createtable.html#the_primary_key>
fn finish_key(table: &mut Table, key: &Key) -> Result<(), String> {
    let implied = table.without_rowid || table.strict;
    for column in &mut table.columns {
        if !key.columns.contains(&column.name) {
            continue;
        }
        column.rowid_alias &= !table.without_rowid;
        if column.auto_increment && !column.rowid_alias {
            return Err("AUTOINCREMENT is only allowed on an INTEGER PRIMARY KEY".into());
        }
        if column.nullable && (implied || column.rowid_alias) {
            column.nullable = false;
            column.nullability = Nullability::Implied;
        }
    }
    Ok(())
}

fn spell_constraint(constraint: &mut Constraint, names: &[String]) -> Result<(), String> {
    match &mut constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
            for column in &mut key.columns {
                spell(column, names)?;
            }
            for part in &mut key.parts {
                if let IndexKey::Column(column) = &mut part.key {
                    spell(column, names)?;
                }
            }
            Ok(())
        }
        ConstraintKind::ForeignKey(key) => key
            .columns
            .iter_mut()
            .try_for_each(|column| spell(column, names)),
        ConstraintKind::Check(check) => {
            spell_check(check, names);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A check of something else than a column is no list of values.
fn spell_check(check: &mut schema_model::Check, names: &[String]) {
    if let Some(one_of) = &mut check.one_of {
        match canonical_name(&one_of.column, names.iter().map(String::as_str)) {
            Some(name) => one_of.column = name.into(),
            None => check.one_of = None,
        }
    }
}

fn spell(column: &mut String, names: &[String]) -> Result<(), String> {
    match canonical_name(column, names.iter().map(String::as_str)) {
        Some(name) => {
            *column = name.into();
            Ok(())
        }
        None => Err(format!(
            "a constraint names column `{column}`, which the table does not have"
        )),
    }
}

/// The spelling of a name among those that exist.
pub(crate) fn canonical_name<'n>(
    name: &str,
    mut names: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    names.find(|known| known.eq_ignore_ascii_case(name))
}

pub(super) fn find_column<'t>(table: &'t Table, name: &str) -> Option<&'t Column> {
    table
        .columns
        .iter()
        .find(|column| column.name.eq_ignore_ascii_case(name))
}

pub(super) fn find_column_mut<'t>(table: &'t mut Table, name: &str) -> Option<&'t mut Column> {
    table
        .columns
        .iter_mut()
        .find(|column| column.name.eq_ignore_ascii_case(name))
}
