//! What can only be said when all statements are read.

use schema_model::{
    Column, Constraint, ConstraintKind, Index, IndexKey, LogicalType, ObjectName, Schema, TypeKind,
    Unmodelled,
};

use super::super::nullability::{self, Paths};
use super::column::is_other;
use super::settle::settled;

/// Proves what columns of views cannot be NULL, and lists types that are not modelled.
pub(super) fn finish(schema: &mut Schema, paths: &Paths) {
    nullability::prove(schema, paths);
    let mut listed = Vec::new();
    for table in &mut schema.tables {
        list_types(&mut listed, &table.name, &table.columns);
        table.columns.iter_mut().for_each(settle_column);
        table.constraints.iter_mut().for_each(settle_constraint);
        table.indexes.iter_mut().for_each(settle_index);
        for policy in &mut table.policies {
            policy.using.iter_mut().for_each(settle_text);
            policy.with_check.iter_mut().for_each(settle_text);
        }
    }
    for view in &mut schema.views {
        list_types(&mut listed, &view.name, &view.columns);
        settle_text(&mut view.definition);
        view.indexes.iter_mut().for_each(settle_index);
    }
    for ty in &mut schema.types {
        if let TypeKind::Domain(domain) = &mut ty.kind {
            domain.constraints.iter_mut().for_each(settle_constraint);
        }
    }
    schema.unmodelled.extend(listed);
}

fn settle_text(text: &mut String) {
    if let std::borrow::Cow::Owned(changed) = settled(text) {
        *text = changed;
    }
}

fn settle_column(column: &mut Column) {
    column.default.iter_mut().for_each(settle_text);
    if let Some(generated) = &mut column.generated {
        settle_text(&mut generated.expression);
    }
}

fn settle_constraint(constraint: &mut Constraint) {
    match &mut constraint.kind {
        ConstraintKind::Check(check) => settle_text(&mut check.expression),
        ConstraintKind::Exclusion(exclusion) => {
            exclusion.predicate.iter_mut().for_each(settle_text);
        }
        _ => {}
    }
}

fn settle_index(index: &mut Index) {
    index.predicate.iter_mut().for_each(settle_text);
    for part in &mut index.parts {
        if let IndexKey::Expression(text) = &mut part.key {
            settle_text(text);
        }
    }
}

fn list_types(listed: &mut Vec<Unmodelled>, of: &ObjectName, columns: &[Column]) {
    for column in columns.iter().filter(|it| is_other(&it.logical_type)) {
        let reason = match column.logical_type {
            LogicalType::Other if column.native_type == "unknown" => {
                "it is computed, and only a server works out its type"
            }
            _ => "no logical type fits it",
        };
        listed.push(Unmodelled {
            kind: "column type".into(),
            name: column.native_type.clone(),
            place: format!("{of}.{}", column.name),
            reason: reason.into(),
        });
    }
}
