//! What of a schema its `.sql` text says as well as a server does.
//!
//! A server adds what it alone knows: the accounts that objects act for, its own storage engine and
//! character set, how it prints an expression, and the types of what a query computes.

use schema_model::{Column, ConstraintKind, Generated, IndexKey, Options, Schema, Table};

/// The schema without what only a server knows.
pub fn as_text_says(schema: &Schema) -> Schema {
    let mut said = schema.clone();
    said.server_version = None;
    said.options = Options::new();
    said.unmodelled.clear();
    said.tables.iter_mut().for_each(strip_table);
    for view in &mut said.views {
        view.columns.clear();
        view.depends_on.clear();
        view.options.clear();
        view.definition.clear();
    }
    for routine in &mut said.routines {
        routine.definition.clear();
        routine.options.clear();
        routine.returns = None;
    }
    for event in &mut said.events {
        event.definition.clear();
        event.options.clear();
    }
    for object in &mut said.objects {
        object.definition.clear();
    }
    for sequence in &mut said.sequences {
        sequence.options.clear();
    }
    said
}

fn strip_table(table: &mut Table) {
    table.options.clear();
    table.columns.iter_mut().for_each(strip_column);
    for constraint in &mut table.constraints {
        if let ConstraintKind::Check(check) = &mut constraint.kind {
            check.expression.clear();
        }
    }
    for part in table.indexes.iter_mut().flat_map(|index| &mut index.parts) {
        if let IndexKey::Expression(expression) = &mut part.key {
            expression.clear();
        }
    }
    for trigger in &mut table.triggers {
        trigger.definition.clear();
        trigger.options.clear();
    }
    if let Some(partition_by) = &mut table.partition_by {
        partition_by.clause.clear();
        partition_by.partitions.clear();
    }
}

fn strip_column(column: &mut Column) {
    if let Some(Generated { expression, .. }) = &mut column.generated {
        expression.clear();
    }
    column.default = column.default.take().map(|_| String::new());
    column.charset = None;
    column.collation = None;
    column.options.clear();
}
