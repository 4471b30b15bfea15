//! What each statement does to the database.

use super::cursor::Cursor;
use super::script::{Applied, Passed, Script, expect, need, skip, unexpected};
use super::{
    alter, block, call, comment, create_index, domain, drop, hook, kept, meta_object, named_type,
    privilege, routine, sequence, table, view,
};

/// Statements about data and sessions, which say nothing about the schema.
const SILENT: &[&str] = &[
    "insert",
    "update",
    "delete",
    "merge",
    "values",
    "with",
    "copy",
    "analyze",
    "vacuum",
    "lock",
    "show",
    "truncate",
    "cluster",
    "listen",
    "notify",
    "unlisten",
    "discard",
    "checkpoint",
    "explain",
    "savepoint",
    "release",
    "declare",
    "fetch",
    "move",
    "close",
    "deallocate",
    "reindex",
    "prepare transaction",
];

/// Statements whose effect only a server knows, and why.
const LISTED: &[(&str, &str)] = &[
    ("call", DYNAMIC),
    ("execute", DYNAMIC),
    ("prepare", DYNAMIC),
    ("load", DYNAMIC),
    (
        "import foreign schema",
        "not evaluated: the other server says what it makes",
    ),
    (
        "rollback to",
        "not evaluated: what stands between it and its savepoint is read",
    ),
    (
        "reassign owned",
        "not evaluated: owners of databases differ",
    ),
    ("security label", "security labels are not modelled"),
];

const DYNAMIC: &str = "not evaluated: what it does is only known when it runs";

/// How deep parentheses may be nested; more is not written by people, nor by tools.
const DEEPEST: usize = 200;

/// Applies one statement.
pub(super) fn apply_statement(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    if cursor.deepest() > DEEPEST {
        skip(cursor);
        return Err(Passed::Unmodelled(format!(
            "parentheses are nested deeper than {DEEPEST}"
        )));
    }
    if let Some((_, reason)) = LISTED.iter().find(|(words, _)| cursor.clone().eat(words)) {
        return Err(Passed::Unmodelled((*reason).into()));
    }
    if cursor.eat("do") {
        return block::apply(script, cursor);
    }
    if cursor.eat("create") {
        return apply_create(script, cursor);
    }
    if cursor.eat("alter") {
        return apply_alter(script, cursor);
    }
    if cursor.eat("drop") {
        return drop::apply(script, cursor);
    }
    if cursor.eat("comment on") {
        return comment::apply(script, cursor);
    }
    if cursor.eat("grant") {
        return privilege::apply(script, cursor, true);
    }
    if cursor.eat("revoke") {
        return privilege::apply(script, cursor, false);
    }
    if cursor.eat("refresh materialized view") {
        return view::refresh(script, cursor);
    }
    if cursor.at_word("select") {
        return call::apply(script, cursor);
    }
    apply_session(script, cursor)
}

fn apply_session(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    if cursor.eat("set") {
        let _ = cursor.eat("session") || cursor.eat("local");
        if cursor.eat("search_path") || cursor.eat("schema") {
            set_path(script, cursor)?;
        }
    } else if cursor.eat("reset") {
        if cursor.at_any(&["search_path", "all"]) {
            script.db.path = vec!["public".into()];
        }
    } else if cursor.eat("start transaction") || cursor.eat("begin") {
        script.before = Some(script.db.clone());
    } else if cursor.eat("commit") || cursor.eat("end") {
        script.before = None;
    } else if cursor.eat("rollback") || cursor.eat("abort") {
        if let Some(before) = script.before.take() {
            script.db = before;
        }
    } else if !SILENT.iter().any(|words| cursor.eat(words)) {
        return Err(unexpected(cursor, "a statement"));
    }
    skip(cursor);
    Ok(())
}

/// `= a, "b"`, `TO 'a'`.
fn set_path(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let _ = cursor.eat("to") || cursor.eat_symbol("=");
    let mut path = Vec::new();
    for mut item in cursor.take_until(|_| false).split_commas() {
        let name = item.string().or_else(|| item.identifier());
        path.push(need(&item, name, "a namespace")?);
    }
    script.db.path = match path.as_slice() {
        [only] if only == "default" => vec!["public".into()],
        _ => path,
    };
    Ok(())
}

fn apply_create(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let start = cursor.clone();
    let replace = cursor.eat("or replace");
    if cursor.eat("schema") {
        return meta_object::create_schema(script, cursor);
    }
    if cursor.eat("extension") {
        return meta_object::create_extension(script, cursor);
    }
    if cursor.eat("type") {
        return named_type::create(script, cursor);
    }
    if cursor.eat("domain") {
        return domain::create(script, cursor);
    }
    if cursor.at_any(&["index", "unique"]) {
        return create_index::create(script, cursor);
    }
    if cursor.at_any(&["function", "procedure", "aggregate"]) {
        return routine::create(script, start, cursor, replace);
    }
    if cursor.at_any(&["trigger", "constraint"]) {
        return hook::create_trigger(script, start, cursor);
    }
    if cursor.eat("rule") {
        return hook::create_rule(script, start, cursor);
    }
    if cursor.eat("policy") {
        return hook::create_policy(script, cursor);
    }
    apply_create_relation(script, start, cursor, replace)
}

fn apply_create_relation(
    script: &mut Script,
    start: Cursor<'_, '_>,
    cursor: &mut Cursor<'_, '_>,
    replace: bool,
) -> Applied {
    let _ = cursor.eat("global") || cursor.eat("local");
    if cursor.eat("temporary") || cursor.eat("temp") {
        skip(cursor);
        let reason = "a temporary object is gone when the session ends";
        script.note("statement", &format!("CREATE {}", start.text()), reason);
        return Ok(());
    }
    let unlogged = cursor.eat("unlogged");
    let recursive = cursor.eat("recursive");
    if cursor.eat("table") {
        table::create(script, cursor, unlogged)
    } else if cursor.eat("foreign table") {
        table::create_foreign(script, cursor)
    } else if cursor.eat("sequence") {
        sequence::create(script, cursor, unlogged)
    } else if cursor.eat("materialized view") {
        view::create_materialized(script, cursor)
    } else if cursor.eat("view") {
        view::create(script, cursor, replace, recursive)
    } else {
        kept::create(script, start, cursor)
    }
}

fn apply_alter(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let start = cursor.clone();
    if cursor.eat("table") || cursor.eat("foreign table") {
        return alter::alter_table(script, cursor);
    }
    if cursor.eat("index") {
        return create_index::alter(script, cursor);
    }
    if cursor.eat("materialized view") || cursor.eat("view") {
        return view::alter(script, cursor);
    }
    if cursor.eat("sequence") {
        return sequence::alter(script, cursor);
    }
    if cursor.eat("type") {
        return named_type::alter(script, cursor);
    }
    if cursor.eat("domain") {
        return domain::alter(script, cursor);
    }
    if cursor.eat("policy") {
        return hook::alter_policy(script, cursor);
    }
    if cursor.eat("trigger") || cursor.eat("rule") {
        return hook::rename(script, cursor);
    }
    if cursor.eat("schema") {
        return meta_object::alter_schema(script, cursor);
    }
    if cursor.eat("extension") {
        return meta_object::alter_extension(script, cursor);
    }
    if cursor.at_any(&["function", "procedure", "aggregate", "routine"]) {
        return routine::alter(script, cursor);
    }
    if cursor.eat("default privileges") || cursor.at_any(&["database", "role", "user", "system"]) {
        skip(cursor);
        let reason = "settings of servers, databases and roles are not read from text";
        script.note("statement", &format!("ALTER {}", start.text()), reason);
        return Ok(());
    }
    kept::alter(script, cursor)
}

/// `RENAME TO name`, its end.
pub(super) fn new_identifier(cursor: &mut Cursor<'_, '_>) -> Applied<String> {
    expect(cursor, "to")?;
    let name = cursor.identifier();
    need(cursor, name, "a name")
}
