//! Comments.

use schema_model::{Column, ObjectName, RoutineKind, Schema};

use super::super::quote;

/// A statement for each comment.
pub(super) fn add_comments(schema: &Schema, statements: &mut Vec<String>) {
    let mut add = |what: &str, name: &ObjectName, comment: &Option<String>| {
        if let Some(comment) = comment {
            statements.push(comment_on(what, &quote::object(name), comment));
        }
    };
    for definition in &schema.types {
        add("TYPE", &definition.name, &definition.comment);
    }
    for sequence in &schema.sequences {
        add("SEQUENCE", &sequence.name, &sequence.comment);
    }
    for table in &schema.tables {
        add("TABLE", &table.name, &table.comment);
        for index in &table.indexes {
            add("INDEX", &table.name.sibling(&index.name), &index.comment);
        }
    }
    for view in &schema.views {
        add("VIEW", &view.name, &view.comment);
    }
    for routine in &schema.routines {
        let what = match routine.kind {
            RoutineKind::TableMacro => "MACRO TABLE",
            _ => "MACRO",
        };
        add(what, &routine.name, &routine.comment);
    }
    let tables = schema.tables.iter().map(|it| (&it.name, &it.columns));
    let views = schema.views.iter().map(|it| (&it.name, &it.columns));
    for (name, columns) in tables.chain(views) {
        statements.extend(columns.iter().filter_map(|column| on_column(name, column)));
    }
}

fn on_column(owner: &ObjectName, column: &Column) -> Option<String> {
    let name = format!("{}.{}", quote::object(owner), quote::name(&column.name));
    let comment = column.comment.as_ref()?;
    Some(comment_on("COLUMN", &name, comment))
}

/// The statement that writes a comment.
pub(in crate::dialect::duckdb) fn comment_on(what: &str, name: &str, comment: &str) -> String {
    format!("COMMENT ON {what} {name} IS {}", quote::text(comment))
}
