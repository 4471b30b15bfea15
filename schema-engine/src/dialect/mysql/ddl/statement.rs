//! What each statement does to the schema.

use schema_model::{Index, ObjectName, RoutineKind, Table, View};

use super::alter::apply_alter_table;
use super::body;
use super::contradiction::check_table;
use super::implied::{
    drop_implied_indexes, follow_renames, foreign_keys, imply_names, rename_foreign_keys,
    replace_implied_indexes,
};
use super::index::{KeyKind, add_key, parse_tail};
use super::script::{Passed, Script};
use super::view::parse_view;
use super::{parse_sequence, parse_table};
use crate::dialect::mysql::cursor::Cursor;

/// Statements that say nothing about the schema.
const SILENT: &[&str] = &[
    "set", "insert", "update", "delete", "replace", "select", "commit", "start", "begin",
    "rollback", "lock", "unlock", "flush", "analyze", "optimize", "check", "repair", "show",
    "load", "truncate", "do", "reset", "use",
];

/// Statements that may say something that is not modelled, and why it is not.
const LISTED: &[(&[&str], &str)] = &[
    (&["grant"], PRIVILEGES),
    (&["revoke"], PRIVILEGES),
    (&["begin", "not"], DYNAMIC),
    (&["call"], DYNAMIC),
    (&["prepare"], DYNAMIC),
    (&["execute"], DYNAMIC),
    (
        &["source"],
        "it reads another file: name that file as a source too",
    ),
];

const PRIVILEGES: &str = "privileges belong to accounts of the server";
const DYNAMIC: &str = "what it does is only known when it runs";

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
    if let Some((_, reason)) = LISTED.iter().find(|(words, _)| cursor.sees(words)) {
        return Err(Passed::Unmodelled((*reason).into()));
    }
    if SILENT.iter().any(|word| cursor.sees(&[word])) {
        skip(cursor);
        return Ok(());
    }
    Err(cursor
        .unexpected("a statement that changes the schema")
        .into())
}

pub(super) fn skip(cursor: &mut Cursor<'_>) {
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
        Some("trigger") => body::create_trigger(script, cursor),
        Some("procedure") => body::create_routine(script, cursor, RoutineKind::Procedure),
        Some("function") => body::create_routine(script, cursor, RoutineKind::Function),
        Some("event") => body::create_event(script, cursor),
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
    if temporary {
        let reason = "a temporary table is gone when the session ends";
        return Err(Passed::Unmodelled(reason.into()));
    }
    if let (Some(_), true) = (known, careful) {
        skip(cursor);
        return Ok(());
    }
    if let (Some(_), false) = (known, replaces) {
        return Err(Passed::Wrong(format!(
            "table `{name}` exists already: drop it first, or remove one of the two statements"
        )));
    }
    if is_from_query(&ahead) {
        let reason = "its columns are those of a query, which only a server works out";
        return Err(Passed::Unmodelled(reason.into()));
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
    check_table(&table)?;
    // The same text may first have made a stand-in for a view.
    if let Some(position) = known {
        script.schema.tables.remove(position);
    }
    script.schema.tables.push(table);
    Ok(())
}

/// Whether a query follows, after columns and options or in place of them.
fn is_from_query(cursor: &Cursor<'_>) -> bool {
    let mut rest = cursor.clone();
    if rest.accept_symbol('(') {
        if rest.sees(&["select"]) {
            return true;
        }
        rest = cursor.clone();
    }
    while rest.peek().is_some() {
        if rest.sees(&["select"]) || rest.take_group().is_err() {
            return rest.peek().is_some();
        }
    }
    false
}

/// `CREATE TABLE … LIKE`: everything but foreign keys and triggers.
fn copy_table(script: &Script, model: &str, name: &str) -> Result<Table, Passed> {
    let position = script.table_position(model).ok_or_else(|| {
        Passed::Wrong(format!(
            "table `{model}` does not exist at this point: make it before, or correct the name"
        ))
    })?;
    let mut table = script.schema.tables[position].clone();
    table.name = ObjectName::bare(name);
    table.triggers.clear();
    table.constraints.retain(|constraint| {
        !matches!(constraint.kind, schema_model::ConstraintKind::ForeignKey(_))
    });
    // Where the names of checks are the database's and not the table's, a copy has its own.
    if !script.flavour.column_checks {
        let checks = table
            .constraints
            .iter_mut()
            .filter(|it| matches!(it.kind, schema_model::ConstraintKind::Check(_)));
        for (n, check) in checks.enumerate() {
            check.name = Some(super::implied::check_name(script.flavour, name, n + 1));
        }
    }
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
    let position = script.table_position(&table).ok_or_else(|| {
        Passed::Wrong(format!(
            "table `{table}` does not exist at this point: make it before, or correct the name"
        ))
    })?;
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
    check_table(table)
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
        return Err(Passed::Wrong(format!(
            "table `{name}` does not exist at this point: make it before, or correct the name"
        )));
    };
    let mut reader = script.reader();
    let table = &mut script.schema.tables[position];
    let (name, keys) = (table.name.name.clone(), foreign_keys(table));
    let applied = apply_alter_table(&mut reader, cursor, table);
    replace_implied_indexes(table, &keys);
    rename_foreign_keys(table, &name);
    imply_names(&reader, table);
    let to = table.name.name.clone();
    script.unread.append(&mut reader.unread);
    if applied.is_ok() {
        check_table(table)?;
    }
    follow_renames(&mut script.schema.tables, &name, &to, &reader.renamed);
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
                .ok_or_else(|| Passed::Wrong(format!("table `{table}` does not exist at this point: make it before, or correct the name")))?;
            super::alter::drop_index(&mut script.schema.tables[position], &name);
        } else if !drop_object(script, word, &name) && !careful && word != "view" {
            return Err(Passed::Wrong(format!(
                "{word} `{name}` does not exist at this point: make it before, or correct the name"
            )));
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
        let position = script.table_position(&from).ok_or_else(|| {
            Passed::Wrong(format!(
                "table `{from}` does not exist at this point: make it before, or correct the name"
            ))
        })?;
        if script
            .table_position(&to)
            .is_some_and(|other| other != position)
        {
            return Err(Passed::Wrong(format!(
                "table `{from}` is renamed to `{to}`, which is there already: drop that one first, or choose another name"
            )));
        }
        let table = &mut script.schema.tables[position];
        table.name.name.clone_from(&to);
        rename_foreign_keys(table, &from);
        follow_renames(&mut script.schema.tables, &from, &to, &[]);
        if !cursor.accept_symbol(',') {
            return Ok(());
        }
    }
}
