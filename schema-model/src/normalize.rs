//! The canonical form: what has no order in the database is sorted.

use crate::{
    Column, Constraint, Domain, Grant, Index, ObjectKey, Schema, Table, TypeDefinition, TypeKind,
    View,
};

impl Schema {
    /// Brings the schema into canonical form. Columns, variants, key parts and inheritance keep
    /// their order, since the database keeps it; everything else is sorted by name.
    pub fn normalize(&mut self) {
        // Every field is named, so that a new one has to be thought about here.
        let Self {
            dialect: _,
            server_version: _,
            search_path: _,
            options: _,
            namespaces,
            extensions,
            types,
            sequences,
            tables,
            views,
            routines,
            events,
            objects,
            unmodelled,
        } = self;
        namespaces.sort_by(|a, b| a.name.cmp(&b.name));
        extensions.sort_by(|a, b| a.name.cmp(&b.name));
        types.sort_by(|a, b| a.name.cmp(&b.name));
        sequences.sort_by(|a, b| a.name.cmp(&b.name));
        tables.sort_by(|a, b| a.name.cmp(&b.name));
        views.sort_by(|a, b| a.name.cmp(&b.name));
        routines
            .sort_by(|a, b| (&a.name, &a.signature, a.kind).cmp(&(&b.name, &b.signature, b.kind)));
        events.sort_by(|a, b| a.name.cmp(&b.name));
        objects.sort_by(|a, b| (&a.kind, &a.name).cmp(&(&b.kind, &b.name)));
        unmodelled.sort();
        unmodelled.dedup();

        for namespace in namespaces {
            normalize_grants(&mut namespace.grants);
        }
        types.iter_mut().for_each(normalize_type);
        for sequence in sequences {
            normalize_grants(&mut sequence.grants);
        }
        tables.iter_mut().for_each(normalize_table);
        views.iter_mut().for_each(normalize_view);
        for routine in routines {
            normalize_grants(&mut routine.grants);
            normalize_keys(&mut routine.depends_on);
        }
        for object in objects {
            normalize_grants(&mut object.grants);
            normalize_keys(&mut object.depends_on);
        }
    }
}

fn normalize_type(definition: &mut TypeDefinition) {
    normalize_grants(&mut definition.grants);
    normalize_keys(&mut definition.depends_on);
    match &mut definition.kind {
        TypeKind::Domain(Domain { constraints, .. }) => normalize_constraints(constraints),
        TypeKind::Composite(columns) => normalize_columns(columns),
        _ => {}
    }
}

fn normalize_table(table: &mut Table) {
    normalize_columns(&mut table.columns);
    normalize_constraints(&mut table.constraints);
    normalize_indexes(&mut table.indexes);
    table.triggers.sort_by(|a, b| a.name.cmp(&b.name));
    table.rules.sort_by(|a, b| a.name.cmp(&b.name));
    table.policies.sort_by(|a, b| a.name.cmp(&b.name));
    normalize_grants(&mut table.grants);
    normalize_keys(&mut table.depends_on);
}

fn normalize_view(view: &mut View) {
    normalize_columns(&mut view.columns);
    normalize_indexes(&mut view.indexes);
    view.triggers.sort_by(|a, b| a.name.cmp(&b.name));
    view.rules.sort_by(|a, b| a.name.cmp(&b.name));
    normalize_keys(&mut view.depends_on);
    normalize_grants(&mut view.grants);
}

fn normalize_columns(columns: &mut [Column]) {
    for column in columns {
        normalize_grants(&mut column.grants);
    }
}

fn normalize_constraints(constraints: &mut [Constraint]) {
    // Unnamed constraints are told apart by what they say.
    constraints.sort_by_cached_key(|constraint| {
        (
            constraint.sort_rank(),
            constraint.name.clone(),
            constraint.identity(),
        )
    });
}

fn normalize_indexes(indexes: &mut [Index]) {
    indexes.sort_by(|a, b| a.name.cmp(&b.name));
}

fn normalize_grants(grants: &mut [Grant]) {
    for grant in grants.iter_mut() {
        grant.privileges.sort();
    }
    grants.sort();
}

fn normalize_keys(keys: &mut Vec<ObjectKey>) {
    keys.sort();
    keys.dedup();
}
