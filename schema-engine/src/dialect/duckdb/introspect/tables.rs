//! Tables with their constraints.

use std::collections::BTreeMap;

use duckdb::Connection;
use schema_model::{
    Check, Constraint, ConstraintKind, ForeignKey, Generated, Key, ObjectName, Options, Table,
};

use super::super::definition::{ColumnText, column_texts, one_of};
use super::super::token::without_brackets;
use super::relations::Columns;
use super::row::{Row, rows};

/// Reads all tables, without their indexes.
pub(super) fn tables(connection: &Connection, columns: &Columns) -> duckdb::Result<Vec<Table>> {
    let mut constraints: BTreeMap<ObjectName, Vec<Constraint>> = BTreeMap::new();
    for row in rows(connection, include_str!("constraints.sql"))? {
        let table = ObjectName::qualified(row.text(0), row.text(1));
        let kind = constraint(&row, &table);
        let kinds = kind.map(|kind| Constraint::new(None, kind));
        constraints.entry(table).or_default().extend(kinds);
    }
    let mut tables = Vec::new();
    for row in rows(connection, include_str!("tables.sql"))? {
        let mut table = Table::new(ObjectName::qualified(row.text(0), row.text(1)));
        table.comment = row.optional(2);
        table.columns = columns.get(&table.name).cloned().unwrap_or_default();
        table.constraints = constraints.remove(&table.name).unwrap_or_default();
        add_column_texts(&mut table, &row.text(3));
        tables.push(table);
    }
    Ok(tables)
}

/// The names of constraints are made up by the engine; it forgets those that it was given.
fn constraint(row: &Row, table: &ObjectName) -> Option<ConstraintKind> {
    let columns = row.names(3);
    match row.text(2).as_str() {
        "PRIMARY KEY" => Some(ConstraintKind::PrimaryKey(Key::over(columns))),
        "UNIQUE" => Some(ConstraintKind::Unique(Key::over(columns))),
        "CHECK" => {
            let text = row.text(4);
            let expression = without_brackets(&text).to_owned();
            Some(ConstraintKind::Check(Check {
                one_of: one_of(&expression),
                expression,
                column: None,
            }))
        }
        "FOREIGN KEY" => Some(ConstraintKind::ForeignKey(ForeignKey {
            columns,
            // A key to another namespace is not possible.
            references: table.sibling(row.text(5)),
            referenced_columns: row.names(6),
            on_delete: schema_model::Action::NoAction,
            on_delete_columns: Vec::new(),
            on_update: schema_model::Action::NoAction,
            match_kind: schema_model::MatchKind::Simple,
            period: false,
            options: Options::new(),
        })),
        _ => None,
    }
}

/// What the catalog says only in the text of the statement.
fn add_column_texts(table: &mut Table, sql: &str) {
    let texts = column_texts(sql);
    for column in &mut table.columns {
        let Some(text) = texts.iter().find(|text| text.name == column.name) else {
            continue;
        };
        let ColumnText {
            name: _,
            collation,
            generated,
        } = text;
        column.collation = collation.clone();
        if let Some(expression) = generated {
            column.generated = Some(Box::new(Generated {
                expression: expression.clone(),
                stored: false,
            }));
            // The catalog has the expression there too, with a cast around it.
            column.default = None;
        }
    }
}
