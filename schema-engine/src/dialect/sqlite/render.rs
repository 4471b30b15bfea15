//! Writes a schema as the statements that make it in an empty database.
//!
//! Tables and indexes are written from the model, whatever text they were read from; views,
//! triggers and virtual tables from the text that SQLite keeps. What SQLite cannot express is an
//! error, never left out.

mod column;
mod constraint;
mod fragment;
mod index;
mod table;

use schema_model::{Schema, Table, TableKind, Trigger, View};

use super::view_order::views_in_order;
use crate::EngineError;

/// The statements, in an order in which each finds what it needs.
pub(super) fn render_schema(schema: &Schema) -> Result<Vec<String>, EngineError> {
    refuse_foreign_objects(schema)?;
    let mut statements = Vec::new();
    if let Some(encoding) = schema.options.get("encoding") {
        statements.push(render_encoding(encoding)?);
    }
    let tables = || {
        schema
            .tables
            .iter()
            .filter(|table| table.kind != TableKind::Shadow)
    };
    for table in tables().filter(|table| table.kind != TableKind::Virtual) {
        statements.push(table::render_table(table)?);
        for index in &table.indexes {
            statements.push(index::render_index(index, table)?);
        }
    }
    for table in tables().filter(|table| table.kind == TableKind::Virtual) {
        statements.push(render_virtual(table)?);
    }
    for view in views_in_order(schema) {
        statements.push(render_view(view)?);
    }
    // A trigger may name any table or view in its body.
    let triggers = tables().flat_map(|table| &table.triggers);
    for trigger in triggers.chain(schema.views.iter().flat_map(|view| &view.triggers)) {
        statements.push(render_trigger(trigger)?);
    }
    Ok(statements)
}

/// That an object of the model cannot be written.
fn cannot(object: impl ToString, message: impl Into<String>) -> EngineError {
    EngineError::Render {
        object: object.to_string(),
        message: message.into(),
    }
}

fn refuse_foreign_objects(schema: &Schema) -> Result<(), EngineError> {
    let names = (schema.namespaces.iter().map(|o| &o.name))
        .chain(schema.extensions.iter().map(|o| &o.name))
        .chain(schema.types.iter().map(|o| &o.name.name))
        .chain(schema.sequences.iter().map(|o| &o.name.name))
        .chain(schema.routines.iter().map(|o| &o.name.name))
        .chain(schema.events.iter().map(|o| &o.name.name))
        .chain(schema.objects.iter().map(|o| &o.name.name));
    match names.into_iter().next() {
        Some(name) => Err(cannot(
            name,
            "SQLite has tables, indexes, views and triggers alone",
        )),
        None => Ok(()),
    }
}

fn render_encoding(encoding: &str) -> Result<String, EngineError> {
    match encoding {
        "UTF-8" | "UTF-16" | "UTF-16le" | "UTF-16be" => {
            Ok(format!("PRAGMA encoding = '{encoding}'"))
        }
        _ => Err(cannot(
            "encoding",
            format!("`{encoding}` is not an encoding"),
        )),
    }
}

fn render_virtual(table: &Table) -> Result<String, EngineError> {
    let definition = table
        .definition
        .as_deref()
        .ok_or_else(|| cannot(&table.name, "the virtual table has no definition"))?;
    fragment::statement(definition, &["create", "virtual", "table"])
        .map_err(|message| cannot(&table.name, message))
}

fn render_view(view: &View) -> Result<String, EngineError> {
    if view.materialized {
        return Err(cannot(&view.name, "SQLite has no materialized views"));
    }
    fragment::statement(&view.definition, &["create", "view"])
        .map_err(|message| cannot(&view.name, message))
}

fn render_trigger(trigger: &Trigger) -> Result<String, EngineError> {
    fragment::statement(&trigger.definition, &["create", "trigger"])
        .map_err(|message| cannot(&trigger.name, message))
}
