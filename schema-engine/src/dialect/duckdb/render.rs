//! Writes a schema as the statements that make it in an empty database.
//!
//! The order is: namespaces, types, sequences; tables, macros and views, each after what it needs;
//! indexes; comments.

pub(super) mod comment;
pub(super) mod order;
pub(super) mod reprint;
pub(super) mod table;

use schema_model::{Index, IndexKey, ObjectName, Schema, Sequence, TypeDefinition, TypeKind};

use super::{MAIN, quote};

/// The statement after those that need names of all namespaces. `RESET` would lead to another
/// database where this one is attached.
pub(super) const BACK_TO_MAIN: &str = "SET search_path = 'main'";

/// The statements that make a schema in an empty database, in order.
pub(super) fn render_schema(schema: &Schema) -> Vec<String> {
    let mut statements = Vec::new();
    let others = schema.namespaces.iter().map(|it| it.name.as_str());
    let others: Vec<&str> = others.filter(|name| *name != MAIN).collect();
    statements.extend(others.iter().map(|name| render_namespace(name)));
    let types = schema.types.iter();
    statements.extend(types.filter_map(render_type));
    statements.extend(schema.sequences.iter().map(render_sequence));
    let path = search_path(&others);
    statements.extend(path.iter().cloned());
    for object in order::objects(schema) {
        statements.push(match object {
            order::Object::Table(table) => table::render_table(table),
            order::Object::Routine(routine) => reprint::as_written(&routine.definition),
            order::Object::View(view) => reprint::as_written(&view.definition),
        });
    }
    for table in &schema.tables {
        let indexes = table.indexes.iter();
        statements.extend(indexes.map(|index| render_index(&table.name, index)));
    }
    if path.is_some() {
        statements.push(BACK_TO_MAIN.into());
    }
    statements.extend(comment::comments(schema).iter().map(comment::Comment::sql));
    statements
}

/// The statement that makes a namespace.
pub(super) fn render_namespace(name: &str) -> String {
    format!("CREATE SCHEMA {}", quote::name(name))
}

/// The statement that lets names of all namespaces be found.
pub(super) fn search_path_of(schema: &Schema) -> Option<String> {
    let others = schema.namespaces.iter().map(|it| it.name.as_str());
    search_path(&others.filter(|name| *name != MAIN).collect::<Vec<_>>())
}

/// Definitions keep names as they were written, perhaps from inside of another namespace.
fn search_path(others: &[&str]) -> Option<String> {
    if others.is_empty() {
        return None;
    }
    let names = std::iter::once(&MAIN).chain(others);
    let names: Vec<String> = names.map(|name| quote::name(name)).collect();
    let path = quote::text(&names.join(","));
    Some(format!("SET search_path = {path}"))
}

/// The statement that makes a named type.
pub(super) fn render_type(definition: &TypeDefinition) -> Option<String> {
    let body = match &definition.kind {
        TypeKind::Enum(variants) => {
            let variants = variants.iter().map(|variant| quote::text(&variant.name));
            format!("ENUM ({})", variants.collect::<Vec<_>>().join(", "))
        }
        TypeKind::Alias { native_type, .. } => native_type.clone(),
        // The engine has no others.
        _ => return None,
    };
    let name = quote::object(&definition.name);
    Some(format!("CREATE TYPE {name} AS {body}"))
}

/// The statement that makes a sequence.
pub(super) fn render_sequence(sequence: &Sequence) -> String {
    let mut sql = format!("CREATE SEQUENCE {}", quote::object(&sequence.name));
    let words = [
        ("increment", "INCREMENT BY"),
        ("minimum", "MINVALUE"),
        ("maximum", "MAXVALUE"),
        ("start", "START WITH"),
    ];
    for (option, words) in words {
        if let Some(value) = sequence.options.get(option) {
            sql.push_str(&format!(" {words} {value}"));
        }
    }
    if sequence.options.get("cycle").is_some_and(|it| it == "true") {
        sql.push_str(" CYCLE");
    }
    sql
}

/// The statement that makes an index.
pub(super) fn render_index(table: &ObjectName, index: &Index) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let method = index.method.as_ref();
    let method = method.map_or_else(String::new, |it| format!(" USING {it}"));
    let parts = index.parts.iter().map(|part| match &part.key {
        IndexKey::Column(name) => quote::name(name),
        IndexKey::Expression(text) => format!("({})", reprint::as_written(text)),
    });
    format!(
        "CREATE {unique}INDEX {} ON {}{method} ({})",
        quote::name(&index.name),
        quote::object(table),
        parts.collect::<Vec<_>>().join(", ")
    )
}
