//! A column in `CREATE TABLE`.

use schema_model::{Column, Generated, Table};

use super::key::render_column_check;
use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::types::{is_long, quote_name, quote_text};

/// The text of a column.
pub(in crate::dialect::mysql) fn render_column(
    column: &Column,
    table: &Table,
    flavour: &Flavour,
) -> String {
    let mut sql = format!("{} {}", quote_name(&column.name), column.native_type);
    if let Some(charset) = &column.charset {
        sql.push_str(&format!(" CHARACTER SET {charset}"));
    }
    if let Some(collation) = &column.collation {
        sql.push_str(&format!(" COLLATE {collation}"));
    }
    let option = |name: &str| column.options.get(name).map(String::as_str);
    match option("compressed") {
        Some("true") => sql.push_str(" COMPRESSED"),
        Some(method) => sql.push_str(&format!(" COMPRESSED={method}")),
        None => {}
    }
    if let Some(srid) = option("srid") {
        sql.push_str(&format!(" {}{srid}", flavour.srid));
    }
    match &column.generated {
        Some(generated) => render_generated(&mut sql, generated, column),
        None => render_value(&mut sql, column, flavour),
    }
    render_options(&mut sql, column);
    if let Some(comment) = &column.comment {
        sql.push_str(&format!(" COMMENT {}", quote_text(comment)));
    }
    if let Some(check) = render_column_check(table, &column.name) {
        sql.push_str(&check);
    }
    sql
}

fn render_generated(sql: &mut String, generated: &Generated, column: &Column) {
    let Generated { expression, stored } = generated;
    if expression == "ROW START" || expression == "ROW END" {
        sql.push_str(&format!(" GENERATED ALWAYS AS {expression}"));
        return;
    }
    let stored = if *stored { "STORED" } else { "VIRTUAL" };
    sql.push_str(&format!(" GENERATED ALWAYS AS ({expression}) {stored}"));
    if !column.nullable {
        sql.push_str(" NOT NULL");
    }
}

fn render_value(sql: &mut String, column: &Column, flavour: &Flavour) {
    // Without the word, some servers take a timestamp to be NOT NULL.
    sql.push_str(if column.nullable {
        " NULL"
    } else {
        " NOT NULL"
    });
    let long = is_long(&column.native_type) && !flavour.long_null_default;
    match &column.default {
        Some(default) => sql.push_str(&format!(" DEFAULT {default}")),
        None if column.nullable && !long && !column.options.contains_key("no_default") => {
            sql.push_str(" DEFAULT NULL");
        }
        None => {}
    }
    if let Some(update) = &column.on_update {
        sql.push_str(&format!(" ON UPDATE {update}"));
    }
    if column.auto_increment {
        sql.push_str(" AUTO_INCREMENT");
    }
}

fn render_options(sql: &mut String, column: &Column) {
    if column.invisible {
        sql.push_str(" INVISIBLE");
    }
    for (name, value) in &column.options {
        match name.as_str() {
            "system_versioning" => {
                sql.push_str(&format!(
                    " {} SYSTEM VERSIONING",
                    value.to_ascii_uppercase()
                ));
            }
            "column_format" | "storage" => {
                let (name, value) = (name.to_ascii_uppercase(), value.to_ascii_uppercase());
                sql.push_str(&format!(" {name} {value}"));
            }
            "engine_attribute" | "secondary_engine_attribute" => {
                let name = name.to_ascii_uppercase();
                sql.push_str(&format!(" {name} {}", quote_text(value)));
            }
            _ => {
                if let Some(attribute) = name.strip_prefix("attribute.") {
                    sql.push_str(&format!(" {}={value}", quote_name(attribute)));
                }
            }
        }
    }
}
