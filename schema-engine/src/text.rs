//! What of a schema its `.sql` text says as well as a server does.
//!
//! A server adds what it alone knows: the accounts that objects act for, its own storage engine and
//! character set, how it prints an expression, and the types of what a query computes.

use schema_model::{
    Column, Constraint, ConstraintKind, Generated, Index, IndexKey, IndexPart, Options, Rule,
    Schema, Table, Trigger, TypeDefinition, TypeKind,
};

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
        view.indexes.iter_mut().for_each(strip_index);
        view.triggers.iter_mut().for_each(strip_trigger);
        view.rules.iter_mut().for_each(strip_rule);
    }
    for extension in &mut said.extensions {
        extension.version = None;
        extension.comment = None;
    }
    said.types.iter_mut().for_each(strip_type);
    for routine in &mut said.routines {
        routine.definition.clear();
        routine.options.clear();
        routine.depends_on.clear();
        routine.returns = None;
    }
    for event in &mut said.events {
        event.definition.clear();
        event.options.clear();
    }
    for object in &mut said.objects {
        object.definition.clear();
        object.depends_on.clear();
    }
    for sequence in &mut said.sequences {
        sequence.options.clear();
    }
    said
}

fn strip_table(table: &mut Table) {
    table.options.clear();
    table.depends_on.clear();
    table.columns.iter_mut().for_each(strip_column);
    table.constraints.iter_mut().for_each(strip_constraint);
    table.indexes.iter_mut().for_each(strip_index);
    table.triggers.iter_mut().for_each(strip_trigger);
    table.rules.iter_mut().for_each(strip_rule);
    for policy in &mut table.policies {
        policy.using = policy.using.take().map(|_| String::new());
        policy.with_check = policy.with_check.take().map(|_| String::new());
    }
    if let Some(partition_of) = &mut table.partition_of {
        partition_of.bound.clear();
        // A partition counts with its parent or not at all, as the version has it.
        for column in &mut table.columns {
            column.identity = None;
        }
    }
    if let Some(partition_by) = &mut table.partition_by {
        partition_by.clause.clear();
        partition_by.partitions.clear();
    }
}

fn strip_type(definition: &mut TypeDefinition) {
    definition.depends_on.clear();
    match &mut definition.kind {
        TypeKind::Domain(domain) => {
            domain.default = domain.default.take().map(|_| String::new());
            domain.constraints.iter_mut().for_each(strip_constraint);
        }
        TypeKind::Range(range) => range.options.clear(),
        TypeKind::Opaque(text) => text.clear(),
        _ => {}
    }
}

fn strip_constraint(constraint: &mut Constraint) {
    match &mut constraint.kind {
        ConstraintKind::Check(check) => check.expression.clear(),
        ConstraintKind::Exclusion(exclusion) => {
            exclusion.parts.iter_mut().for_each(strip_part);
            exclusion.predicate = exclusion.predicate.take().map(|_| String::new());
        }
        _ => {}
    }
}

fn strip_index(index: &mut Index) {
    index.parts.iter_mut().for_each(strip_part);
    index.predicate = index.predicate.take().map(|_| String::new());
}

fn strip_part(part: &mut IndexPart) {
    if let IndexKey::Expression(expression) = &mut part.key {
        expression.clear();
    }
}

fn strip_trigger(trigger: &mut Trigger) {
    trigger.definition.clear();
    trigger.options.clear();
}

fn strip_rule(rule: &mut Rule) {
    rule.definition.clear();
}

fn strip_column(column: &mut Column) {
    if let Some(Generated { expression, .. }) = column.generated.as_deref_mut() {
        expression.clear();
    }
    column.default = column.default.take().map(|_| String::new());
    column.charset = None;
    column.collation = None;
    column.options.clear();
    // Only new versions of servers name it.
    column.not_null_name = None;
}
