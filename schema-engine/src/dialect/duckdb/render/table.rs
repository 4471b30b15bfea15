//! `CREATE TABLE`.

use schema_model::{Column, Constraint, ConstraintKind, Table};

use super::super::quote;
use super::reprint::as_written;

/// The statement that makes a table, without its indexes and comments.
pub(in crate::dialect::duckdb) fn render_table(table: &Table) -> String {
    let primary: &[String] = table.primary_key().map_or(&[], |key| &key.columns);
    let columns = table.columns.iter();
    let columns = columns.map(|column| render_column(column, primary.contains(&column.name)));
    let constraints = table.constraints.iter().filter_map(render_constraint);
    let lines: Vec<String> = columns.chain(constraints).collect();
    let name = quote::object(&table.name);
    format!("CREATE TABLE {name} (\n    {}\n)", lines.join(",\n    "))
}

/// A column in the text of its table; a column of the primary key is NOT NULL by itself.
pub(in crate::dialect::duckdb) fn render_column(column: &Column, in_key: bool) -> String {
    let mut sql = format!("{} {}", quote::name(&column.name), column.native_type);
    if let Some(generated) = &column.generated {
        let expression = as_written(&generated.expression);
        sql.push_str(&format!(" GENERATED ALWAYS AS ({expression})"));
        return sql;
    }
    if let Some(collation) = &column.collation {
        sql.push_str(&format!(" COLLATE {collation}"));
    }
    if let Some(default) = &column.default {
        sql.push_str(&format!(" DEFAULT ({})", as_written(default)));
    }
    if !column.nullable && !in_key {
        sql.push_str(" NOT NULL");
    }
    sql
}

fn render_constraint(constraint: &Constraint) -> Option<String> {
    Some(match &constraint.kind {
        ConstraintKind::PrimaryKey(key) => format!("PRIMARY KEY {}", quote::list(&key.columns)),
        ConstraintKind::Unique(key) => format!("UNIQUE {}", quote::list(&key.columns)),
        ConstraintKind::Check(check) => format!("CHECK ({})", as_written(&check.expression)),
        ConstraintKind::ForeignKey(key) => {
            let referenced = match key.referenced_columns.as_slice() {
                [] => String::new(),
                columns => format!(" {}", quote::list(columns)),
            };
            format!(
                "FOREIGN KEY {} REFERENCES {}{referenced}",
                quote::list(&key.columns),
                quote::object(&key.references)
            )
        }
        // The engine has no others.
        _ => return None,
    })
}
