//! `CREATE TYPE` and `ALTER TYPE`.

use schema_model::{Column, ObjectName, Options, RangeType, TypeDefinition, TypeKind, Variant};

use super::super::quote::qualified;
use super::column::{collation_name, field};
use super::cursor::Cursor;
use super::database::{Database, absent, present};
use super::rename::rename_relation;
use super::script::{Applied, Passed, Script, expect, need, skip, unexpected};
use super::statement::new_identifier;
use super::type_name::parse_type;
use super::{follow, meta_object};

/// `CREATE TYPE`, from the name on.
pub(super) fn create(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let name = cursor.name();
    let name = script.db.new_name(need(cursor, name, "a name")?);
    if let Some(known) = script.db.types.get(&name) {
        let is_shell = matches!(&known.kind, TypeKind::Opaque(text) if !text.contains('('));
        if !is_shell {
            return Err(present("type", &name.to_string()));
        }
    }
    let kind = if cursor.eat("as enum") {
        TypeKind::Enum(variants(cursor)?)
    } else if cursor.eat("as range") {
        TypeKind::Range(range(&script.db, cursor, &name)?)
    } else if cursor.eat("as") {
        TypeKind::Composite(composite(&script.db, cursor)?)
    } else {
        let rest = cursor.text();
        skip(cursor);
        let text = format!("CREATE TYPE {} {rest}", qualified(&name));
        TypeKind::Opaque(text.trim_end().to_owned())
    };
    if matches!(kind, TypeKind::Composite(_)) {
        script.db.take("type", &name)?;
    }
    add(&mut script.db, name, kind);
    Ok(())
}

/// Adds a type.
pub(super) fn add(db: &mut Database, name: ObjectName, kind: TypeKind) {
    let definition = TypeDefinition {
        name: name.clone(),
        comment: None,
        kind,
        depends_on: Vec::new(),
        owner: None,
        grants: Vec::new(),
    };
    db.types.insert(name, definition);
}

fn variants(cursor: &mut Cursor<'_, '_>) -> Applied<Vec<Variant>> {
    let inner = cursor.parenthesized();
    let mut found: Vec<Variant> = Vec::new();
    for mut item in need(cursor, inner, "`(`")?.split_commas() {
        let name = item.string();
        let name = need(&item, name, "a variant in quotes")?;
        if found.iter().any(|variant| variant.name == name) {
            return Err(Passed::Wrong(format!(
                "variant `{name}` stands there twice: remove one of the two"
            )));
        }
        found.push(Variant { name });
    }
    Ok(found)
}

fn composite(db: &Database, cursor: &mut Cursor<'_, '_>) -> Applied<Vec<Column>> {
    let inner = cursor.parenthesized();
    let items = need(cursor, inner, "`(`")?.split_commas().into_iter();
    items.map(|mut item| attribute(db, &mut item)).collect()
}

fn attribute(db: &Database, item: &mut Cursor<'_, '_>) -> Applied<Column> {
    let name = item.identifier();
    let name = need(item, name, "the name of an attribute")?;
    let ty = parse_type(item, db);
    let ty = need(item, ty, "a type")?;
    let mut column = field(name, &ty);
    if item.eat("collate") {
        let collation = item.name();
        column.collation = collation_name(&need(item, collation, "a collation")?);
    }
    let _ = item.eat("cascade") || item.eat("restrict");
    match item.is_done() {
        true => Ok(column),
        false => Err(unexpected(item, "the end of the attribute")),
    }
}

fn range(db: &Database, cursor: &mut Cursor<'_, '_>, name: &ObjectName) -> Applied<RangeType> {
    let inner = cursor.parenthesized();
    let mut subtype = None;
    let mut multirange = None;
    let mut options = Options::new();
    for mut item in need(cursor, inner, "`(`")?.split_commas() {
        let key = item.identifier();
        let key = need(&item, key, "an option")?;
        item.eat_symbol("=");
        match key.as_str() {
            "subtype" => {
                let ty = parse_type(&mut item, db);
                subtype = Some(need(&item, ty, "a type")?);
            }
            "multirange_type_name" => {
                let written = item.name();
                let mut written = need(&item, written, "a name")?;
                written.namespace = written.namespace.or(name.namespace.clone());
                multirange = Some(written);
            }
            _ => {
                let value = item.take_until(|_| false).text();
                let value = value.strip_prefix("pg_catalog.").unwrap_or(value);
                options.insert(key, value.to_owned());
            }
        }
    }
    let subtype = need(cursor, subtype, "`SUBTYPE`")?;
    Ok(RangeType {
        multirange: Some(multirange.unwrap_or_else(|| usual_multirange(name))),
        subtype: subtype.bare.clone(),
        logical_type: subtype.logical,
        options,
    })
}

/// The name that the server gives to the multirange of a range.
fn usual_multirange(range: &ObjectName) -> ObjectName {
    let name = &range.name;
    let name = match name.contains("range") {
        true => name.replacen("range", "multirange", 1),
        false => super::constraint::make_name(name, "", "multirange"),
    };
    range.sibling(name)
}

/// `ALTER TYPE`, from the name on.
pub(super) fn alter(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let written = cursor.name();
    let written = need(cursor, written, "a name")?;
    let name = script.db.find_type(&written);
    let name = name.ok_or_else(|| absent("type", &written.to_string()))?;
    if cursor.eat("owner to") {
        skip(cursor);
        return Ok(());
    }
    if cursor.eat("set schema") {
        let namespace = cursor.identifier();
        let namespace = need(cursor, namespace, "a namespace")?;
        return rename(script, &name, meta_object::in_namespace(&name, &namespace));
    }
    if cursor.eat("rename to") {
        let to = cursor.identifier();
        return rename(script, &name, name.sibling(need(cursor, to, "a name")?));
    }
    let definition = script.db.types.get(&name).cloned();
    let Some(mut definition) = definition else {
        return Ok(());
    };
    match &mut definition.kind {
        TypeKind::Enum(variants) => alter_enum(cursor, variants, &name)?,
        TypeKind::Composite(fields) => alter_composite(&script.db, cursor, fields, &name)?,
        _ => return Err(unexpected(cursor, "an action of `ALTER TYPE`")),
    }
    script.db.types.insert(name, definition);
    Ok(())
}

/// Renames a type or domain.
pub(super) fn rename(script: &mut Script, from: &ObjectName, to: ObjectName) -> Applied {
    if script.db.types.contains_key(&to) {
        return Err(present("type", &to.to_string()));
    }
    let is_composite = super::database::fields(&script.db.types[from]).is_some();
    if is_composite {
        return rename_relation(script, "type", from, to);
    }
    follow::renamed(script, from, &to);
    Ok(())
}

fn alter_enum(
    cursor: &mut Cursor<'_, '_>,
    variants: &mut Vec<Variant>,
    ty: &ObjectName,
) -> Applied {
    let position = |variants: &[Variant], name: &str| {
        let found = variants.iter().position(|variant| variant.name == name);
        found.ok_or_else(|| absent("variant", &format!("{ty}.{name}")))
    };
    let string = |cursor: &mut Cursor<'_, '_>| {
        let text = cursor.string();
        need(cursor, text, "a variant in quotes")
    };
    if cursor.eat("rename value") {
        let from = string(cursor)?;
        expect(cursor, "to")?;
        let at = position(variants, &from)?;
        variants[at].name = string(cursor)?;
        return Ok(());
    }
    expect(cursor, "add value")?;
    let careful = cursor.eat("if not exists");
    let name = string(cursor)?;
    let mut at = variants.len();
    if cursor.eat("before") {
        at = position(variants, &string(cursor)?)?;
    } else if cursor.eat("after") {
        at = position(variants, &string(cursor)?)? + 1;
    }
    if variants.iter().any(|variant| variant.name == name) {
        return match careful {
            true => Ok(()),
            false => Err(present("variant", &format!("{ty}.{name}"))),
        };
    }
    variants.insert(at, Variant { name });
    Ok(())
}

fn alter_composite(
    db: &Database,
    cursor: &mut Cursor<'_, '_>,
    fields: &mut Vec<Column>,
    ty: &ObjectName,
) -> Applied {
    if cursor.eat("rename attribute") {
        let from = cursor.identifier();
        let from = need(cursor, from, "an attribute")?;
        let to = new_identifier(cursor)?;
        let _ = cursor.eat("cascade") || cursor.eat("restrict");
        find_field(fields, &from, ty)?.name = to;
        return Ok(());
    }
    for mut item in cursor.take_until(|_| false).split_commas() {
        if item.eat("add attribute") {
            fields.push(attribute(db, &mut item)?);
        } else if item.eat("drop attribute") {
            item.eat("if exists");
            let name = item.identifier();
            let name = need(&item, name, "an attribute")?;
            fields.retain(|field| field.name != name);
        } else if item.eat("alter attribute") {
            let name = item.identifier();
            let name = need(&item, name, "an attribute")?;
            let _ = item.eat("set data type") || item.eat("type");
            let altered = parse_type(&mut item, db);
            let altered = need(&item, altered, "a type")?;
            let found = find_field(fields, &name, ty)?;
            *found = field(name, &altered);
        } else {
            return Err(unexpected(&item, "an action of `ALTER TYPE`"));
        }
    }
    Ok(())
}

fn find_field<'f>(
    fields: &'f mut [Column],
    name: &str,
    ty: &ObjectName,
) -> Applied<&'f mut Column> {
    let found = fields.iter_mut().find(|field| field.name == name);
    found.ok_or_else(|| absent("attribute", &format!("{ty}.{name}")))
}
