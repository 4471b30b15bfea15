//! Writes a schema as the statements that make it in an empty database.
//!
//! The order is: sequences, tables, foreign keys that could not stand in their table, routines,
//! views, triggers, events. Objects that carry session settings are made under those settings, and
//! the session is given back at the end.

mod column;
mod key;
mod order;
mod session;
mod table;

use schema_model::{Schema, Sequence, Trigger, View};

pub(super) use column::render_column;
pub(super) use key::{render_column_check, render_constraint, render_index};
pub(super) use order::{Later, tables as table_order};
pub(super) use session::make_text;
pub(super) use table::render_table;

use super::flavour::Flavour;
use super::types::{quote_name, quote_text};
use crate::EngineError;
use session::Session;

/// The statements that make a schema in an empty database, in order.
pub(super) fn render_schema(
    schema: &Schema,
    flavour: &Flavour,
) -> Result<Vec<String>, EngineError> {
    let mut session = Session::begin();
    render_database(schema, &mut session);
    for sequence in &schema.sequences {
        session.push(render_sequence(sequence));
    }
    let (tables, later) = order::tables(schema);
    for table in tables {
        session.push(render_table(table, &later, flavour)?);
    }
    render_foreign_keys(&later, schema, flavour, &mut session);
    for object in &schema.objects {
        session.make_as_written(&object.definition);
    }
    for routine in &schema.routines {
        session.make(&routine.definition, &routine.options);
    }
    for view in order::views(schema) {
        session.push(render_view(view));
    }
    render_triggers(schema, &mut session);
    for event in &schema.events {
        session.make(&event.definition, &event.options);
    }
    Ok(session.end())
}

/// The database itself is there already; its defaults are not.
fn render_database(schema: &Schema, session: &mut Session) {
    let option = |name: &str| schema.options.get(name);
    if let (Some(charset), Some(collation)) = (option("charset"), option("collation")) {
        session.push(format!(
            "ALTER DATABASE CHARACTER SET {charset} COLLATE {collation}"
        ));
    }
}

/// Foreign keys that point in circles come after all tables; those to tables that are not here need
/// the check switched off.
fn render_foreign_keys(later: &Later, schema: &Schema, flavour: &Flavour, session: &mut Session) {
    for table in &schema.tables {
        for constraint in &table.constraints {
            let Some(elsewhere) = later.get(&table.name.name, constraint) else {
                continue;
            };
            let name = quote_name(&table.name.name);
            let key = render_constraint(constraint, flavour);
            if elsewhere {
                session.push("SET SESSION foreign_key_checks = 0".into());
            }
            session.push(format!("ALTER TABLE {name} ADD {key}"));
            if elsewhere {
                session.push("SET SESSION foreign_key_checks = 1".into());
            }
        }
    }
}

/// The statement that makes a sequence.
pub(super) fn render_sequence(sequence: &Sequence) -> String {
    let mut sql = format!("CREATE SEQUENCE {}", quote_name(&sequence.name.name));
    let words = [
        ("start", "START WITH"),
        ("minimum", "MINVALUE"),
        ("maximum", "MAXVALUE"),
        ("increment", "INCREMENT BY"),
    ];
    for (option, words) in words {
        if let Some(value) = sequence.options.get(option) {
            sql.push_str(&format!(" {words} {value}"));
        }
    }
    match sequence.options.get("cache").map(String::as_str) {
        Some("0") => sql.push_str(" NOCACHE"),
        Some(cache) => sql.push_str(&format!(" CACHE {cache}")),
        None => {}
    }
    if sequence
        .options
        .get("cycle")
        .is_some_and(|cycle| cycle == "true")
    {
        sql.push_str(" CYCLE");
    }
    if let Some(engine) = sequence.options.get("engine") {
        sql.push_str(&format!(" ENGINE={engine}"));
    }
    if let Some(comment) = &sequence.comment {
        sql.push_str(&format!(" COMMENT={}", quote_text(comment)));
    }
    sql
}

/// The statement that makes a view.
pub(super) fn render_view(view: &View) -> String {
    let option = |name: &str| view.options.get(name);
    let mut sql = String::from("CREATE");
    if let Some(algorithm) = option("algorithm") {
        sql.push_str(&format!(" ALGORITHM={}", algorithm.to_ascii_uppercase()));
    }
    if let Some(definer) = option("definer") {
        sql.push_str(&format!(" DEFINER={definer}"));
    }
    if let Some(security) = option("sql_security") {
        sql.push_str(&format!(" SQL SECURITY {}", security.to_ascii_uppercase()));
    }
    let name = quote_name(&view.name.name);
    sql.push_str(&format!(" VIEW {name}"));
    if let Some(columns) = option("columns") {
        sql.push_str(&format!(" ({columns})"));
    }
    sql.push_str(&format!(" AS {}", view.definition));
    if let Some(check) = option("check_option") {
        sql.push_str(&format!(
            " WITH {} CHECK OPTION",
            check.to_ascii_uppercase()
        ));
    }
    sql
}

/// Triggers of the same event run in the order in which they were made.
fn render_triggers(schema: &Schema, session: &mut Session) {
    for table in &schema.tables {
        let mut triggers: Vec<&Trigger> = table.triggers.iter().collect();
        let order = |trigger: &Trigger| -> u32 {
            let order = trigger.options.get("order");
            order.and_then(|order| order.parse().ok()).unwrap_or(0)
        };
        triggers.sort_by_key(|trigger| order(trigger));
        for trigger in triggers {
            session.make(&trigger.definition, &trigger.options);
        }
    }
}
