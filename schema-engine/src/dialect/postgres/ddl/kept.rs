//! Objects that are kept as the statements that make them: collations, operators, publications and
//! the like.

use schema_model::{DefinedObject, ObjectName};

use super::super::quote::identifier;
use super::cursor::Cursor;
use super::database::Database;
use super::script::{Applied, Passed, Script, need, skip, unexpected};
use super::type_name::parse_type;

/// Kinds with a name in a namespace, and without.
const IN_NAMESPACE: &[&str] = &[
    "collation",
    "conversion",
    "text search parser",
    "text search template",
    "text search dictionary",
    "text search configuration",
    "statistics",
];
const OF_DATABASE: &[&str] = &[
    "access method",
    "event trigger",
    "foreign data wrapper",
    "server",
    "publication",
];

/// What belongs to the server, or to people.
const ELSEWHERE: &[&str] = &["role", "user", "group", "database", "tablespace"];

/// `CREATE`, from what it creates on; `start` stands there too.
pub(super) fn create(
    script: &mut Script,
    start: Cursor<'_, '_>,
    cursor: &mut Cursor<'_, '_>,
) -> Applied {
    cursor.eat("default");
    if cursor.eat("user mapping") {
        return create_user_mapping(script, start, cursor);
    }
    if cursor.at_any(ELSEWHERE) {
        skip(cursor);
        let reason = "roles, databases and tablespaces belong to the server";
        script.note("statement", &format!("CREATE {}", start.text()), reason);
        return Ok(());
    }
    let found = named(&script.db, cursor)?;
    let Some((kind, name)) = found else {
        return Err(unexpected(cursor, "a kind of object that is known"));
    };
    skip(cursor);
    // Every database has it.
    if kind == "language" && name.name == "plpgsql" {
        return Ok(());
    }
    let text = start.text();
    let text = text.strip_prefix("OR REPLACE ").unwrap_or(text);
    let text = without_secrets(script, kind, text);
    add(script, kind, name, text);
    Ok(())
}

/// The kind and name of what is created.
fn named(
    db: &Database,
    cursor: &mut Cursor<'_, '_>,
) -> Applied<Option<(&'static str, ObjectName)>> {
    if let Some(kind) = cursor.eat_any(IN_NAMESPACE) {
        cursor.eat("if not exists");
        let name = cursor.name();
        let name = db.new_name(need(cursor, name, "a name")?);
        return Ok(Some((kind, name)));
    }
    if let Some(kind) = cursor.eat_any(OF_DATABASE) {
        cursor.eat("if not exists");
        let name = cursor.identifier();
        return Ok(Some((
            kind,
            ObjectName::bare(need(cursor, name, "a name")?),
        )));
    }
    if let Some(kind) = cursor.eat_any(&["operator class", "operator family"]) {
        let name = cursor.name();
        let name = db.new_name(need(cursor, name, "a name")?);
        let mut ahead = cursor.clone();
        ahead.take_until(|token| token.is_word("using"));
        ahead.bump();
        let method = ahead.identifier();
        let method = need(&ahead, method, "an access method")?;
        let name = name.sibling(format!("{} using {method}", name.name));
        return Ok(Some((kind, name)));
    }
    if cursor.eat("operator") {
        return operator(db, cursor).map(|name| Some(("operator", name)));
    }
    if cursor.eat("cast") {
        let inner = cursor.parenthesized();
        let mut inner = need(cursor, inner, "`(`")?;
        let from = parse_type(&mut inner, db);
        inner.eat("as");
        let to = parse_type(&mut inner, db);
        let both = from.zip(to);
        let (from, to) = need(&inner, both, "two types")?;
        let name = format!("{} as {}", from.bare, to.bare);
        return Ok(Some(("cast", ObjectName::bare(name))));
    }
    if cursor.eat("transform for") {
        let ty = parse_type(cursor, db);
        let ty = need(cursor, ty, "a type")?;
        cursor.eat("language");
        let language = cursor.identifier();
        let language = need(cursor, language, "a language")?;
        let name = format!("{} in {language}", ty.bare);
        return Ok(Some(("transform", ObjectName::bare(name))));
    }
    let mut ahead = cursor.clone();
    let _ = ahead.eat("trusted") | ahead.eat("procedural");
    let _ = ahead.eat("procedural");
    if ahead.eat("language") {
        let name = ahead.string().or_else(|| ahead.identifier());
        let name = need(&ahead, name, "a name")?;
        return Ok(Some(("language", ObjectName::bare(name))));
    }
    if cursor.at_word("subscription") {
        return Err(Passed::Unmodelled(
            "its connection can hold a secret, so it is not kept".into(),
        ));
    }
    Ok(None)
}

/// `namespace.===(integer,integer)`.
fn operator(db: &Database, cursor: &mut Cursor<'_, '_>) -> Applied<ObjectName> {
    let mut namespace = db.new_namespace();
    let mut ahead = cursor.clone();
    if let Some(name) = ahead.identifier()
        && ahead.eat_symbol(".")
    {
        namespace = name;
        *cursor = ahead;
    }
    let symbol = cursor.bump();
    let symbol = need(cursor, symbol, "an operator")?.text;
    let inner = cursor.clone().parenthesized();
    let (mut left, mut right) = ("NONE".to_owned(), "NONE".to_owned());
    for mut item in need(cursor, inner, "`(`")?.split_commas() {
        let side = item.eat_any(&["leftarg", "rightarg"]);
        item.eat_symbol("=");
        let ty = side.and_then(|_| parse_type(&mut item, db));
        match (side, ty) {
            (Some("leftarg"), Some(ty)) => left = ty.bare,
            (Some(_), Some(ty)) => right = ty.bare,
            _ => {}
        }
    }
    let name = format!("{symbol}({left},{right})");
    Ok(ObjectName::qualified(namespace, name))
}

fn create_user_mapping(
    script: &mut Script,
    start: Cursor<'_, '_>,
    cursor: &mut Cursor<'_, '_>,
) -> Applied {
    cursor.eat("if not exists");
    super::script::expect(cursor, "for")?;
    let is_public = cursor.at_word("public");
    let user = cursor.identifier();
    let user = need(cursor, user, "a role")?;
    super::script::expect(cursor, "server")?;
    let server = cursor.identifier();
    let server = need(cursor, server, "a server")?;
    skip(cursor);
    let user = if is_public { "public".to_owned() } else { user };
    let name = ObjectName::bare(format!("{server} for {user}"));
    let text = without_secrets(script, "user mapping", start.text());
    add(script, "user mapping", name, text);
    Ok(())
}

/// Options of other servers can hold passwords, which no snapshot keeps.
fn without_secrets(script: &mut Script, kind: &str, text: &str) -> String {
    let can_hold = ["user mapping", "server", "foreign data wrapper"].contains(&kind);
    let options = super::lexer::tokens(text);
    let options = options.iter().find(|token| token.is_word("options"));
    match options.filter(|_| can_hold) {
        Some(options) => {
            script.note(kind, text, "options that can hold a secret are not kept");
            format!("CREATE {}", text[..options.start].trim_end())
        }
        None => format!("CREATE {text}"),
    }
}

fn add(script: &mut Script, kind: &str, name: ObjectName, definition: String) {
    let same = |it: &DefinedObject| it.kind == kind && it.name == name;
    script.db.objects.retain(|it| !same(it));
    script.db.objects.push(DefinedObject {
        kind: kind.into(),
        name,
        definition: vec![definition],
        depends_on: Vec::new(),
        owner: None,
        grants: Vec::new(),
        comment: None,
    });
}

/// `ALTER` of what is kept as text: the statement is kept too, unless it is about owners.
pub(super) fn alter(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let whole = cursor.clone();
    let is_family = cursor.clone().eat("operator family");
    let found = named(&script.db, cursor);
    let rest = cursor.text().to_ascii_lowercase();
    skip(cursor);
    if rest.contains("owner to") {
        return Ok(());
    }
    let key = match found {
        Ok(Some(key)) => key,
        Ok(None) => return Err(unexpected(&whole, "a kind of object that is known")),
        Err(error) => return Err(error),
    };
    let mut objects = script.db.objects.iter_mut();
    let object = objects.find(|it| it.kind == key.0 && it.name == key.1);
    match object {
        Some(object) if !rest.contains("rename to") && !is_family => {
            object.definition.push(format!("ALTER {}", whole.text()));
            Ok(())
        }
        Some(object) if rest.starts_with("rename to") => {
            let to = rest.trim_start_matches("rename to").trim();
            object.name.name = to.trim_matches('"').to_owned();
            Ok(())
        }
        _ => Err(Passed::Unmodelled(format!(
            "what is altered is not read of {} `{}`",
            key.0,
            identifier(&key.1.name)
        ))),
    }
}
