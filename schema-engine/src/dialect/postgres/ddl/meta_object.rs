//! Namespaces and extensions.

use schema_model::{Extension, ObjectName};

use super::super::quote::identifier;
use super::cursor::Cursor;
use super::database::{absent, namespace, present};
use super::script::{Applied, Passed, Script, expect, need, skip, unexpected};
use super::statement::new_identifier;
use super::{follow, statement};

/// `CREATE SCHEMA name …`, with the statements that may stand in it.
pub(super) fn create_schema(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let careful = cursor.eat("if not exists");
    let mut name = None;
    if !cursor.at_word("authorization") {
        name = Some(need(cursor, cursor.clone().identifier(), "a name")?);
        cursor.bump();
    }
    if cursor.eat("authorization") {
        let role = cursor.identifier();
        let role = need(cursor, role, "a role")?;
        name = name.or(Some(role));
    }
    let name = name.unwrap_or_default();
    if script.db.namespaces.contains_key(&name) {
        skip(cursor);
        // The usual one is there from the start, as dumps of old servers know.
        return match careful || name == "public" {
            true => Ok(()),
            false => Err(present("schema", &name)),
        };
    }
    script.db.namespaces.insert(name.clone(), namespace(&name));
    let path = std::mem::replace(&mut script.db.path, vec![name]);
    let applied = inner_statements(script, cursor);
    script.db.path = path;
    applied
}

fn inner_statements(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    while !cursor.is_done() {
        let first = cursor.slice(0, 1);
        let mut rest = cursor.slice(1, usize::MAX);
        let length = rest
            .take_until(|token| token.is_word("create") || token.is_word("grant"))
            .rest()
            .len();
        if !first.at_any(&["create", "grant"]) {
            return Err(unexpected(cursor, "`CREATE` or `GRANT`"));
        }
        let mut inner = cursor.slice(0, length + 1);
        statement::apply_statement(script, &mut inner)?;
        for _ in 0..=length {
            cursor.bump();
        }
    }
    Ok(())
}

/// `ALTER SCHEMA name RENAME TO … | OWNER TO …`.
pub(super) fn alter_schema(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let from = cursor.identifier();
    let from = need(cursor, from, "a name")?;
    if cursor.eat("rename") {
        let to = new_identifier(cursor)?;
        if script.db.namespaces.contains_key(&to) {
            return Err(present("schema", &to));
        }
        let Some(mut found) = script.db.namespaces.remove(&from) else {
            return Err(absent("schema", &from));
        };
        found.name.clone_from(&to);
        script.db.namespaces.insert(to.clone(), found);
        follow::renamed_namespace(script, &from, &to);
        return Ok(());
    }
    expect(cursor, "owner to")?;
    skip(cursor);
    Ok(())
}

/// `CREATE EXTENSION name`.
pub(super) fn create_extension(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    cursor.eat("if not exists");
    let name = cursor.identifier();
    let name = need(cursor, name, "a name")?;
    cursor.eat("with");
    let mut extension = Extension {
        name: name.clone(),
        namespace: None,
        version: None,
        comment: None,
    };
    while !cursor.is_done() {
        if cursor.eat("schema") {
            extension.namespace = cursor.identifier();
        } else if cursor.eat("version") {
            extension.version = cursor.string().or_else(|| cursor.identifier());
        } else if cursor.eat("from") {
            cursor.bump();
        } else if !cursor.eat("cascade") {
            return Err(unexpected(cursor, "`SCHEMA`, `VERSION` or `CASCADE`"));
        }
    }
    // Every database has it.
    if name == "plpgsql" || script.db.extensions.contains_key(&name) {
        return Ok(());
    }
    let namespace = script.db.new_namespace();
    extension.namespace.get_or_insert(namespace);
    script.db.extensions.insert(name, extension);
    Ok(())
}

/// `ALTER EXTENSION name SET SCHEMA …`; an update changes what a server knows alone.
pub(super) fn alter_extension(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let name = cursor.identifier();
    let name = need(cursor, name, "a name")?;
    if cursor.eat("set schema") {
        let to = cursor.identifier();
        let to = need(cursor, to, "a namespace")?;
        let Some(extension) = script.db.extensions.get_mut(&name) else {
            return Err(absent("extension", &name));
        };
        let from = extension.namespace.replace(to.clone()).unwrap_or_default();
        // Only its types are ours to follow.
        let prefix = |namespace: &str| format!("{}.", identifier(namespace));
        follow::respell_extension_types(script, &prefix(&from), &prefix(&to));
        return Ok(());
    }
    skip(cursor);
    Err(Passed::Unmodelled(
        "not evaluated: what an extension's update changes, only a server knows".into(),
    ))
}

/// The name that a written one has in a namespace.
pub(super) fn in_namespace(name: &ObjectName, namespace: &str) -> ObjectName {
    ObjectName::qualified(namespace, &name.name)
}
