//! What follows when something gets another name.

use schema_model::{Column, ConstraintKind, LogicalType, ObjectName, TypeKind};

use super::super::quote::qualified;
use super::cursor::Cursor;
use super::database::Database;
use super::lexer::tokens;
use super::script::Script;

/// Says the new name of what is renamed.
type Map<'m> = dyn Fn(&ObjectName) -> Option<ObjectName> + 'm;

/// A table, view, sequence or type has another name.
pub(super) fn renamed(script: &mut Script, from: &ObjectName, to: &ObjectName) {
    rename(script, &|name| (name == from).then(|| to.clone()));
    respell_sequence(&mut script.db, from, to);
}

/// A namespace has another name.
pub(super) fn renamed_namespace(script: &mut Script, from: &str, to: &str) {
    let moved = |name: &ObjectName| {
        let is_inside = name.namespace.as_deref() == Some(from);
        is_inside.then(|| ObjectName::qualified(to, &name.name))
    };
    let sequences: Vec<_> = script.db.sequences.keys().cloned().collect();
    rename(script, &moved);
    for sequence in sequences {
        if let Some(to) = moved(&sequence) {
            respell_sequence(&mut script.db, &sequence, &to);
        }
    }
    for routine in &mut script.db.routines {
        change(&mut routine.name, &moved);
    }
    for name in &mut script.db.path {
        if name == from {
            to.clone_into(name);
        }
    }
}

/// The types of an extension are spelled with another prefix.
pub(super) fn respell_extension_types(script: &mut Script, from: &str, to: &str) {
    each_column(&mut script.db, &mut |column| {
        let rest = column.native_type.strip_prefix(from);
        if let Some(rest) = rest.filter(|_| column.logical_type.references().is_empty()) {
            column.native_type = format!("{to}{rest}");
        }
    });
}

fn rename(script: &mut Script, map: &Map<'_>) {
    let db = &mut script.db;
    each_column(db, &mut |column| {
        respell(&mut column.native_type, map);
        change_logical(&mut column.logical_type, map);
        if let Some(identity) = &mut column.identity {
            identity.sequence.iter_mut().for_each(|it| change(it, map));
        }
    });
    rename_types(db, map);
    rename_tables(db, map);
    for (_, mut view) in std::mem::take(&mut db.views) {
        change(&mut view.name, map);
        view.depends_on
            .iter_mut()
            .for_each(|key| change(&mut key.name, map));
        db.views.insert(view.name.clone(), view);
    }
    for (_, mut sequence) in std::mem::take(&mut db.sequences) {
        change(&mut sequence.name, map);
        let owner = &mut sequence.owned_by_table;
        owner.iter_mut().for_each(|it| change(it, map));
        db.sequences.insert(sequence.name.clone(), sequence);
    }
    for (mut name, path) in std::mem::take(&mut script.paths) {
        change(&mut name, map);
        script.paths.insert(name, path);
    }
    script.db.count_names();
}

fn rename_types(db: &mut Database, map: &Map<'_>) {
    for (_, mut ty) in std::mem::take(&mut db.types) {
        change(&mut ty.name, map);
        match &mut ty.kind {
            TypeKind::Domain(domain) => {
                respell(&mut domain.native_type, map);
                change_logical(&mut domain.logical_type, map);
            }
            TypeKind::Range(range) => {
                respell(&mut range.subtype, map);
                change_logical(&mut range.logical_type, map);
                let multirange = &mut range.multirange;
                multirange.iter_mut().for_each(|it| change(it, map));
            }
            _ => {}
        }
        db.types.insert(ty.name.clone(), ty);
    }
}

fn rename_tables(db: &mut Database, map: &Map<'_>) {
    for (_, mut table) in std::mem::take(&mut db.tables) {
        change(&mut table.name, map);
        table.inherits.iter_mut().for_each(|it| change(it, map));
        table.of_type.iter_mut().for_each(|it| change(it, map));
        if let Some(of) = &mut table.partition_of {
            change(&mut of.parent, map);
        }
        for constraint in &mut table.constraints {
            if let ConstraintKind::ForeignKey(key) = &mut constraint.kind {
                change(&mut key.references, map);
            }
        }
        db.tables.insert(table.name.clone(), table);
    }
}

fn change(name: &mut ObjectName, map: &Map<'_>) {
    if let Some(to) = map(name) {
        *name = to;
    }
}

fn change_logical(logical: &mut LogicalType, map: &Map<'_>) {
    use LogicalType as L;
    match logical {
        L::Enum(name) | L::Domain(name) | L::Composite(name) => change(name, map),
        L::Array { element, .. } => change_logical(element, map),
        L::Range(inner) | L::Multirange(inner) => change_logical(inner, map),
        _ => {}
    }
}

/// The spelling of a type under its new name.
fn respell(native: &mut String, map: &Map<'_>) {
    let read = tokens(native);
    let mut cursor = Cursor::new(native, &read);
    let Some(name) = cursor.name().filter(|name| name.namespace.is_some()) else {
        return;
    };
    if let Some(to) = map(&name) {
        *native = format!("{}{}", qualified(&to), cursor.text());
    }
}

/// Columns of tables and views, and fields of composite types.
fn each_column(db: &mut Database, change: &mut dyn FnMut(&mut Column)) {
    let of_tables = db.tables.values_mut().flat_map(|it| &mut it.columns);
    let of_views = db.views.values_mut().flat_map(|it| &mut it.columns);
    let fields = db.types.values_mut().filter_map(|ty| match &mut ty.kind {
        TypeKind::Composite(fields) => Some(fields),
        _ => None,
    });
    let columns = of_tables.chain(of_views).chain(fields.flatten());
    columns.for_each(change);
}

/// Defaults name the sequence that they count with.
fn respell_sequence(db: &mut Database, from: &ObjectName, to: &ObjectName) {
    let text = |name: &ObjectName| super::expression::next_value(name);
    let (from, to) = (text(from), text(to));
    each_column(db, &mut |column| {
        if let Some(default) = column.default.as_mut().filter(|it| it.contains(&from)) {
            *default = default.replace(&from, &to);
        }
    });
}
