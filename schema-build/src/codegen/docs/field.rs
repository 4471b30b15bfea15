//! Documentation of a field: what the database says of its column.

use schema_model::{Column, ConstraintKind, Nullability, Table};

use super::{code_span, paragraphs};
use crate::codegen::metadata::referenced_columns;
use crate::codegen::plan::{Plan, Relation};
use crate::codegen::record::Mode;

impl Plan<'_> {
    /// What is said of a column where a struct has it.
    pub(in crate::codegen) fn field_doc(
        &self,
        relation: &Relation,
        column: &Column,
        is_renamed: bool,
        mode: Mode,
    ) -> Vec<String> {
        let mut doc = Vec::new();
        if mode == Mode::Row {
            doc.extend(
                column
                    .comment
                    .as_deref()
                    .map(paragraphs)
                    .unwrap_or_default(),
            );
        }
        let mut facts = Vec::new();
        if is_renamed {
            facts.push(format!("Column {}", code_span(&column.name)));
        }
        if column.native_type.is_empty() {
            let first = if facts.is_empty() { "No" } else { "no" };
            facts.push(format!("{first} declared type"));
        } else {
            facts.push(code_span(&column.native_type));
        }
        if mode == Mode::Row {
            self.push_facts(&mut facts, relation, column);
        } else if let Some(default) = &column.default {
            facts.push(format!("default {}", code_span(default)));
        }
        doc.push(format!("{}.", facts.join(", ")));
        doc
    }

    fn push_facts(&self, facts: &mut Vec<String>, relation: &Relation, column: &Column) {
        if relation.is_key_column(&column.name) {
            facts.push("primary key".into());
        }
        if let Some(table) = relation.table() {
            facts.extend(self.references(table, column));
        }
        if let Some(generated) = &column.generated {
            facts.push(format!("generated as {}", code_span(&generated.expression)));
        }
        if let Some(default) = &column.default {
            facts.push(format!("default {}", code_span(default)));
        }
        if column.identity.is_some() || column.auto_increment {
            facts.push("numbered by the database".into());
        }
        match column.nullability {
            Nullability::Assumed if column.nullable => facts.push("assumed to be nullable".into()),
            Nullability::Overridden => facts.push("nullability set by hand".into()),
            _ => {}
        }
    }

    fn references(&self, table: &Table, column: &Column) -> Vec<String> {
        table
            .constraints
            .iter()
            .filter_map(|constraint| match &constraint.kind {
                ConstraintKind::ForeignKey(key) if key.columns == [column.name.as_str()] => {
                    let referenced = referenced_columns(key, self.schema);
                    let target = match referenced.first() {
                        Some(name) => format!("{}.{name}", key.references),
                        None => key.references.to_string(),
                    };
                    Some(format!("references {}", code_span(&target)))
                }
                _ => None,
            })
            .collect()
    }
}
