//! `CREATE` of what is kept as text: triggers, routines and events.

use schema_model::{Event, ObjectName, Options, Routine, RoutineKind, Trigger};

use super::head::{event_options, routine_comment};
use super::script::{Passed, Script};
use super::statement::skip;
use crate::dialect::mysql::cursor::Cursor;
use crate::dialect::mysql::definer::split_definer;

pub(super) fn create_trigger(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    let (definition, definer) = split_definer(cursor.rest(), script.flavour);
    let mut head = Cursor::new(&definition, script.flavour);
    head.expect(&["create"])?;
    head.accept(&["or", "replace"]);
    head.expect(&["trigger"])?;
    head.accept(&["if", "not", "exists"]);
    let (_, name) = head.qualified()?;
    let timing = head.accept_any(&["before", "after"]).map(str::to_owned);
    let event = head.accept_any(&["insert", "update", "delete"]);
    head.expect(&["on"])?;
    let (_, table) = head.qualified()?;
    skip(cursor);
    let position = script.table_position(&table).ok_or_else(|| {
        Passed::Wrong(format!(
            "table `{table}` does not exist at this point: make it before, or correct the name"
        ))
    })?;
    let table = &mut script.schema.tables[position];
    table.triggers.retain(|known| known.name != name);
    table.triggers.push(Trigger {
        name,
        timing,
        events: event.into_iter().map(str::to_owned).collect(),
        definition: text_of(&definition),
        enabled: true,
        options: definer_option(definer),
        comment: None,
    });
    Ok(())
}

pub(super) fn create_routine(
    script: &mut Script,
    cursor: &mut Cursor<'_>,
    kind: RoutineKind,
) -> Result<(), Passed> {
    let (definition, definer) = split_definer(cursor.rest(), script.flavour);
    let mut head = Cursor::new(&definition, script.flavour);
    head.expect(&["create"])?;
    head.accept(&["or", "replace"]);
    head.accept(&["aggregate"]);
    head.take();
    head.accept(&["if", "not", "exists"]);
    let (_, name) = head.qualified()?;
    if head.accept(&["returns"]) {
        return Err(Passed::Unmodelled(
            "a function in a shared library belongs to the server".into(),
        ));
    }
    let comment = routine_comment(&mut head);
    skip(cursor);
    let name = ObjectName::bare(name);
    let signature = match kind {
        RoutineKind::Procedure => "procedure".into(),
        _ => String::new(),
    };
    script
        .schema
        .routines
        .retain(|known| known.name != name || known.kind != kind);
    script.schema.routines.push(Routine {
        name,
        signature,
        kind,
        definition: text_of(&definition),
        returns: None,
        depends_on: Vec::new(),
        options: definer_option(definer),
        owner: None,
        grants: Vec::new(),
        comment,
    });
    Ok(())
}

pub(super) fn create_event(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    let (definition, definer) = split_definer(cursor.rest(), script.flavour);
    let mut head = Cursor::new(&definition, script.flavour);
    head.expect(&["create"])?;
    head.accept(&["or", "replace"]);
    head.expect(&["event"])?;
    head.accept(&["if", "not", "exists"]);
    let (_, name) = head.qualified()?;
    let (enabled, comment) = event_options(&mut head);
    skip(cursor);
    let name = ObjectName::bare(name);
    script.schema.events.retain(|known| known.name != name);
    script.schema.events.push(Event {
        name,
        definition: text_of(&definition),
        enabled,
        options: definer_option(definer),
        comment,
    });
    Ok(())
}

/// A statement without the mark that closes a conditional comment around it.
fn text_of(definition: &str) -> String {
    definition
        .trim_end()
        .trim_end_matches("*/")
        .trim_end()
        .to_owned()
}

fn definer_option(definer: Option<String>) -> Options {
    definer
        .map(|definer| ("definer".into(), definer))
        .into_iter()
        .collect()
}
