//! `CREATE TABLE`.

use schema_model::{PartitionBy, Persistence, Table};

use super::column::render_column;
use super::key::{render_constraint, render_index};
use super::order::Later;
use crate::EngineError;
use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::types::{quote_name, quote_text};

/// The statement that makes a table, without the foreign keys that have to wait.
pub(in crate::dialect::mysql) fn render_table(
    table: &Table,
    later: &Later,
    flavour: &Flavour,
) -> Result<String, EngineError> {
    if table.columns.is_empty() {
        return Err(EngineError::Render {
            object: table.name.to_string(),
            message: "a table has at least one column here".into(),
        });
    }
    let mut items: Vec<String> = table
        .columns
        .iter()
        .map(|column| render_column(column, table, flavour))
        .collect();
    for (name, columns) in &table.options {
        if let Some(period) = name.strip_prefix("period.") {
            let period = match period {
                "SYSTEM_TIME" => period.into(),
                other => quote_name(other),
            };
            items.push(format!("PERIOD FOR {period} ({columns})"));
        }
    }
    let constraints = table
        .constraints
        .iter()
        .filter(|constraint| later.get(&table.name.name, constraint).is_none());
    items.extend(constraints.map(|constraint| render_constraint(constraint, flavour)));
    items.extend(
        table
            .indexes
            .iter()
            .map(|index| render_index(index, flavour)),
    );
    items.retain(|item| !item.is_empty());
    let temporary = match table.persistence {
        Persistence::Temporary => "TEMPORARY ",
        _ => "",
    };
    Ok(format!(
        "CREATE {temporary}TABLE {} (\n  {}\n){}",
        quote_name(&table.name.name),
        items.join(",\n  "),
        render_options(table)
    ))
}

fn render_options(table: &Table) -> String {
    let mut sql = String::new();
    let option = |name: &str| table.options.get(name);
    if let Some(engine) = option("engine") {
        sql.push_str(&format!(" ENGINE={engine}"));
    }
    if let Some(charset) = option("charset") {
        sql.push_str(&format!(" DEFAULT CHARSET={charset}"));
    }
    if let Some(collation) = option("collation") {
        sql.push_str(&format!(" COLLATE={collation}"));
    }
    for (name, value) in &table.options {
        match name.as_str() {
            "engine" | "charset" | "collation" | "system_versioning" => {}
            name if name.starts_with("period.") => {}
            name => match name.strip_prefix("attribute.") {
                Some(attribute) => sql.push_str(&format!(" {}={value}", quote_name(attribute))),
                None => {
                    let name = name
                        .to_ascii_uppercase()
                        .replace("_DIRECTORY", " DIRECTORY");
                    sql.push_str(&format!(" {name}={value}"));
                }
            },
        }
    }
    if let Some(comment) = &table.comment {
        sql.push_str(&format!(" COMMENT={}", quote_text(comment)));
    }
    if option("system_versioning").is_some() {
        sql.push_str(" WITH SYSTEM VERSIONING");
    }
    if let Some(PartitionBy { clause, partitions }) = &table.partition_by {
        sql.push_str(&format!("\nPARTITION BY {clause}"));
        if !partitions.is_empty() {
            sql.push_str(&format!("\n(\n  {}\n)", partitions.join(",\n  ")));
        }
    }
    sql
}
