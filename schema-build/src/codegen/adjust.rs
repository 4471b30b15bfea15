//! The schema as the settings want it seen: keys of tables that have none, and nullability that
//! somebody knows better.

use std::borrow::Cow;
use std::collections::BTreeSet;

use schema_model::{
    Column, Constraint, ConstraintKind, Key, Nullability, ObjectName, Schema, suggest,
};

use super::filter::matches;
use super::plan::column_keys;
use crate::{BuildError, ModelSettings};

/// Columns by the object that they are of, and their name.
pub(super) type Columns = BTreeSet<(ObjectName, String)>;

/// The schema with the settings applied, and the columns whose nullability was set.
pub(super) fn adjusted<'s>(
    schema: &'s Schema,
    settings: &ModelSettings,
) -> Result<(Cow<'s, Schema>, Columns), BuildError> {
    let mut changed = Columns::new();
    if settings.keys.is_empty() && settings.nullable.is_empty() {
        return Ok((Cow::Borrowed(schema), changed));
    }
    let mut schema = schema.clone();
    for (table, columns) in &settings.keys {
        add_key(&mut schema, table, columns)?;
    }
    for (pattern, nullable) in &settings.nullable {
        set_nullable(&mut schema, pattern, *nullable, &mut changed)?;
    }
    Ok((Cow::Owned(schema), changed))
}

fn add_key(schema: &mut Schema, table: &str, columns: &[String]) -> Result<(), BuildError> {
    let wrong = |message: String| Err(BuildError::models("keys", message));
    let names: Vec<String> = schema.tables.iter().map(|t| t.name.name.clone()).collect();
    let is_it = |name: &ObjectName| name.to_string() == table || name.name == table;
    let Some(found) = schema.tables.iter_mut().find(|it| is_it(&it.name)) else {
        let known = names.iter().map(String::as_str);
        return wrong(format!("there is no table `{table}`{}", hint(table, known)));
    };
    if found.primary_key().is_some() {
        return wrong(format!("table `{table}` has a primary key already"));
    }
    if columns.is_empty() {
        return wrong(format!("the key of table `{table}` has no columns"));
    }
    for column in columns {
        if !found.columns.iter().any(|it| it.name == *column) {
            let known = found.columns.iter().map(|it| it.name.as_str());
            return wrong(format!(
                "table `{table}` has no column `{column}`{}",
                hint(column, known)
            ));
        }
    }
    let key = ConstraintKind::PrimaryKey(Key::over(columns));
    found.constraints.push(Constraint::new(None, key));
    Ok(())
}

fn set_nullable(
    schema: &mut Schema,
    pattern: &str,
    nullable: bool,
    changed: &mut Columns,
) -> Result<(), BuildError> {
    let mut known = Vec::new();
    let mut found = false;
    let tables = schema.tables.iter_mut().map(|t| (&t.name, &mut t.columns));
    let views = schema.views.iter_mut().map(|v| (&v.name, &mut v.columns));
    for (object, columns) in tables.chain(views) {
        for column in columns {
            let keys = column_keys(object, &column.name);
            if keys.iter().any(|key| matches(pattern, key)) {
                found = true;
                if set(column, nullable) {
                    changed.insert((object.clone(), column.name.clone()));
                }
            }
            known.extend(keys);
        }
    }
    match found {
        true => Ok(()),
        false => {
            let hint = hint(pattern, known.iter().map(String::as_str));
            let message = format!("`{pattern}` means no column of the schema{hint}");
            Err(BuildError::models("nullable", message))
        }
    }
}

fn set(column: &mut Column, nullable: bool) -> bool {
    let differs = column.nullable != nullable;
    column.nullable = nullable;
    column.nullability = Nullability::Overridden;
    differs
}

pub(super) fn hint<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    suggest::nearest(name, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"))
}
