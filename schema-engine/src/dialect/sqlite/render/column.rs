//! Column definitions.

use schema_model::{Column, ConstraintKind, Nullability, Table};

use super::constraint::{is_on_column, render_check, render_conflict, render_name};
use super::fragment;
use crate::dialect::sqlite::token::quote_name;

/// Writes a column with the constraints that belong to it.
pub(super) fn render_column(column: &Column, table: &Table) -> Result<String, String> {
    refuse_foreign_attributes(column)?;
    let mut words = vec![quote_name(&column.name)];
    let native = fragment::native_type(&column.native_type)?;
    if !native.is_empty() {
        words.push(native);
    }
    words.extend(render_primary_key(column, table));
    if !column.nullable && column.nullability != Nullability::Implied {
        let name = render_name(column.not_null_name.as_deref());
        let conflict = render_conflict(column.on_conflict.as_deref())?;
        words.push(format!("{name}NOT NULL{conflict}"));
    }
    if let Some(default) = &column.default {
        words.push(format!("DEFAULT {}", fragment::default(default)?));
    }
    if let Some(collation) = &column.collation {
        words.push(format!("COLLATE {}", fragment::collation(collation)));
    }
    if let Some(generated) = &column.generated {
        let expression = fragment::expression(&generated.expression)?;
        let kind = if generated.stored {
            "STORED"
        } else {
            "VIRTUAL"
        };
        words.push(format!("GENERATED ALWAYS AS ({expression}) {kind}"));
    }
    words.extend(render_checks(column, table)?);
    Ok(words.join(" "))
}

fn render_primary_key(column: &Column, table: &Table) -> Option<String> {
    let constraint = table.constraints.iter().find(|constraint| {
        matches!(constraint.kind, ConstraintKind::PrimaryKey(_)) && is_on_column(constraint, table)
    })?;
    let ConstraintKind::PrimaryKey(key) = &constraint.kind else {
        return None;
    };
    if key.columns != [column.name.as_str()] {
        return None;
    }
    let descending = key.parts.iter().any(|part| part.descending);
    Some(format!(
        "{}PRIMARY KEY{}{}{}",
        render_name(constraint.name.as_deref()),
        if descending { " DESC" } else { "" },
        render_conflict(constraint.on_conflict.as_deref()).ok()?,
        if column.auto_increment {
            " AUTOINCREMENT"
        } else {
            ""
        }
    ))
}

fn render_checks(column: &Column, table: &Table) -> Result<Vec<String>, String> {
    let mut checks = Vec::new();
    for constraint in &table.constraints {
        match &constraint.kind {
            ConstraintKind::Check(check)
                if check.column.as_ref() == Some(&column.name)
                    && is_on_column(constraint, table) =>
            {
                checks.push(render_check(constraint, check)?);
            }
            _ => {}
        }
    }
    Ok(checks)
}

fn refuse_foreign_attributes(column: &Column) -> Result<(), String> {
    let foreign = column.identity.is_some()
        || column.charset.is_some()
        || column.on_update.is_some()
        || column.dimensions > 0
        || column.invisible
        || !column.options.is_empty();
    if foreign {
        return Err(format!(
            "column `{}` has attributes of another engine (identity, character set, options)",
            column.name
        ));
    }
    Ok(())
}
