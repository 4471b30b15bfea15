//! `CREATE TABLE`.

use schema_model::{ConstraintKind, Persistence, Table, TableKind};

use super::cannot;
use super::column::render_column;
use super::constraint::{is_on_column, render_constraint};
use crate::EngineError;
use crate::dialect::sqlite::token::quote_name;

/// Writes a table without its indexes and triggers.
pub(super) fn render_table(table: &Table) -> Result<String, EngineError> {
    refuse_foreign_attributes(table)?;
    let fail = |message: String| cannot(&table.name, message);
    let mut lines = Vec::new();
    for column in &table.columns {
        lines.push(render_column(column, table).map_err(fail)?);
    }
    for constraint in &table.constraints {
        if !is_on_column(constraint, table) {
            lines.push(render_constraint(constraint, table).map_err(fail)?);
        }
    }
    let name = quote_name(&table.name.name);
    let body = lines.join(",\n  ");
    Ok(format!(
        "CREATE TABLE {name} (\n  {body}\n){}",
        render_options(table)
    ))
}

fn render_options(table: &Table) -> String {
    let options = [
        (table.strict, "STRICT"),
        (table.without_rowid, "WITHOUT ROWID"),
    ];
    let set: Vec<&str> = options
        .into_iter()
        .filter_map(|(is_set, word)| is_set.then_some(word))
        .collect();
    if set.is_empty() {
        return String::new();
    }
    format!(" {}", set.join(", "))
}

fn refuse_foreign_attributes(table: &Table) -> Result<(), EngineError> {
    let foreign = table.kind != TableKind::Ordinary
        || table.persistence != Persistence::Permanent
        || table.name.namespace.is_some()
        || table.partition_by.is_some()
        || table.partition_of.is_some()
        || table.of_type.is_some()
        || !table.inherits.is_empty()
        || !table.rules.is_empty()
        || !table.policies.is_empty()
        || !table.options.is_empty();
    let exclusion = |kind: &ConstraintKind| matches!(kind, ConstraintKind::Exclusion(_));
    if foreign || table.constraints.iter().any(|c| exclusion(&c.kind)) {
        return Err(cannot(
            &table.name,
            "it has attributes of another engine (a namespace, partitions, policies, options)",
        ));
    }
    if table.columns.is_empty() {
        return Err(cannot(&table.name, "a table needs at least one column"));
    }
    Ok(())
}
