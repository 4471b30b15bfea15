//! Writes a schema as the statements that make it in an empty database.
//!
//! Objects are made in an order in which each finds what it needs; circles are cut by making a part
//! of one object later. What hangs on tables comes after all tables: indexes, partitions, foreign
//! keys, triggers, policies. Default privileges and event triggers come last, since they act on
//! everything that is made after them.

mod names;
mod order;
pub(crate) mod privileges;
mod relations;
mod routines;
pub(crate) mod tables;
pub(crate) mod types;

pub(crate) use relations::{
    render_index_whole, render_policy, render_view, render_view_defaults, view_word,
};
pub(crate) use routines::target as routine_target;
pub(crate) use tables::alter as alter_table;

use schema_model::{DefinedObject, Extension, Namespace, Schema};

use super::quote::{identifier, literal};
pub(crate) use names::parameter;

/// The option of an identity that a partition has from its parent.
pub(crate) const INHERITED: &str = "inherited";

/// Statements, and those that have to wait for everything else.
#[derive(Default)]
pub(crate) struct Script {
    pub now: Vec<String>,
    pub later: Vec<String>,
}

/// The statements that make a schema in an empty database.
pub(super) fn render(schema: &Schema) -> Vec<String> {
    let mut script = Script::default();
    // Names are qualified throughout, and function bodies may name what is made after them.
    script.now.push("SET check_function_bodies = false".into());
    script.now.push("SET search_path = ''".into());
    render_namespaces(schema, &mut script.now);
    for extension in &schema.extensions {
        render_extension(extension, &mut script.now);
    }
    relations::render_sequences(schema, &mut script.now);
    types::render_shells(schema, &mut script.now);
    order::render_in_order(schema, &mut script);
    let mut statements = script.now;
    statements.append(&mut script.later);
    relations::render_after_tables(schema, &mut statements);
    relations::render_annotations(schema, &mut statements);
    types::render_annotations(schema, &mut statements);
    routines::render_annotations(schema, &mut statements);
    for last in LAST {
        let objects = schema.objects.iter().filter(|object| object.kind == *last);
        statements.extend(objects.flat_map(|object| object.definition.clone()));
    }
    relations::render_refreshes(schema, &mut statements);
    statements.push("RESET search_path".into());
    statements.push("RESET check_function_bodies".into());
    statements
}

/// Kinds of objects that nothing else needs, in the order in which they are made.
const LAST: &[&str] = &[
    "operator family members",
    "statistics",
    "user mapping",
    "security label",
    "publication",
    "default privileges",
    "event trigger",
];

/// Whether an object is made among tables, types and functions.
fn is_ordered(object: &DefinedObject) -> bool {
    !is_last(object)
}

/// Whether nothing else needs an object.
pub(crate) fn is_last(object: &DefinedObject) -> bool {
    LAST.contains(&object.kind.as_str())
}

fn render_namespaces(schema: &Schema, statements: &mut Vec<String>) {
    let is_public = |namespace: &&Namespace| namespace.name == "public";
    if !schema.namespaces.iter().any(|n| is_public(&n)) {
        // A new database has it.
        statements.push("DROP SCHEMA IF EXISTS public".into());
    }
    for namespace in &schema.namespaces {
        let name = identifier(&namespace.name);
        let exists = if is_public(&namespace) {
            "IF NOT EXISTS "
        } else {
            ""
        };
        statements.push(format!("CREATE SCHEMA {exists}{name}"));
        let target = format!("SCHEMA {name}");
        names::render_owner(&target, namespace.owner.as_deref(), statements);
        statements.extend(privileges::statements("", &target, &namespace.grants));
        names::render_comment(&target, namespace.comment.as_deref(), statements);
    }
}

fn render_extension(extension: &Extension, statements: &mut Vec<String>) {
    let name = identifier(&extension.name);
    let namespace = extension.namespace.as_deref().map(identifier);
    let namespace = namespace.map_or(String::new(), |name| format!(" WITH SCHEMA {name}"));
    statements.push(format!(
        "CREATE EXTENSION IF NOT EXISTS {name}{namespace} CASCADE"
    ));
    if let Some(comment) = &extension.comment {
        statements.push(format!(
            "COMMENT ON EXTENSION {name} IS {}",
            literal(comment)
        ));
    }
}
