//! `COMMENT ON`.

use schema_model::{ConstraintKind, ObjectName, TypeKind};

use super::cursor::Cursor;
use super::database::absent;
use super::routine;
use super::script::{Applied, Script, expect, need, skip};

/// Where a comment goes.
type Place<'s> = Option<&'s mut Option<String>>;

/// `COMMENT ON`, from there on.
pub(super) fn apply(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let mut ahead = cursor.clone();
    ahead.take_until(|token| token.is_word("is"));
    expect(&mut ahead, "is")?;
    let text = match ahead.eat("null") {
        true => None,
        false => {
            let text = ahead.string();
            Some(need(&ahead, text, "a text")?)
        }
    };
    let text = text.filter(|text| !text.is_empty());
    let target = cursor.clone();
    if !apply_to(script, cursor, &text)? {
        let name = target.take_until_is();
        return Err(absent("object of the comment", name.text()));
    }
    *cursor = ahead;
    Ok(())
}

impl<'a, 't> Cursor<'a, 't> {
    fn take_until_is(mut self) -> Cursor<'a, 't> {
        self.take_until(|token| token.is_word("is"))
    }
}

/// Whether what a comment is on was found.
fn apply_to(
    script: &mut Script,
    cursor: &mut Cursor<'_, '_>,
    text: &Option<String>,
) -> Applied<bool> {
    if let Some(kind) = cursor.eat_any(&["constraint", "trigger", "rule", "policy"]) {
        return apply_to_part(script, cursor, kind, text);
    }
    if cursor.eat("column") {
        let column = cursor.column_of();
        let (on, column) = need(cursor, column, "a column")?;
        return Ok(write(column_place(script, &on, &column), text));
    }
    if cursor.eat("schema") {
        let name = cursor.identifier();
        let name = need(cursor, name, "a name")?;
        let is_usual = name == "public" && text.as_deref() == Some("standard public schema");
        let found = script.db.namespaces.get_mut(&name);
        let text = text.clone().filter(|_| !is_usual);
        return Ok(write(found.map(|it| &mut it.comment), &text));
    }
    if cursor.eat("extension") {
        let name = cursor.identifier();
        let name = need(cursor, name, "a name")?;
        if let Some(found) = script.db.extensions.get_mut(&name) {
            found.comment.clone_from(text);
        }
        return Ok(true);
    }
    if cursor.at_any(&["function", "procedure", "aggregate", "routine"]) {
        cursor.bump();
        let found = routine::find(cursor, &script.db)?;
        let routine = found.map(|index| &mut script.db.routines[index]);
        return Ok(write(routine.map(|it| &mut it.comment), text));
    }
    apply_to_relation(script, cursor, text)
}

fn apply_to_relation(
    script: &mut Script,
    cursor: &mut Cursor<'_, '_>,
    text: &Option<String>,
) -> Applied<bool> {
    const KINDS: &[&str] = &[
        "foreign table",
        "materialized view",
        "table",
        "view",
        "sequence",
        "index",
        "type",
        "domain",
    ];
    let Some(kind) = cursor.eat_any(KINDS) else {
        return apply_to_other(script, cursor, text);
    };
    let written = cursor.name();
    let written = need(cursor, written, "a name")?;
    if kind == "index" {
        return comment_index(script, &written, text);
    }
    let db = &mut script.db;
    if let Some(name) = db.find_table(&written).filter(|_| kind.ends_with("table")) {
        return Ok(write(
            db.tables.get_mut(&name).map(|it| &mut it.comment),
            text,
        ));
    }
    if let Some(name) = db.find_view(&written).filter(|_| kind != "type") {
        return Ok(write(
            db.views.get_mut(&name).map(|it| &mut it.comment),
            text,
        ));
    }
    if let Some(name) = db.find_sequence(&written) {
        let found = db.sequences.get_mut(&name);
        return Ok(write(found.map(|it| &mut it.comment), text));
    }
    if let Some(name) = db.find_type(&written) {
        return Ok(write(
            db.types.get_mut(&name).map(|it| &mut it.comment),
            text,
        ));
    }
    // The row type of a table, the sequence of an identity column.
    Ok(db.find(&written, |name| db.is_taken(name)).is_some())
}

/// Databases and roles are not part of a schema; other objects keep the statement.
fn apply_to_other(
    script: &mut Script,
    cursor: &mut Cursor<'_, '_>,
    _text: &Option<String>,
) -> Applied<bool> {
    if cursor.at_any(&["database", "role", "tablespace", "large", "language"]) {
        return Ok(true);
    }
    let whole = cursor.text();
    let mut target = cursor.clone();
    let target = target.take_until(|token| token.is_word("is"));
    let target = target.text().to_ascii_lowercase();
    let found = script.db.objects.iter_mut().find(|object| {
        let words = target.strip_prefix(&object.kind);
        words.is_some_and(|rest| rest.contains(&object.name.name))
    });
    let is_there = found.is_some();
    if let Some(object) = found {
        object.definition.push(format!("COMMENT ON {whole}"));
    }
    if !is_there {
        script.note("comment", whole, "what it is on is not modelled");
    }
    skip(cursor);
    Ok(true)
}

fn write(place: Place<'_>, text: &Option<String>) -> bool {
    let is_there = place.is_some();
    if let Some(place) = place {
        place.clone_from(text);
    }
    is_there
}

fn column_place<'s>(script: &'s mut Script, on: &ObjectName, column: &str) -> Place<'s> {
    let db = &mut script.db;
    let columns = if let Some(name) = db.find_table(on) {
        &mut db.tables.get_mut(&name)?.columns
    } else if let Some(name) = db.find_view(on) {
        &mut db.views.get_mut(&name)?.columns
    } else {
        let name = db.find_type(on)?;
        match &mut db.types.get_mut(&name)?.kind {
            TypeKind::Composite(fields) => fields,
            _ => return None,
        }
    };
    let found = columns.iter_mut().find(|it| it.name == column)?;
    Some(&mut found.comment)
}

fn comment_index(
    script: &mut Script,
    written: &ObjectName,
    text: &Option<String>,
) -> Applied<bool> {
    let Some((on, index)) = script.db.find_index(written) else {
        return Ok(false);
    };
    if let Some(view) = script.db.views.get_mut(&on) {
        let mut indexes = view.indexes.iter_mut();
        let found = indexes.find(|it| it.name == index.name);
        return Ok(write(found.map(|it| &mut it.comment), text));
    }
    let Some(table) = script.db.tables.get_mut(&on) else {
        return Ok(false);
    };
    if let Some(found) = table.indexes.iter_mut().find(|it| it.name == index.name) {
        return Ok(write(Some(&mut found.comment), text));
    }
    let is_it = |it: &&mut schema_model::Constraint| it.name.as_deref() == Some(&index.name);
    let Some(found) = table.constraints.iter_mut().find(is_it) else {
        return Ok(false);
    };
    let options = match &mut found.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => &mut key.options,
        ConstraintKind::Exclusion(exclusion) => &mut exclusion.options,
        _ => return Ok(false),
    };
    match text {
        Some(text) => options.insert("index_comment".into(), text.clone()),
        None => options.remove("index_comment"),
    };
    Ok(true)
}

/// `CONSTRAINT name ON table` and its kin.
fn apply_to_part(
    script: &mut Script,
    cursor: &mut Cursor<'_, '_>,
    kind: &str,
    text: &Option<String>,
) -> Applied<bool> {
    let name = cursor.identifier();
    let name = need(cursor, name, "a name")?;
    expect(cursor, "on")?;
    let of_domain = kind == "constraint" && cursor.eat("domain");
    let on = cursor.name();
    let on = need(cursor, on, "a name")?;
    let db = &mut script.db;
    if of_domain {
        let ty = db.find_type(&on).and_then(|name| db.types.get_mut(&name));
        let Some(TypeKind::Domain(domain)) = ty.map(|ty| &mut ty.kind) else {
            return Ok(false);
        };
        let mut all = domain.constraints.iter_mut();
        let found = all.find(|it| it.name.as_deref() == Some(&name));
        return Ok(write(found.map(|it| &mut it.comment), text));
    }
    if let Some(view) = db.find_view(&on).and_then(|name| db.views.get_mut(&name)) {
        let triggers = view.triggers.iter_mut().filter(|it| it.name == name);
        let rules = view.rules.iter_mut().filter(|it| it.name == name);
        let place = match kind {
            "trigger" => triggers.map(|it| &mut it.comment).next(),
            _ => rules.map(|it| &mut it.comment).next(),
        };
        return Ok(write(place, text));
    }
    let Some(table) = db.find_table(&on).and_then(|name| db.tables.get_mut(&name)) else {
        return Ok(false);
    };
    let place = match kind {
        "constraint" => {
            let mut all = table.constraints.iter_mut();
            all.find(|it| it.name.as_deref() == Some(&name))
                .map(|it| &mut it.comment)
        }
        "trigger" => {
            let mut all = table.triggers.iter_mut();
            all.find(|it| it.name == name).map(|it| &mut it.comment)
        }
        "rule" => {
            let mut all = table.rules.iter_mut();
            all.find(|it| it.name == name).map(|it| &mut it.comment)
        }
        _ => {
            let mut all = table.policies.iter_mut();
            all.find(|it| it.name == name).map(|it| &mut it.comment)
        }
    };
    Ok(write(place, text))
}
