//! Objects that are kept as the statement that makes them: triggers, routines, events.

use schema_model::{DefinedObject, Event, ObjectName, Options, Routine, RoutineKind, Trigger};

use super::{Catalog, Server, of_database, quote_name, statements};
use crate::EngineError;
use crate::dialect::mysql::definer::split_definer;
use crate::dialect::mysql::qualify::unqualify;

/// Reads all triggers, each into its table.
pub(super) fn read_triggers(
    connector: &mut dyn Server,
    catalog: &mut Catalog,
) -> Result<(), EngineError> {
    let sql = format!(
        "{} WHERE {}",
        include_str!("triggers.sql").trim_end(),
        of_database("TRIGGER_SCHEMA", &catalog.database)
    );
    let listed = connector.rows("list the triggers", &sql)?;
    let names: Vec<String> = listed.iter().map(|row| text(row, 0)).collect();
    let answers = connector.rows_of_each(&statements(&names, "SHOW CREATE TRIGGER"))?;
    for (row, answer) in listed.iter().zip(answers) {
        let (name, table) = (text(row, 0), text(row, 1));
        // Trigger, mode, statement, character set, collation, collation of the database.
        let Some(shown) = catalog.first_row("trigger", &name, answer) else {
            continue;
        };
        let Some(definition) = shown.get(2).cloned().flatten() else {
            catalog.list("trigger", &name, NO_DEFINITION);
            continue;
        };
        let (definition, mut options) = catalog.definition(&definition);
        options.insert("sql_mode".into(), text(&shown, 1));
        catalog.session(&mut options, &shown, 3);
        let same = |other: &Vec<Option<String>>| (1..4).all(|i| text(other, i) == text(row, i));
        if listed.iter().filter(|other| same(other)).count() > 1 {
            options.insert("order".into(), text(row, 4));
        }
        let trigger = Trigger {
            name: name.clone(),
            timing: Some(text(row, 2).to_ascii_lowercase()),
            events: vec![text(row, 3).to_ascii_lowercase()],
            definition,
            enabled: true,
            options,
            comment: None,
        };
        let tables = &mut catalog.schema.tables;
        match tables.iter_mut().find(|known| known.name.name == table) {
            Some(known) => known.triggers.push(trigger),
            None => catalog.list(
                "trigger",
                &name,
                format!("its table `{table}` is not readable"),
            ),
        }
    }
    Ok(())
}

/// Reads all functions, procedures and packages.
pub(super) fn read_routines(
    connector: &mut dyn Server,
    catalog: &mut Catalog,
) -> Result<(), EngineError> {
    let sql = format!(
        "{} WHERE {}",
        include_str!("routines.sql").trim_end(),
        of_database("ROUTINE_SCHEMA", &catalog.database)
    );
    let listed = connector.rows("list the routines", &sql)?;
    let texts: Vec<String> = listed
        .iter()
        .map(|row| format!("SHOW CREATE {} {}", text(row, 1), quote_name(&text(row, 0))))
        .collect();
    let answers = connector.rows_of_each(&texts)?;
    for (row, answer) in listed.iter().zip(answers) {
        let (name, word) = (text(row, 0), text(row, 1).to_ascii_lowercase());
        // Name, mode, statement, character set, collation, collation of the database.
        let Some(shown) = catalog.first_row(&word, &name, answer) else {
            continue;
        };
        let Some(definition) = shown.get(2).cloned().flatten() else {
            catalog.list(&word, &name, NO_DEFINITION);
            continue;
        };
        let (definition, mut options) = catalog.definition(&definition);
        options.insert("sql_mode".into(), text(&shown, 1));
        catalog.session(&mut options, &shown, 3);
        let kind = match word.as_str() {
            "function" => RoutineKind::Function,
            "procedure" => RoutineKind::Procedure,
            _ => {
                let object = DefinedObject {
                    kind: word,
                    name: ObjectName::bare(name),
                    definition: package_statements(&options, definition),
                    depends_on: Vec::new(),
                    owner: None,
                    grants: Vec::new(),
                    comment: None,
                };
                catalog.schema.objects.push(object);
                continue;
            }
        };
        catalog.schema.routines.push(Routine {
            name: ObjectName::bare(name),
            // A function and a procedure of the same name are told apart.
            signature: if kind == RoutineKind::Procedure {
                "procedure".into()
            } else {
                String::new()
            },
            kind,
            definition,
            returns: Some(text(row, 2)).filter(|returns| !returns.is_empty()),
            depends_on: Vec::new(),
            options,
            owner: None,
            grants: Vec::new(),
            comment: Some(text(row, 3)).filter(|comment| !comment.is_empty()),
        });
    }
    Ok(())
}

/// A package is written in the mode that it was made in, and for the same account.
fn package_statements(options: &Options, mut definition: String) -> Vec<String> {
    if let Some(definer) = options.get("definer") {
        definition = definition.replacen("CREATE ", &format!("CREATE DEFINER={definer} "), 1);
    }
    let mode = options
        .get("sql_mode")
        .map(String::as_str)
        .unwrap_or_default();
    vec![format!("SET sql_mode = '{mode}'"), definition]
}

/// Reads all events.
pub(super) fn read_events(
    connector: &mut dyn Server,
    catalog: &mut Catalog,
) -> Result<(), EngineError> {
    let sql = format!(
        "{} WHERE {}",
        include_str!("events.sql").trim_end(),
        of_database("EVENT_SCHEMA", &catalog.database)
    );
    let listed = connector.rows("list the events", &sql)?;
    let names: Vec<String> = listed.iter().map(|row| text(row, 0)).collect();
    let answers = connector.rows_of_each(&statements(&names, "SHOW CREATE EVENT"))?;
    for (row, answer) in listed.iter().zip(answers) {
        let name = text(row, 0);
        // Event, mode, time zone, statement, character set, collation, collation of the database.
        let Some(shown) = catalog.first_row("event", &name, answer) else {
            continue;
        };
        let Some(definition) = shown.get(3).cloned().flatten() else {
            catalog.list("event", &name, NO_DEFINITION);
            continue;
        };
        let definition = match text(row, 3) == "1" {
            true => without_start(&definition),
            false => definition,
        };
        let (definition, mut options) = catalog.definition(&definition);
        options.insert("sql_mode".into(), text(&shown, 1));
        options.insert("time_zone".into(), text(&shown, 2));
        catalog.session(&mut options, &shown, 4);
        catalog.schema.events.push(Event {
            name: ObjectName::bare(name),
            definition,
            enabled: text(row, 1) == "ENABLED",
            options,
            comment: Some(text(row, 2)).filter(|comment| !comment.is_empty()),
        });
    }
    Ok(())
}

/// The statement without the moment from which the event counts. One that does not say it counts
/// from when it was made, and the server writes that down as if it had been said.
fn without_start(definition: &str) -> String {
    let Some((head, rest)) = definition.split_once(" STARTS '") else {
        return definition.to_owned();
    };
    match rest.split_once('\'') {
        Some((_, rest)) => format!("{head}{rest}"),
        None => definition.to_owned(),
    }
}

const NO_DEFINITION: &str = "not readable: this account may not see its definition";

impl Catalog {
    /// A statement without account and database, and the options that take the account.
    fn definition(&self, text: &str) -> (String, Options) {
        let (text, definer) = split_definer(text.trim(), self.flavour);
        let text = unqualify(&text, &self.database, self.flavour).into_owned();
        let definer = definer.map(|definer| ("definer".into(), definer));
        (text, definer.into_iter().collect())
    }

    /// The session settings that an object carries, from the values of its answer. The collation of
    /// the database is kept where it is not that of the database now.
    fn session(&self, options: &mut Options, shown: &[Option<String>], first: usize) {
        options.insert("charset_client".into(), text(shown, first));
        options.insert("collation_connection".into(), text(shown, first + 1));
        let database = text(shown, first + 2);
        if self.schema.options.get("collation") != Some(&database) {
            options.insert("database_collation".into(), database);
        }
    }
}

fn text(row: &[Option<String>], index: usize) -> String {
    row.get(index).cloned().flatten().unwrap_or_default()
}
