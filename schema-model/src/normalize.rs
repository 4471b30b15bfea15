//! The canonical form: what has no order in the database is sorted.

use crate::{
    Column, Constraint, DefinedObject, Domain, Event, Grant, Index, ObjectKey, Routine, Schema,
    Sequence, Table, TypeDefinition, TypeKind, View,
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
        types.iter_mut().for_each(Normalize::normalize);
        sequences.iter_mut().for_each(Normalize::normalize);
        tables.iter_mut().for_each(Normalize::normalize);
        views.iter_mut().for_each(Normalize::normalize);
        routines.iter_mut().for_each(Normalize::normalize);
        events.iter_mut().for_each(Normalize::normalize);
        objects.iter_mut().for_each(Normalize::normalize);
    }
}

/// An object with a canonical form, whatever stands beside it.
pub(crate) trait Normalize {
    /// Brings the object into canonical form.
    fn normalize(&mut self);
}

impl Normalize for TypeDefinition {
    fn normalize(&mut self) {
        normalize_grants(&mut self.grants);
        normalize_keys(&mut self.depends_on);
        match &mut self.kind {
            TypeKind::Domain(Domain { constraints, .. }) => normalize_constraints(constraints),
            TypeKind::Composite(columns) => normalize_columns(columns),
            _ => {}
        }
    }
}

impl Normalize for Sequence {
    fn normalize(&mut self) {
        normalize_grants(&mut self.grants);
    }
}

impl Normalize for Table {
    fn normalize(&mut self) {
        normalize_columns(&mut self.columns);
        normalize_constraints(&mut self.constraints);
        normalize_indexes(&mut self.indexes);
        self.triggers.sort_by(|a, b| a.name.cmp(&b.name));
        self.rules.sort_by(|a, b| a.name.cmp(&b.name));
        self.policies.sort_by(|a, b| a.name.cmp(&b.name));
        normalize_grants(&mut self.grants);
        normalize_keys(&mut self.depends_on);
    }
}

impl Normalize for View {
    fn normalize(&mut self) {
        normalize_columns(&mut self.columns);
        normalize_indexes(&mut self.indexes);
        self.triggers.sort_by(|a, b| a.name.cmp(&b.name));
        self.rules.sort_by(|a, b| a.name.cmp(&b.name));
        normalize_keys(&mut self.depends_on);
        normalize_grants(&mut self.grants);
    }
}

impl Normalize for Routine {
    fn normalize(&mut self) {
        normalize_grants(&mut self.grants);
        normalize_keys(&mut self.depends_on);
    }
}

impl Normalize for Event {
    fn normalize(&mut self) {}
}

impl Normalize for DefinedObject {
    fn normalize(&mut self) {
        normalize_grants(&mut self.grants);
        normalize_keys(&mut self.depends_on);
    }
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
