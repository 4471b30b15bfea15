//! `CREATE VIEW` and `CREATE MATERIALIZED VIEW`.

use schema_model::{
    Column, LogicalType, Nullability, ObjectKey, ObjectKind, ObjectName, Options, View,
};

use super::super::nullability::{Known, columns_of};
use super::cursor::Cursor;
use super::database::{Database, absent, present};
use super::expression::printed_default;
use super::index::parse_options;
use super::lexer::tokens;
use super::read::Reading;
use super::rename::rename_relation;
use super::script::{Applied, Passed, Script, expect, need, skip, unexpected};
use super::type_name::TypeName;
use super::{create_index, meta_object};

/// `CREATE VIEW`, from the name on.
pub(super) fn create(
    script: &mut Script,
    cursor: &mut Cursor<'_, '_>,
    replace: bool,
    recursive: bool,
) -> Applied {
    let name = cursor.name();
    let name = script.db.new_name(need(cursor, name, "a name")?);
    let known = script.db.views.get(&name).cloned();
    if script.db.is_taken(&name) && (known.is_none() || !replace) {
        return Err(present("view", &name.to_string()));
    }
    let names = column_names(cursor)?;
    let mut options = Options::new();
    if cursor.eat("with") {
        let inner = cursor.parenthesized();
        options = parse_options(need(cursor, inner, "`(`")?);
    }
    expect(cursor, "as")?;
    let query = query(cursor);
    for (words, value) in [
        ("with cascaded check option", "cascaded"),
        ("with local check option", "local"),
        ("with check option", "cascaded"),
    ] {
        if cursor.eat(words) {
            options.insert("check_option".into(), value.into());
        }
    }
    let mut view = build(script, name, &query, names.as_deref(), recursive);
    view.options = options;
    if let Some(known) = known {
        view.comment = known.comment;
        view.triggers = known.triggers;
        view.rules = known.rules;
        view.grants = known.grants;
        for column in &mut view.columns {
            let before = known.columns.iter().find(|it| it.name == column.name);
            column.comment = before.and_then(|it| it.comment.clone());
            column.default = before.and_then(|it| it.default.clone());
        }
        script.db.release(&view.name);
    }
    add(script, view)
}

/// `CREATE MATERIALIZED VIEW`, from the name on.
pub(super) fn create_materialized(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let careful = cursor.eat("if not exists");
    let name = cursor.name();
    let name = script.db.new_name(need(cursor, name, "a name")?);
    if script.db.is_taken(&name) {
        skip(cursor);
        return match careful {
            true => Ok(()),
            false => Err(present("view", &name.to_string())),
        };
    }
    let names = column_names(cursor)?;
    let mut options = Options::new();
    while !cursor.eat("as") {
        if cursor.eat("with") {
            let inner = cursor.parenthesized();
            options.extend(parse_options(need(cursor, inner, "`(`")?));
        } else if let Some(word) = cursor.eat_any(&["using", "tablespace"]) {
            let value = cursor.identifier();
            let value = need(cursor, value, "a name")?;
            let key = if word == "using" {
                "access_method"
            } else {
                word
            };
            if value != "heap" {
                options.insert(key.into(), value);
            }
        } else {
            return Err(unexpected(cursor, "`AS`"));
        }
    }
    let query = query(cursor);
    let populated = !cursor.eat("with no data");
    cursor.eat("with data");
    let mut view = build(script, name, &query, names.as_deref(), false);
    view.materialized = true;
    view.populated = populated;
    view.options = options;
    add(script, view)
}

fn column_names(cursor: &mut Cursor<'_, '_>) -> Applied<Option<Vec<String>>> {
    if !cursor.at_symbol("(") {
        return Ok(None);
    }
    let names = cursor.columns();
    need(cursor, names, "names of columns").map(Some)
}

/// The query, up to what may follow it.
fn query<'a, 't>(cursor: &mut Cursor<'a, 't>) -> Cursor<'a, 't> {
    let rest = cursor.clone();
    let tokens = rest.rest();
    let ends = |at: usize| {
        let mut after = rest.slice(at, usize::MAX);
        let is_tail = after.eat("with no data")
            || after.eat("with data")
            || after.eat("with cascaded check option")
            || after.eat("with local check option")
            || after.eat("with check option");
        is_tail && after.is_done()
    };
    let from = tokens.len().saturating_sub(4);
    let end = (from..tokens.len()).find(|at| ends(*at));
    let end = end.unwrap_or(tokens.len());
    for _ in 0..end {
        cursor.bump();
    }
    rest.slice(0, end)
}

fn build(
    script: &mut Script,
    name: ObjectName,
    query: &Cursor<'_, '_>,
    names: Option<&[String]>,
    recursive: bool,
) -> View {
    let mut text = query.text().to_owned();
    if recursive {
        let own = super::super::quote::identifier(&name.name);
        let list = super::super::quote::identifiers(names.unwrap_or_default());
        text = format!("WITH RECURSIVE {own}({list}) AS ({text}) SELECT {list} FROM {own}");
    }
    let reading = Reading::new(&script.db);
    let found = columns_of(&text, &reading);
    if found.is_none() {
        let shown = name.to_string();
        script.note(
            "view",
            &shown,
            "its query is not understood, so its columns are not known",
        );
    }
    let mut columns: Vec<Column> = found.unwrap_or_default().into_iter().map(column).collect();
    for (column, name) in columns.iter_mut().zip(names.unwrap_or_default()) {
        column.name.clone_from(name);
    }
    let mut view = View::new(name, columns, text);
    view.depends_on = needed(&script.db, &view.definition);
    view.depends_on.retain(|key| key.name != view.name);
    view
}

/// A column of a query as a column of a view.
pub(super) fn column(known: Known) -> Column {
    let (native, logical) = match known.ty {
        Some(ty) => (ty.native, ty.logical),
        None => ("unknown".into(), LogicalType::Other),
    };
    let mut column = Column::new(known.name, native, logical);
    column.nullable = true;
    column.nullability = Nullability::Assumed;
    column
}

/// The tables and views that a query names.
fn needed(db: &Database, query: &str) -> Vec<ObjectKey> {
    let read = tokens(query);
    let mut found = Vec::new();
    for (index, token) in read.iter().enumerate() {
        if index > 0 && read[index - 1].is_symbol(".") || token.identifier().is_none() {
            continue;
        }
        let Some(name) = Cursor::new(query, &read[index..]).name() else {
            continue;
        };
        let before = index.checked_sub(1).map(|index| read[index]);
        let reads = before.is_some_and(|it| {
            let words = ["from", "join", "only", "lateral"];
            words.iter().any(|word| it.is_word(word)) || it.is_symbol(",") || it.is_symbol("(")
        });
        if !reads {
            continue;
        }
        if let Some(name) = db.find_table(&name) {
            let kind = ObjectKind::Table;
            found.push(ObjectKey { kind, name });
        } else if let Some(name) = db.find_view(&name) {
            let kind = ObjectKind::View;
            found.push(ObjectKey { kind, name });
        }
    }
    found
}

fn add(script: &mut Script, view: View) -> Applied {
    script.db.take("view", &view.name)?;
    let path = script.db.path.clone();
    script.paths.insert(view.name.clone(), path);
    script.db.views.insert(view.name.clone(), view);
    Ok(())
}

/// `REFRESH MATERIALIZED VIEW`, from the name on.
pub(super) fn refresh(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    cursor.eat("concurrently");
    let name = cursor.name();
    let name = need(cursor, name, "a name")?;
    let populated = !cursor.eat("with no data");
    cursor.eat("with data");
    let found = script.db.find_view(&name);
    let found = found.ok_or_else(|| absent("materialized view", &name.to_string()))?;
    if let Some(view) = script.db.views.get_mut(&found) {
        view.populated = populated;
    }
    Ok(())
}

/// `ALTER VIEW`, from the name on.
pub(super) fn alter(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    if cursor.eat("all in tablespace") {
        skip(cursor);
        return Ok(());
    }
    let careful = cursor.eat("if exists");
    let written = cursor.name();
    let written = need(cursor, written, "a name")?;
    match script.db.find_view(&written) {
        Some(name) => alter_found(script, cursor, &name),
        None if careful => {
            skip(cursor);
            Ok(())
        }
        None => Err(absent("view", &written.to_string())),
    }
}

/// What a statement says of a view that is there.
pub(super) fn alter_found(
    script: &mut Script,
    cursor: &mut Cursor<'_, '_>,
    name: &ObjectName,
) -> Applied {
    if cursor.eat("owner to") || cursor.eat("depends on") || cursor.eat("no depends on") {
        skip(cursor);
        return Ok(());
    }
    if cursor.eat("rename to") {
        let to = cursor.identifier();
        let to = name.sibling(need(cursor, to, "a name")?);
        return rename_relation(script, "view", name, to);
    }
    if cursor.eat("set schema") {
        let namespace = cursor.identifier();
        let namespace = need(cursor, namespace, "a namespace")?;
        let to = meta_object::in_namespace(name, &namespace);
        return rename_relation(script, "view", name, to);
    }
    if cursor.eat("cluster on") {
        let index = cursor.identifier();
        let index = name.sibling(need(cursor, index, "an index")?);
        return create_index::mark(script, name, &index.name, "clustered");
    }
    let Some(view) = script.db.views.get(name) else {
        return Ok(());
    };
    let mut view = view.clone();
    change(&script.db, cursor, &mut view)?;
    script.db.views.insert(name.clone(), view);
    Ok(())
}

fn change(db: &Database, cursor: &mut Cursor<'_, '_>, view: &mut View) -> Applied {
    if cursor.eat("rename") {
        cursor.eat("column");
        let from = cursor.identifier();
        let from = need(cursor, from, "a column")?;
        let to = super::statement::new_identifier(cursor)?;
        column_of(view, &from)?.name = to;
    } else if cursor.eat("set") {
        let inner = cursor.parenthesized();
        view.options
            .extend(parse_options(need(cursor, inner, "`(`")?));
    } else if cursor.eat("reset") {
        let inner = cursor.parenthesized();
        for key in parse_options(need(cursor, inner, "`(`")?).into_keys() {
            view.options.remove(&key);
        }
    } else if cursor.eat("alter") {
        cursor.eat("column");
        let name = cursor.identifier();
        let name = need(cursor, name, "a column")?;
        let column = column_of(view, &name)?;
        if cursor.eat("drop default") {
            column.default = None;
        } else if cursor.eat("set default") {
            let ty = TypeName::known(&column.native_type);
            column.default = printed_default(cursor.take_until(|_| false), &ty, db);
        } else {
            skip(cursor);
            return Err(Passed::Unmodelled(
                "attributes of a view's columns other than defaults are not read".into(),
            ));
        }
    } else {
        return Err(unexpected(cursor, "an action of `ALTER VIEW`"));
    }
    Ok(())
}

fn column_of<'v>(view: &'v mut View, name: &str) -> Applied<&'v mut Column> {
    let of = view.name.clone();
    let found = view.columns.iter_mut().find(|it| it.name == name);
    found.ok_or_else(|| absent("column", &format!("{of}.{name}")))
}
