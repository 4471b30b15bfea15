//! Names and texts as DuckDB reads them.

use schema_model::ObjectName;

/// A name in quotes; the engine prints the quotes only where it needs them.
pub(super) fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The name of an object with its namespace.
pub(super) fn object(object: &ObjectName) -> String {
    match &object.namespace {
        Some(namespace) => format!("{}.{}", name(namespace), name(&object.name)),
        None => name(&object.name),
    }
}

/// Names in parentheses.
pub(super) fn list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|it| name(it)).collect();
    format!("({})", names.join(", "))
}

/// A text constant.
pub(super) fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
