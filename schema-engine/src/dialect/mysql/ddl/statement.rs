//! What each statement does to the schema.

use schema_model::{
    Event, Index, ObjectName, Options, Persistence, Routine, RoutineKind, Table, Trigger, View,
};

use super::alter::apply_alter_table;
use super::head::{event_options, routine_comment};
use super::implied::{drop_implied_indexes, imply_names};
use super::index::{KeyKind, add_key, parse_tail};
use super::script::{Passed, Script};
use super::view::parse_view;
use super::{parse_sequence, parse_table};
use crate::dialect::mysql::cursor::Cursor;
use crate::dialect::mysql::definer::split_definer;

/// Statements that say nothing about the schema.
const SILENT: &[&str] = &[
    "set", "insert", "update", "delete", "replace", "select", "commit", "start", "begin",
    "rollback", "lock", "unlock", "flush", "analyze", "optimize", "check", "repair", "show",
    "grant", "revoke", "load", "source", "truncate", "do", "reset", "use",
];

/// Applies one statement.
pub(super) fn apply_statement(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    if cursor.sees(&["create"]) {
        return apply_create(script, cursor);
    }
    if cursor.accept(&["alter"]) {
        return apply_alter(script, cursor);
    }
    if cursor.accept(&["drop"]) {
        return apply_drop(script, cursor);
    }
    if cursor.accept(&["rename"]) {
        return apply_rename(script, cursor);
    }
    if cursor.accept(&["use"]) {
        script.database = Some(cursor.name()?);
        return Ok(());
    }
    if SILENT.iter().any(|word| cursor.sees(&[word])) {
        skip(cursor);
        return Ok(());
    }
    Err(cursor
        .unexpected("a statement that changes the schema")
        .into())
}

fn skip(cursor: &mut Cursor<'_>) {
    while cursor.take().is_some() {}
}

/// The word that says what is created: the first of them in the head.
fn created<'w>(cursor: &Cursor<'_>, words: &[&'w str]) -> Option<&'w str> {
    (1..16)
        .filter_map(|ahead| cursor.peek_at(ahead))
        .find_map(|token| words.iter().copied().find(|word| token.is_word(word)))
}

fn apply_create(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    let words = [
        "table",
        "view",
        "index",
        "key",
        "sequence",
        "trigger",
        "procedure",
        "function",
        "event",
        "database",
        "schema",
        "user",
        "role",
        "server",
        "tablespace",
        "package",
    ];
    match created(cursor, &words) {
        Some("table") => create_table(script, cursor),
        Some("view") => create_view(script, cursor),
        Some("index" | "key") => create_index(script, cursor),
        Some("sequence") => {
            let sequence = parse_sequence(cursor)?;
            script
                .schema
                .sequences
                .retain(|known| known.name != sequence.name);
            script.schema.sequences.push(sequence);
            Ok(())
        }
        Some("trigger") => create_trigger(script, cursor),
        Some("procedure") => create_routine(script, cursor, RoutineKind::Procedure),
        Some("function") => create_routine(script, cursor, RoutineKind::Function),
        Some("event") => create_event(script, cursor),
        Some("database" | "schema") => create_database(script, cursor),
        _ => Err(Passed::Unmodelled(
            "this kind of object is not modelled".into(),
        )),
    }
}

fn create_table(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    let mut ahead = cursor.clone();
    ahead.accept(&["create"]);
    let replaces = ahead.accept(&["or", "replace"]);
    let temporary = ahead.accept(&["temporary"]);
    ahead.expect(&["table"])?;
    let careful = ahead.accept(&["if", "not", "exists"]);
    let (_, name) = ahead.qualified()?;
    let like = ahead.accept(&["like"])
        || ahead.sees_symbol('(') && {
            ahead.accept_symbol('(');
            ahead.accept(&["like"])
        };
    let known = script.table_position(&name);
    if let (Some(_), true) = (known, careful) {
        skip(cursor);
        return Ok(());
    }
    if let (Some(_), false) = (known, replaces) {
        return Err(Passed::Wrong(format!(
            "table `{name}` exists already: drop it first, or remove one of the two statements"
        )));
    }
    let table = if like {
        let (_, model) = ahead.qualified()?;
        skip(cursor);
        copy_table(script, &model, &name)?
    } else {
        let mut reader = script.reader();
        let table = parse_table(&mut reader, cursor);
        script.unread.append(&mut reader.unread);
        table?
    };
    if temporary || table.persistence == Persistence::Temporary {
        return Ok(());
    }
    // The same text may first have made a stand-in for a view.
    if let Some(position) = known {
        script.schema.tables.remove(position);
    }
    script.schema.tables.push(table);
    Ok(())
}

/// `CREATE TABLE … LIKE`: everything but foreign keys and triggers.
fn copy_table(script: &Script, model: &str, name: &str) -> Result<Table, Passed> {
    let position = script
        .table_position(model)
        .ok_or_else(|| Passed::Wrong(format!("table `{model}` does not exist")))?;
    let mut table = script.schema.tables[position].clone();
    table.name = ObjectName::bare(name);
    table.triggers.clear();
    table.constraints.retain(|constraint| {
        !matches!(constraint.kind, schema_model::ConstraintKind::ForeignKey(_))
    });
    Ok(table)
}

fn create_view(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    let text = parse_view(cursor)?;
    skip(cursor);
    let name = ObjectName::bare(text.name);
    let columns = super::view::columns(
        &text.columns,
        &text.definition,
        script.flavour,
        |table, column| {
            let known = script.schema.tables.iter().find(|t| t.name.name == table);
            let columns = known.map(|table| &table.columns).or_else(|| {
                let view = script.schema.views.iter().find(|v| v.name.name == table);
                view.map(|view| &view.columns)
            });
            columns?
                .iter()
                .find(|c| c.name.eq_ignore_ascii_case(column))
                .cloned()
        },
    );
    let mut view = View::new(name, columns, text.definition);
    view.options = text.options;
    script.schema.views.retain(|known| known.name != view.name);
    script.schema.views.push(view);
    Ok(())
}

fn create_index(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    cursor.expect(&["create"])?;
    cursor.accept(&["or", "replace"]);
    cursor.accept_any(&["online", "offline"]);
    let kind = match cursor.accept_any(&["unique", "fulltext", "spatial", "vector"]) {
        Some("unique") => KeyKind::Unique,
        method => KeyKind::Index(method),
    };
    cursor.expect(&["index"])?;
    let careful = cursor.accept(&["if", "not", "exists"]);
    let name = cursor.name()?;
    let mut index = Index::new(name, Vec::new());
    if cursor.accept_any(&["using", "type"]).is_some() {
        index.method = Some(cursor.name()?.to_ascii_lowercase());
    }
    cursor.expect(&["on"])?;
    let (_, table) = cursor.qualified()?;
    let position = script
        .table_position(&table)
        .ok_or_else(|| Passed::Wrong(format!("table `{table}` does not exist")))?;
    let mut reader = script.reader();
    parse_tail(&mut reader, cursor, &mut index)?;
    script.unread.append(&mut reader.unread);
    skip(cursor);
    let table = &mut script.schema.tables[position];
    let exists = table.indexes.iter().any(|known| known.name == index.name);
    if !(exists && careful) {
        drop_implied_indexes(table, &index);
        add_key(table, kind, index);
    }
    Ok(())
}

fn create_trigger(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
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
    let position = script
        .table_position(&table)
        .ok_or_else(|| Passed::Wrong(format!("table `{table}` does not exist")))?;
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

fn create_routine(
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

fn create_event(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
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

fn create_database(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    cursor.expect(&["create"])?;
    cursor.accept(&["or", "replace"]);
    cursor.take();
    cursor.accept(&["if", "not", "exists"]);
    let name = cursor.name()?;
    // The name stays out of the schema; a second database would be another schema.
    if script
        .database
        .as_ref()
        .is_some_and(|database| *database != name)
    {
        return Err(Passed::Unmodelled("only one database is read".into()));
    }
    script.database = Some(name);
    let mut defaults = Table::new(ObjectName::bare(""));
    let mut reader = script.reader();
    super::options::parse_options(&mut reader, cursor, &mut defaults)?;
    script.schema.options.append(&mut defaults.options);
    Ok(())
}

fn apply_alter(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    cursor.accept_any(&["online", "offline"]);
    cursor.accept(&["ignore"]);
    if cursor.accept(&["database"]) || cursor.accept(&["schema"]) {
        if !cursor.sees(&["character"]) && !cursor.sees(&["default"]) && !cursor.sees(&["charset"])
        {
            cursor.name()?;
        }
        let mut defaults = Table::new(ObjectName::bare(""));
        super::options::parse_options(&mut script.reader(), cursor, &mut defaults)?;
        script.schema.options.append(&mut defaults.options);
        return Ok(());
    }
    if !cursor.accept(&["table"]) {
        return Err(Passed::Unmodelled("this change is not followed".into()));
    }
    let careful = cursor.accept(&["if", "exists"]);
    let (_, name) = cursor.qualified()?;
    let Some(position) = script.table_position(&name) else {
        if careful {
            skip(cursor);
            return Ok(());
        }
        return Err(Passed::Wrong(format!("table `{name}` does not exist")));
    };
    let mut reader = script.reader();
    let table = &mut script.schema.tables[position];
    let applied = apply_alter_table(&mut reader, cursor, table);
    imply_names(&reader, table);
    script.unread.append(&mut reader.unread);
    applied
}

fn apply_drop(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    cursor.accept(&["temporary"]);
    let words = [
        "table",
        "view",
        "index",
        "sequence",
        "trigger",
        "procedure",
        "function",
        "event",
        "database",
        "schema",
        "user",
        "role",
        "server",
        "tablespace",
        "package",
    ];
    let Some(word) = cursor.accept_any(&words) else {
        return Err(cursor.unexpected("what to drop").into());
    };
    let careful = cursor.accept(&["if", "exists"]);
    if matches!(
        word,
        "database" | "schema" | "user" | "role" | "server" | "tablespace"
    ) {
        skip(cursor);
        return Ok(());
    }
    loop {
        let (_, name) = cursor.qualified()?;
        if word == "index" {
            cursor.expect(&["on"])?;
            let (_, table) = cursor.qualified()?;
            let position = script
                .table_position(&table)
                .ok_or_else(|| Passed::Wrong(format!("table `{table}` does not exist")))?;
            super::alter::drop_index(&mut script.schema.tables[position], &name);
        } else if !drop_object(script, word, &name) && !careful && word != "view" {
            return Err(Passed::Wrong(format!("{word} `{name}` does not exist")));
        }
        if !cursor.accept_symbol(',') {
            break;
        }
    }
    skip(cursor);
    Ok(())
}

fn drop_object(script: &mut Script, word: &str, name: &str) -> bool {
    let schema = &mut script.schema;
    let is = |known: &ObjectName| known.name.eq_ignore_ascii_case(name);
    let count = |schema: &schema_model::Schema| {
        let triggers: usize = schema.tables.iter().map(|table| table.triggers.len()).sum();
        let objects = schema.tables.len() + schema.views.len() + schema.sequences.len();
        objects + triggers + schema.routines.len() + schema.events.len()
    };
    let before = count(schema);
    match word {
        "table" => schema.tables.retain(|known| !is(&known.name)),
        "view" => schema.views.retain(|known| !is(&known.name)),
        "sequence" => schema.sequences.retain(|known| !is(&known.name)),
        "event" => schema.events.retain(|known| !is(&known.name)),
        "trigger" => {
            for table in &mut schema.tables {
                table
                    .triggers
                    .retain(|known| !known.name.eq_ignore_ascii_case(name));
            }
        }
        "procedure" => schema
            .routines
            .retain(|known| !is(&known.name) || known.kind != RoutineKind::Procedure),
        "function" => schema
            .routines
            .retain(|known| !is(&known.name) || known.kind != RoutineKind::Function),
        _ => {}
    }
    count(schema) < before
}

/// `RENAME TABLE a TO b, …`.
fn apply_rename(script: &mut Script, cursor: &mut Cursor<'_>) -> Result<(), Passed> {
    if cursor.accept_any(&["table", "tables"]).is_none() {
        return Err(Passed::Unmodelled(
            "only tables are renamed in a schema".into(),
        ));
    }
    loop {
        let (_, from) = cursor.qualified()?;
        cursor.expect(&["to"])?;
        let (_, to) = cursor.qualified()?;
        let position = script
            .table_position(&from)
            .ok_or_else(|| Passed::Wrong(format!("table `{from}` does not exist")))?;
        script.schema.tables[position].name.name = to;
        if !cursor.accept_symbol(',') {
            return Ok(());
        }
    }
}
