//! What is to be done, seen as a whole before any step is written.

use std::collections::BTreeSet;

use schema_model::{Address, ObjectKind, Schema, Table};

use super::calm::{self, Names};
use super::facts::Facts;
use super::{column, constraint, object, recreate, routine, table, types, view};
use crate::pair::{Pair, pairs};
use crate::planner::Job;

/// The two schemas, and what stands in the way.
pub(super) struct Work<'a> {
    /// As it is once the renames have run.
    pub from: &'a Schema,
    /// As it should be.
    pub to: &'a Schema,
    /// Take the form that always works.
    pub careful: bool,
    /// What the objects of `from` use.
    pub before: Facts,
    /// What the objects of `to` use.
    pub after: Facts,
    /// What is dropped, retyped or made anew for its own sake.
    disturbed: BTreeSet<Address>,
    /// What both sides have and is dropped and made again, for its own sake or because of what it
    /// stands on.
    again: BTreeSet<Address>,
    calm: Names<'a>,
}

impl<'a> Work<'a> {
    /// Finds out what must be made again.
    pub fn of(job: &Job<'a>) -> Self {
        let mut work = Self {
            from: job.from,
            to: job.to,
            careful: job.careful,
            before: Facts::of(job.from),
            after: Facts::of(job.to),
            disturbed: BTreeSet::new(),
            again: BTreeSet::new(),
            calm: calm::same(job.from, job.to),
        };
        for disturbed in [
            types::disturbed,
            table::disturbed,
            column::disturbed,
            constraint::disturbed,
            view::disturbed,
            routine::disturbed,
            object::disturbed,
        ] {
            work.disturbed.extend(disturbed(&work));
        }
        work.again = recreate::closure(work.from, &work.before, &work.disturbed);
        work.calm = calm::calm(work.to, work.calm, &work.again);
        work
    }

    /// Whether there is nothing to do on a table and its parts.
    pub fn is_calm(&self, table: &Table) -> bool {
        self.calm.contains(&table.name)
    }

    /// The tables of both sides on which there may be something to do.
    pub fn tables(&self) -> Vec<Pair<'a, Table>> {
        let restless = |schema: &'a Schema| -> Vec<&'a Table> {
            let tables = schema.tables.iter();
            tables.filter(|table| !self.is_calm(table)).collect()
        };
        pairs(restless(self.from), restless(self.to), |table| {
            table.name.clone()
        })
    }

    /// Whether an object or part that both sides have is dropped and made again, alone or with the
    /// object that it is a part of.
    pub fn is_made_again(&self, address: &Address) -> bool {
        if self.again.contains(address) {
            return true;
        }
        let mut owner = address.clone();
        (owner.attribute.take().is_some() && self.again.contains(&owner))
            || (owner.part.take().is_some() && self.again.contains(&owner))
    }

    /// Whether an object or part is not there before, or made again: what hangs on it (owner, grants,
    /// comment) starts from nothing.
    pub fn is_new(&self, address: &Address) -> bool {
        self.is_made_again(address) || !exists(self.from, address)
    }
}

/// Whether a schema has an object, column or other part.
pub(super) fn exists(schema: &Schema, address: &Address) -> bool {
    let name = &address.object.name;
    let Some(part) = &address.part else {
        return has_object(schema, address);
    };
    let Some(table) = schema
        .table(name)
        .filter(|_| address.object.kind == ObjectKind::Table)
    else {
        return has_view_part(schema, address);
    };
    match part.kind.as_str() {
        "column" => table.column(&part.name).is_some(),
        "constraint" => table
            .constraints
            .iter()
            .any(|it| it.name.as_deref() == Some(&part.name)),
        "index" => table.indexes.iter().any(|it| it.name == part.name),
        "trigger" => table.triggers.iter().any(|it| it.name == part.name),
        "rule" => table.rules.iter().any(|it| it.name == part.name),
        "policy" => table.policies.iter().any(|it| it.name == part.name),
        _ => false,
    }
}

fn has_view_part(schema: &Schema, address: &Address) -> bool {
    let (Some(view), Some(part)) = (schema.view(&address.object.name), &address.part) else {
        return has_attribute_of_type(schema, address);
    };
    match part.kind.as_str() {
        "column" => view.columns.iter().any(|it| it.name == part.name),
        "index" => view.indexes.iter().any(|it| it.name == part.name),
        "trigger" => view.triggers.iter().any(|it| it.name == part.name),
        "rule" => view.rules.iter().any(|it| it.name == part.name),
        _ => false,
    }
}

fn has_attribute_of_type(schema: &Schema, address: &Address) -> bool {
    let Some(part) = &address.part else {
        return false;
    };
    match schema
        .type_definition(&address.object.name)
        .map(|ty| &ty.kind)
    {
        Some(schema_model::TypeKind::Composite(fields)) => {
            fields.iter().any(|it| it.name == part.name)
        }
        Some(schema_model::TypeKind::Domain(domain)) => domain
            .constraints
            .iter()
            .any(|it| it.name.as_deref() == Some(&part.name)),
        Some(schema_model::TypeKind::Enum(variants)) => {
            variants.iter().any(|it| it.name == part.name)
        }
        _ => false,
    }
}

fn has_object(schema: &Schema, address: &Address) -> bool {
    let name = &address.object.name;
    match address.object.kind {
        ObjectKind::Namespace => schema.namespaces.iter().any(|it| it.name == name.name),
        ObjectKind::Extension => schema.extensions.iter().any(|it| it.name == name.name),
        ObjectKind::Type => schema.type_definition(name).is_some(),
        ObjectKind::Sequence => schema.sequence(name).is_some(),
        ObjectKind::Table => schema.table(name).is_some(),
        ObjectKind::View => schema.view(name).is_some(),
        ObjectKind::Routine => schema.routines.iter().any(|it| it.key_name() == *name),
        ObjectKind::Object => schema
            .objects
            .iter()
            .any(|it| it.name.sibling(format!("{} {}", it.kind, it.name.name)) == *name),
        _ => false,
    }
}
