//! The order in which types, functions, tables, views and other objects are made.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use schema_model::{
    Column, DefinedObject, ObjectKey, ObjectKind, ObjectName, Routine, Schema, Table,
    TypeDefinition, TypeKind, View,
};

use super::tables::render_table;
use super::types::{needs_shell, render_type};
use super::{Script, is_ordered, relations};

enum Node<'a> {
    Object(&'a DefinedObject),
    Type(&'a TypeDefinition),
    Routine(&'a Routine),
    Table(&'a Table),
    View(&'a View),
}

/// Makes everything that can need something else, each after what it needs.
pub(super) fn render_in_order(schema: &Schema, script: &mut Script) {
    let nodes = nodes(schema);
    let index: HashMap<_, _> = nodes
        .iter()
        .enumerate()
        .map(|(i, (key, _))| (key, i))
        .collect();
    let mut waits_for: Vec<BTreeSet<usize>> = nodes
        .iter()
        .enumerate()
        .map(|(i, (_, node))| {
            let needed = needs(schema, node);
            needed
                .iter()
                .filter_map(|key| index.get(key).copied())
                .filter(|n| *n != i)
                .collect()
        })
        .collect();
    let mut wanted_by: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (i, needed) in waits_for.iter().enumerate() {
        needed.iter().for_each(|needed| wanted_by[*needed].push(i));
    }
    // Nodes stand in the order of their kinds and names, so the smallest number goes first.
    let mut ready: BTreeSet<_> = (0..nodes.len())
        .filter(|i| waits_for[*i].is_empty())
        .collect();
    let mut open: BTreeSet<_> = (0..nodes.len()).collect();
    let mut placeholders = BTreeSet::new();
    while !open.is_empty() {
        let (next, cut) = match ready.pop_first() {
            Some(next) => (next, false),
            None => (cut_circle(&nodes, &open, &waits_for, &placeholders), true),
        };
        let node = &nodes[next].1;
        match (node, cut) {
            (Node::View(view), true) if !view.materialized && placeholders.insert(next) => {
                script.now.push(relations::render_placeholder(view));
            }
            _ => {
                open.remove(&next);
                render_node(schema, node, cut, script);
            }
        }
        for waiting in std::mem::take(&mut wanted_by[next]) {
            waits_for[waiting].remove(&next);
            if waits_for[waiting].is_empty() && open.contains(&waiting) {
                ready.insert(waiting);
            }
        }
    }
}

/// The node whose making can be split: a view first, then a table, then a domain. Only nodes that
/// lie on a circle are of use; what merely waits for one is not.
fn cut_circle(
    nodes: &[(ObjectKey, Node<'_>)],
    open: &BTreeSet<usize>,
    waits_for: &[BTreeSet<usize>],
    placeholders: &BTreeSet<usize>,
) -> usize {
    let rank = |i: usize| match nodes[i].1 {
        Node::View(view) if !view.materialized && !placeholders.contains(&i) => 0,
        Node::Table(_) => 1,
        Node::Type(_) => 2,
        Node::Routine(_) => 3,
        _ => 4,
    };
    let on_circle = open
        .iter()
        .copied()
        .filter(|i| reaches_itself(*i, waits_for));
    let chosen = on_circle.min_by_key(|i| (rank(*i), *i));
    // Something is open and nothing is ready, so there is a circle.
    chosen.or_else(|| open.first().copied()).unwrap_or_default()
}

fn reaches_itself(start: usize, waits_for: &[BTreeSet<usize>]) -> bool {
    let mut seen = BTreeSet::new();
    let mut next: Vec<_> = waits_for[start].iter().copied().collect();
    while let Some(at) = next.pop() {
        if at == start {
            return true;
        }
        if seen.insert(at) {
            next.extend(&waits_for[at]);
        }
    }
    false
}

fn render_node(schema: &Schema, node: &Node<'_>, cut: bool, script: &mut Script) {
    match node {
        Node::Object(object) => script.now.extend(object.definition.clone()),
        Node::Type(ty) => render_type(ty, cut, script),
        Node::Routine(routine) => script.now.push(routine.definition.clone()),
        Node::Table(table) => render_table(schema, table, cut, script),
        Node::View(view) => script.now.push(relations::render_view(view)),
    }
}

fn nodes(schema: &Schema) -> Vec<(ObjectKey, Node<'_>)> {
    let key = |kind, name: ObjectName| ObjectKey { kind, name };
    let mut nodes = BTreeMap::new();
    let mut add =
        |rank: usize, key: ObjectKey, node| nodes.insert((rank, key.clone()), (key, node));
    for object in schema.objects.iter().filter(|object| is_ordered(object)) {
        let name = object
            .name
            .sibling(format!("{} {}", object.kind, object.name.name));
        // Families have to stand before their classes, wrappers before servers.
        let rank = match object.kind.as_str() {
            "operator class" | "cast" | "transform" => 2,
            _ => 0,
        };
        add(rank, key(ObjectKind::Object, name), Node::Object(object));
    }
    for ty in &schema.types {
        add(1, key(ObjectKind::Type, ty.name.clone()), Node::Type(ty));
    }
    for routine in &schema.routines {
        add(
            3,
            key(ObjectKind::Routine, routine.key_name()),
            Node::Routine(routine),
        );
    }
    for table in &schema.tables {
        add(
            4,
            key(ObjectKind::Table, table.name.clone()),
            Node::Table(table),
        );
    }
    for view in &schema.views {
        add(
            5,
            key(ObjectKind::View, view.name.clone()),
            Node::View(view),
        );
    }
    nodes.into_values().collect()
}

fn needs(schema: &Schema, node: &Node<'_>) -> Vec<ObjectKey> {
    match node {
        Node::Object(object) => object.depends_on.clone(),
        Node::View(view) => view.depends_on.clone(),
        Node::Routine(routine) => routine_needs(schema, routine),
        Node::Type(ty) => type_needs(ty),
        Node::Table(table) => {
            let mut needed = table.depends_on.clone();
            needed.extend(column_types(&table.columns));
            let parents = table.inherits.iter().cloned();
            needed.extend(parents.map(|name| ObjectKey {
                kind: ObjectKind::Table,
                name,
            }));
            needed.extend(table.of_type.clone().map(of_type));
            needed
        }
    }
}

fn of_type(name: ObjectName) -> ObjectKey {
    ObjectKey {
        kind: ObjectKind::Type,
        name,
    }
}

/// A composite type may be the row of a table.
fn column_types(columns: &[Column]) -> Vec<ObjectKey> {
    let names = columns
        .iter()
        .flat_map(|column| column.logical_type.references());
    names
        .flat_map(|name| {
            [ObjectKind::Type, ObjectKind::Table].map(|kind| ObjectKey {
                kind,
                name: name.clone(),
            })
        })
        .collect()
}

fn type_needs(ty: &TypeDefinition) -> Vec<ObjectKey> {
    let mut needed = ty.depends_on.clone();
    match &ty.kind {
        TypeKind::Composite(fields) => needed.extend(column_types(fields)),
        TypeKind::Domain(domain) => {
            needed.extend(
                domain
                    .logical_type
                    .references()
                    .into_iter()
                    .cloned()
                    .map(of_type),
            );
        }
        TypeKind::Range(range) => {
            needed.extend(
                range
                    .logical_type
                    .references()
                    .into_iter()
                    .cloned()
                    .map(of_type),
            );
        }
        _ => {}
    }
    needed
}

/// A function that a type is made with needs no more of it than its name.
fn routine_needs(schema: &Schema, routine: &Routine) -> Vec<ObjectKey> {
    let own = routine.key_name();
    let makes = |key: &ObjectKey| {
        let ty = schema.type_definition(&key.name);
        key.kind == ObjectKind::Type
            && ty.is_some_and(|ty| {
                needs_shell(ty) && ty.depends_on.iter().any(|needed| needed.name == own)
            })
    };
    routine
        .depends_on
        .iter()
        .filter(|key| !makes(key))
        .cloned()
        .collect()
}
