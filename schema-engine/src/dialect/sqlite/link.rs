//! Ties objects together once all are known: references take the spelling of what they refer to,
//! and views learn which tables and views they read.

use std::collections::HashMap;

use schema_model::{Constraint, ConstraintKind, ObjectKey, ObjectKind, ObjectName, Schema};

use super::view_columns::sources;

/// SQLite compares names without regard to ASCII case; after this, names can be compared exactly.
/// A reference to something that does not exist stays as it is, as SQLite lets it.
pub(crate) fn link(schema: &mut Schema) {
    let names = Names::of(schema);
    let tables = &mut schema.tables;
    for constraint in tables.iter_mut().flat_map(|table| &mut table.constraints) {
        names.spell_reference(constraint);
    }
    for view in &mut schema.views {
        // A query that cannot be read makes no order; SQLite takes views in any.
        let sources = sources(&view.definition).unwrap_or_default();
        view.depends_on = sources.iter().filter_map(|name| names.key(name)).collect();
        view.depends_on.retain(|key| key.name != view.name);
    }
}

/// What exists, by its name in lower case.
struct Names {
    tables: HashMap<String, (ObjectName, Vec<String>)>,
    views: HashMap<String, ObjectName>,
}

impl Names {
    fn of(schema: &Schema) -> Self {
        let tables = schema.tables.iter().map(|table| {
            let columns = table.columns.iter().map(|column| column.name.clone());
            let entry = (table.name.clone(), columns.collect());
            (table.name.name.to_ascii_lowercase(), entry)
        });
        let views = schema
            .views
            .iter()
            .map(|view| (view.name.name.to_ascii_lowercase(), view.name.clone()));
        Self {
            tables: tables.collect(),
            views: views.collect(),
        }
    }

    fn key(&self, name: &str) -> Option<ObjectKey> {
        let folded = name.to_ascii_lowercase();
        let table = self.tables.get(&folded).map(|(name, _)| name);
        let (kind, name) = match table {
            Some(name) => (ObjectKind::Table, name),
            None => (ObjectKind::View, self.views.get(&folded)?),
        };
        Some(ObjectKey {
            kind,
            name: name.clone(),
        })
    }

    fn spell_reference(&self, constraint: &mut Constraint) {
        let ConstraintKind::ForeignKey(key) = &mut constraint.kind else {
            return;
        };
        let folded = key.references.name.to_ascii_lowercase();
        let Some((name, columns)) = self.tables.get(&folded) else {
            return;
        };
        key.references = name.clone();
        for column in &mut key.referenced_columns {
            if let Some(known) = columns
                .iter()
                .find(|known| known.eq_ignore_ascii_case(column))
            {
                column.clone_from(known);
            }
        }
    }
}
