//! A rename, and what it does to a schema.
//!
//! Names in structure (keys, references, index parts) follow; names inside expressions do not, since
//! only the engine can rewrite those.

use std::fmt;

use schema_model::{
    Address, ConstraintKind, Index, IndexKey, IndexPart, Key, ObjectKey, ObjectKind, ObjectName,
    Part, Schema, Table, TypeKind,
};

/// A thing that gets another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// The thing, by its old name, inside an object that has its new name already.
    pub address: Address,
    /// The new name.
    pub to: String,
}

impl fmt::Display for Rename {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rename `{}` to `{}`", self.address, self.to)
    }
}

impl Rename {
    /// Renames the thing in a schema.
    pub fn apply_to(&self, schema: &mut Schema) {
        match &self.address.part {
            None => rename_object(schema, &self.address.object, &self.to),
            Some(part) => rename_part(schema, &self.address.object, part, &self.to),
        }
        schema.normalize();
    }
}

fn rename_object(schema: &mut Schema, key: &ObjectKey, to: &str) {
    let old = &key.name;
    let new = old.sibling(to);
    let set = |name: &mut ObjectName| {
        if name == old {
            *name = new.clone();
        }
    };
    match key.kind {
        ObjectKind::Table => {
            schema.tables.iter_mut().for_each(|table| {
                set(&mut table.name);
                table.inherits.iter_mut().for_each(set);
                table
                    .partition_of
                    .iter_mut()
                    .for_each(|of| set(&mut of.parent));
                for constraint in &mut table.constraints {
                    if let ConstraintKind::ForeignKey(key) = &mut constraint.kind {
                        set(&mut key.references);
                    }
                }
            });
            let owners = schema.sequences.iter_mut();
            owners
                .filter_map(|sequence| sequence.owned_by_table.as_mut())
                .for_each(set);
        }
        ObjectKind::View => schema.views.iter_mut().for_each(|view| set(&mut view.name)),
        ObjectKind::Type => schema.types.iter_mut().for_each(|ty| set(&mut ty.name)),
        ObjectKind::Sequence => schema
            .sequences
            .iter_mut()
            .for_each(|sequence| set(&mut sequence.name)),
        _ => {}
    }
    let renamed = ObjectKey {
        kind: key.kind,
        name: new.clone(),
    };
    let depends = schema
        .views
        .iter_mut()
        .flat_map(|view| &mut view.depends_on);
    let depends = depends.chain(schema.routines.iter_mut().flat_map(|r| &mut r.depends_on));
    for dependency in depends.filter(|dependency| **dependency == *key) {
        *dependency = renamed.clone();
    }
}

fn rename_part(schema: &mut Schema, key: &ObjectKey, part: &Part, to: &str) {
    let set = |name: &mut String| {
        if *name == part.name {
            *name = to.to_owned();
        }
    };
    if part.kind == "variant" {
        for definition in schema.types.iter_mut().filter(|ty| ty.name == key.name) {
            if let TypeKind::Enum(variants) | TypeKind::Set(variants) = &mut definition.kind {
                variants
                    .iter_mut()
                    .for_each(|variant| set(&mut variant.name));
            }
        }
        return;
    }
    if part.kind == "column" {
        rename_referenced_column(schema, &key.name, set);
    }
    let Some(table) = schema
        .tables
        .iter_mut()
        .find(|table| table.name == key.name)
    else {
        return;
    };
    match part.kind.as_str() {
        "column" => rename_column(table, set),
        "constraint" => table
            .constraints
            .iter_mut()
            .filter_map(|constraint| constraint.name.as_mut())
            .for_each(set),
        "index" => table
            .indexes
            .iter_mut()
            .for_each(|index| set(&mut index.name)),
        _ => {}
    }
}

fn rename_column(table: &mut Table, set: impl Fn(&mut String) + Copy) {
    table
        .columns
        .iter_mut()
        .for_each(|column| set(&mut column.name));
    table
        .indexes
        .iter_mut()
        .for_each(|index| rename_in_index(index, set));
    for constraint in &mut table.constraints {
        match &mut constraint.kind {
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                rename_in_key(key, set);
            }
            ConstraintKind::ForeignKey(key) => {
                key.columns.iter_mut().for_each(set);
                key.on_delete_columns.iter_mut().for_each(set);
            }
            ConstraintKind::Check(check) => {
                check.column.iter_mut().for_each(set);
                check.one_of.iter_mut().for_each(|of| set(&mut of.column));
            }
            ConstraintKind::Exclusion(exclusion) => {
                exclusion
                    .parts
                    .iter_mut()
                    .for_each(|part| rename_in_part(part, set));
                exclusion.include.iter_mut().for_each(set);
            }
            _ => {}
        }
    }
}

fn rename_in_key(key: &mut Key, set: impl Fn(&mut String) + Copy) {
    key.columns.iter_mut().for_each(set);
    key.include.iter_mut().for_each(set);
    key.parts
        .iter_mut()
        .for_each(|part| rename_in_part(part, set));
}

fn rename_in_index(index: &mut Index, set: impl Fn(&mut String) + Copy) {
    index
        .parts
        .iter_mut()
        .for_each(|part| rename_in_part(part, set));
    index.include.iter_mut().for_each(set);
}

fn rename_in_part(part: &mut IndexPart, set: impl Fn(&mut String)) {
    if let IndexKey::Column(name) = &mut part.key {
        set(name);
    }
}

/// Foreign keys and owned sequences of other tables follow a column too.
fn rename_referenced_column(
    schema: &mut Schema,
    table: &ObjectName,
    set: impl Fn(&mut String) + Copy,
) {
    for constraint in schema.tables.iter_mut().flat_map(|t| &mut t.constraints) {
        if let ConstraintKind::ForeignKey(key) = &mut constraint.kind
            && key.references == *table
        {
            key.referenced_columns.iter_mut().for_each(set);
        }
    }
    for sequence in &mut schema.sequences {
        if sequence.owned_by_table.as_ref() == Some(table) {
            sequence.owned_by_column.iter_mut().for_each(set);
        }
    }
}
