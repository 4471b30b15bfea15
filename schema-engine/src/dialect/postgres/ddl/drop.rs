//! `DROP`.

use schema_model::{LogicalType, ObjectKey, ObjectKind, ObjectName};

use super::alter::Target;
use super::cursor::Cursor;
use super::database::absent;
use super::drop_part::{drop_column, drop_owned_sequences, drop_references};
use super::routine;
use super::script::{Applied, Passed, Script, expect, need, skip};

const KINDS: &[&str] = &[
    "foreign table",
    "materialized view",
    "table",
    "view",
    "index",
    "sequence",
    "type",
    "domain",
    "schema",
    "extension",
];

/// `DROP`, from there on.
pub(super) fn apply(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    if cursor.at_any(&["function", "procedure", "aggregate", "routine"]) {
        return drop_routines(script, cursor);
    }
    if let Some(kind) = cursor.eat_any(&["trigger", "rule", "policy"]) {
        return drop_part(script, cursor, kind);
    }
    let Some(kind) = cursor.eat_any(KINDS) else {
        return drop_other(script, cursor);
    };
    cursor.eat("concurrently");
    let careful = cursor.eat("if exists");
    let names = cursor.names();
    let names = need(cursor, names, "a name")?;
    let cascades = cursor.eat("cascade");
    cursor.eat("restrict");
    for written in names {
        let dropped = drop_one(script, kind, &written, cascades)?;
        if !dropped && !careful {
            return Err(absent(kind, &written.to_string()));
        }
    }
    Ok(())
}

/// Whether it was there.
fn drop_one(
    script: &mut Script,
    kind: &str,
    written: &ObjectName,
    cascades: bool,
) -> Applied<bool> {
    let db = &mut script.db;
    match kind {
        "table" | "foreign table" => {
            let found = db.find_table(written);
            found.iter().for_each(|name| drop_table(script, name));
            Ok(found.is_some())
        }
        "view" | "materialized view" => {
            let found = db.find_view(written);
            found.iter().for_each(|name| drop_view(script, name));
            Ok(found.is_some())
        }
        "sequence" => {
            let found = db.find_sequence(written);
            if let Some(name) = &found {
                db.sequences.remove(name);
                db.release(name);
                drop_defaults(script, name);
            }
            Ok(found.is_some())
        }
        "index" => Ok(drop_index(script, written)),
        "type" | "domain" => {
            let found = db.find_type(written);
            if let Some(name) = &found {
                drop_type(script, name)?;
            }
            Ok(found.is_some())
        }
        "schema" => Ok(drop_namespace(script, &written.name, cascades)),
        _ => Ok(db.extensions.remove(&written.name).is_some()),
    }
}

fn drop_table(script: &mut Script, name: &ObjectName) {
    for child in script.db.children(name) {
        drop_table(script, &child);
    }
    if script.db.take_table(name).is_none() {
        return;
    }
    drop_owned_sequences(&mut script.db, name, None);
    drop_references(&mut script.db, name, |_| true);
    drop_readers(script, name);
}

fn drop_view(script: &mut Script, name: &ObjectName) {
    let Some(view) = script.db.views.remove(name) else {
        return;
    };
    for index in &view.indexes {
        script.db.release(&name.sibling(&index.name));
    }
    script.db.release(name);
    script.paths.remove(name);
    drop_readers(script, name);
}

/// Views that read what is gone.
fn drop_readers(script: &mut Script, name: &ObjectName) {
    let reads = |key: &ObjectKey| {
        key.name == *name && matches!(key.kind, ObjectKind::Table | ObjectKind::View)
    };
    let views = script.db.views.values();
    let readers: Vec<_> = views
        .filter(|view| view.depends_on.iter().any(reads))
        .map(|view| view.name.clone())
        .collect();
    readers.iter().for_each(|reader| drop_view(script, reader));
}

/// Defaults that count with a sequence that is gone.
fn drop_defaults(script: &mut Script, sequence: &ObjectName) {
    let text = super::expression::next_value(sequence);
    let columns = script.db.tables.values_mut().flat_map(|it| &mut it.columns);
    for column in columns.filter(|it| it.default.as_deref() == Some(&text)) {
        column.default = None;
    }
}

fn drop_index(script: &mut Script, written: &ObjectName) -> bool {
    let Some((on, index)) = script.db.find_index(written) else {
        return false;
    };
    if let Some(view) = script.db.views.get_mut(&on) {
        view.indexes.retain(|it| it.name != index.name);
        script.db.release(&index);
        return true;
    }
    let mut names = vec![(on, index.name)];
    while let Some((on, name)) = names.pop() {
        for child in script.db.children(&on) {
            let indexes = &script.db.tables[&child].indexes;
            let attached = indexes
                .iter()
                .filter(|it| it.attached_to.as_ref() == Some(&name));
            names.extend(attached.map(|it| (child.clone(), it.name.clone())));
        }
        if let Some(mut table) = script.db.take_table(&on) {
            table.indexes.retain(|it| it.name != name);
            script.db.put_table(table);
        }
    }
    true
}

/// Drops a type with the columns that are of it.
fn drop_type(script: &mut Script, name: &ObjectName) -> Applied {
    script.db.types.remove(name);
    script.db.release(name);
    let of_type = |logical: &LogicalType| logical.references().contains(&name);
    let mut columns = Vec::new();
    for table in script.db.tables.values() {
        let found = table.columns.iter().filter(|it| of_type(&it.logical_type));
        columns.extend(found.map(|it| (table.name.clone(), it.name.clone())));
    }
    for (table, column) in columns {
        let target = Target {
            name: table,
            only: false,
        };
        drop_column(script, &target, &column, true)?;
    }
    Ok(())
}

fn drop_namespace(script: &mut Script, name: &str, cascades: bool) -> bool {
    if script.db.namespaces.remove(name).is_none() {
        return false;
    }
    if !cascades {
        return true;
    }
    let is_inside = |it: &ObjectName| it.namespace.as_deref() == Some(name);
    let tables: Vec<_> = script
        .db
        .tables
        .keys()
        .filter(|it| is_inside(it))
        .cloned()
        .collect();
    tables.iter().for_each(|it| drop_table(script, it));
    let views: Vec<_> = script
        .db
        .views
        .keys()
        .filter(|it| is_inside(it))
        .cloned()
        .collect();
    views.iter().for_each(|it| drop_view(script, it));
    let types: Vec<_> = script
        .db
        .types
        .keys()
        .filter(|it| is_inside(it))
        .cloned()
        .collect();
    for ty in types {
        // Columns of it are dropped with it, and they are there.
        let _ = drop_type(script, &ty);
    }
    let sequences: Vec<_> = script
        .db
        .sequences
        .keys()
        .filter(|it| is_inside(it))
        .cloned()
        .collect();
    for sequence in sequences {
        script.db.sequences.remove(&sequence);
        script.db.release(&sequence);
    }
    script.db.routines.retain(|it| !is_inside(&it.name));
    script.db.objects.retain(|it| !is_inside(&it.name));
    let inside = |namespace: &Option<String>| namespace.as_deref() == Some(name);
    script.db.extensions.retain(|_, it| !inside(&it.namespace));
    true
}

fn drop_routines(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    cursor.bump();
    let careful = cursor.eat("if exists");
    let mut gone = Vec::new();
    loop {
        let written = cursor.clone();
        match routine::find(cursor, &script.db)? {
            Some(index) => gone.push(script.db.routines.remove(index).name),
            None if careful => {}
            None => {
                let mut written = written;
                let name = written.name().map(|name| name.to_string());
                return Err(absent("function", &name.unwrap_or_default()));
            }
        }
        if !cursor.eat_symbol(",") {
            break;
        }
    }
    if cursor.eat("cascade") {
        gone.iter().for_each(|name| drop_callers(script, name));
    }
    cursor.eat("restrict");
    Ok(())
}

/// Triggers that execute a function that is gone go with it.
fn drop_callers(script: &mut Script, name: &ObjectName) {
    for table in script.db.tables.values_mut() {
        table.triggers.retain(|trigger| {
            let read = super::lexer::tokens(&trigger.definition);
            let execute = read.iter().position(|token| token.is_word("execute"));
            let rest = execute.map_or(&[][..], |at| read.get(at + 2..).unwrap_or_default());
            let executed = Cursor::new(&trigger.definition, rest).name();
            executed.is_none_or(|it| it.name != name.name)
        });
    }
}

/// `DROP TRIGGER name ON table` and its kin.
fn drop_part(script: &mut Script, cursor: &mut Cursor<'_, '_>, kind: &str) -> Applied {
    let careful = cursor.eat("if exists");
    let name = cursor.identifier();
    let name = need(cursor, name, "a name")?;
    expect(cursor, "on")?;
    let on = cursor.name();
    let on = need(cursor, on, "a table")?;
    let _ = cursor.eat("cascade") || cursor.eat("restrict");
    let db = &mut script.db;
    let before;
    let after;
    if let Some(view) = db.find_view(&on).and_then(|it| db.views.get_mut(&it)) {
        before = view.triggers.len() + view.rules.len();
        view.triggers
            .retain(|it| kind != "trigger" || it.name != name);
        view.rules.retain(|it| kind != "rule" || it.name != name);
        after = view.triggers.len() + view.rules.len();
    } else if let Some(table) = db.find_table(&on).and_then(|it| db.tables.get_mut(&it)) {
        before = table.triggers.len() + table.rules.len() + table.policies.len();
        table
            .triggers
            .retain(|it| kind != "trigger" || it.name != name);
        table.rules.retain(|it| kind != "rule" || it.name != name);
        table
            .policies
            .retain(|it| kind != "policy" || it.name != name);
        after = table.triggers.len() + table.rules.len() + table.policies.len();
    } else if careful {
        return Ok(());
    } else {
        return Err(absent("table", &on.to_string()));
    }
    match before == after && !careful {
        true => Err(absent(kind, &format!("{on}.{name}"))),
        false => Ok(()),
    }
}

/// Objects that are kept as text, and those of the server.
fn drop_other(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    const OF_SERVER: &[&str] = &["role", "user", "database", "owned", "tablespace", "group"];
    if cursor.at_any(OF_SERVER) {
        skip(cursor);
        script.note(
            "statement",
            "DROP",
            "roles, databases and tablespaces belong to the server",
        );
        return Ok(());
    }
    let words = cursor.text().to_ascii_lowercase();
    let object = script.db.objects.iter().position(|object| {
        let rest = words.strip_prefix(&object.kind);
        rest.is_some_and(|rest| rest.contains(&object.name.name))
    });
    let careful = words.contains("if exists");
    skip(cursor);
    match object {
        Some(index) => drop(script.db.objects.remove(index)),
        None if careful => {}
        None => {
            return Err(Passed::Unmodelled("what it drops is not modelled".into()));
        }
    }
    Ok(())
}
