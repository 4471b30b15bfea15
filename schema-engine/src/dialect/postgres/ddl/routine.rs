//! Functions, procedures and aggregates. Their statements are kept as text.

use schema_model::{ObjectName, Options, Routine, RoutineKind};

use super::super::quote::qualified;
use super::cursor::Cursor;
use super::database::{Database, absent};
use super::lexer::TokenKind;
use super::meta_object::in_namespace;
use super::script::{Applied, Passed, Script, need, skip};
use super::type_name::{TypeName, parse_type};

/// `CREATE FUNCTION`; `start` stands before what follows `CREATE`.
pub(super) fn create(
    script: &mut Script,
    start: Cursor<'_, '_>,
    cursor: &mut Cursor<'_, '_>,
    replace: bool,
) -> Applied {
    let kind = match cursor.eat_any(&["procedure", "aggregate", "function"]) {
        Some("procedure") => RoutineKind::Procedure,
        Some("aggregate") => RoutineKind::Aggregate,
        _ => RoutineKind::Function,
    };
    let before_name = start.rest().len() - cursor.rest().len();
    let name = cursor.name();
    let name = script.db.new_name(need(cursor, name, "a name")?);
    let inner = cursor.parenthesized();
    let inner = need(cursor, inner, "`(`")?;
    let arguments = Arguments::parse(inner, &script.db, kind);
    let tail = tail(cursor, &script.db);
    skip(cursor);
    let kind = if tail.window {
        RoutineKind::Window
    } else {
        kind
    };
    let returns = tail.returns.or_else(|| arguments.result());
    let returns = returns.or_else(|| result_of_aggregate(&start, &script.db));
    let head = start.slice(0, before_name);
    let mut rest = start.slice(before_name, usize::MAX);
    rest.name();
    let routine = Routine {
        definition: format!("CREATE {} {}{}", head.text(), qualified(&name), rest.text()),
        signature: arguments.signature.join(", "),
        kind,
        returns: returns.filter(|_| kind != RoutineKind::Procedure),
        name,
        depends_on: Vec::new(),
        options: Options::new(),
        owner: None,
        grants: Vec::new(),
        comment: None,
    };
    let same = |known: &Routine| known.name == routine.name && known.signature == routine.signature;
    match script.db.routines.iter_mut().find(|known| same(known)) {
        Some(known) if replace => {
            let comment = known.comment.take();
            *known = Routine { comment, ..routine };
        }
        Some(_) => {
            return Err(super::database::present(
                "function",
                &format!("{}({})", routine.name, routine.signature),
            ));
        }
        None => script.db.routines.push(routine),
    }
    Ok(())
}

/// The arguments as the server prints those that tell routines apart.
#[derive(Default)]
struct Arguments {
    signature: Vec<String>,
    /// Types of what comes out.
    out: Vec<String>,
}

impl Arguments {
    fn parse(inner: Cursor<'_, '_>, db: &Database, kind: RoutineKind) -> Self {
        let mut found = Self::default();
        if kind == RoutineKind::Aggregate && inner.rest().len() == 1 && inner.rest()[0].text == "*"
        {
            found.signature.push("*".into());
            return found;
        }
        for mut item in inner.split_commas() {
            found.add(&mut item, db, kind);
        }
        found
    }

    fn add(&mut self, item: &mut Cursor<'_, '_>, db: &Database, kind: RoutineKind) {
        let mut mode = item.eat_any(&["inout", "in out", "in", "out", "variadic"]);
        let name = argument_name(item, db);
        // The mode may stand behind the name too.
        mode = mode.or_else(|| item.eat_any(&["inout", "in", "out", "variadic"]));
        let Some(ty) = parse_type(item, db) else {
            return;
        };
        let cast = ty.bare_with_brackets();
        if matches!(mode, Some("out" | "inout" | "in out")) {
            self.out.push(cast.clone());
        }
        let mode = match mode {
            Some("variadic") => "VARIADIC ",
            Some("inout" | "in out") => "INOUT ",
            Some("out") => "OUT ",
            _ if kind == RoutineKind::Procedure => "IN ",
            _ => "",
        };
        let name = name.map(|name| format!("{} ", argument(&name)));
        self.signature
            .push(format!("{mode}{}{cast}", name.unwrap_or_default()));
    }

    /// The result of a function that only says what comes out.
    fn result(&self) -> Option<String> {
        match self.out.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            _ => Some("record".into()),
        }
    }
}

/// An argument's name. The words that version 17 made keywords stand without quotes.
fn argument(name: &str) -> String {
    match name == "json" || name.starts_with("json_") {
        true => name.to_owned(),
        false => super::super::quote::identifier(name),
    }
}

impl TypeName {
    /// Without modifiers, as in signatures.
    fn bare_with_brackets(&self) -> String {
        match self.native.ends_with("[]") {
            true => format!("{}[]", self.bare),
            false => self.bare.clone(),
        }
    }
}

/// The name of an argument, if it has one: a type follows it.
fn argument_name(item: &mut Cursor<'_, '_>, db: &Database) -> Option<String> {
    let mut ahead = item.clone();
    parse_type(&mut ahead, db)?;
    let is_type_alone = ahead.is_done()
        || ahead.at_word("default")
        || ahead
            .peek()
            .is_some_and(|token| token.kind == TokenKind::Symbol);
    match is_type_alone {
        true => None,
        false => item.identifier(),
    }
}

/// An aggregate gives what its last function gives, or else its state.
fn result_of_aggregate(start: &Cursor<'_, '_>, db: &Database) -> Option<String> {
    start.at_word("aggregate").then_some(())?;
    let value = |key: &str| {
        let mut rest = start.clone();
        let tokens = rest.rest().iter();
        let at = tokens.take_while(|token| !token.is_word(key)).count();
        rest = rest.slice(at, usize::MAX);
        rest.bump()?;
        rest.eat_symbol("=").then_some(rest)
    };
    if let Some(mut last) = value("finalfunc") {
        let written = last.name()?;
        let mut named = db.routines.iter().filter(|it| it.name.name == written.name);
        return named.next()?.returns.clone();
    }
    parse_type(&mut value("stype")?, db).map(|ty| ty.native)
}

/// What follows the arguments.
#[derive(Default)]
struct Tail {
    returns: Option<String>,
    window: bool,
}

fn tail(cursor: &mut Cursor<'_, '_>, db: &Database) -> Tail {
    let mut tail = Tail::default();
    if cursor.eat("returns") {
        if cursor.eat("table") {
            let inner = cursor.parenthesized();
            let columns = inner.map(Cursor::split_commas).unwrap_or_default();
            let columns = columns.into_iter().filter_map(|mut item| {
                let name = item.identifier()?;
                let ty = parse_type(&mut item, db)?;
                let name = super::super::quote::identifier(&name);
                Some(format!("{name} {}", ty.bare_with_brackets()))
            });
            let columns: Vec<_> = columns.collect();
            tail.returns = Some(format!("TABLE({})", columns.join(", ")));
        } else {
            let set = if cursor.at_word("setof") {
                "SETOF "
            } else {
                ""
            };
            let ty = parse_type(cursor, db);
            tail.returns = ty.map(|ty| format!("{set}{}", ty.bare_with_brackets()));
        }
    }
    tail.window = cursor.rest().iter().any(|token| token.is_word("window"));
    tail
}

/// A routine that a statement names, with or without arguments.
pub(super) fn find(cursor: &mut Cursor<'_, '_>, db: &Database) -> Applied<Option<usize>> {
    let written = cursor.name();
    let written = need(cursor, written, "a name")?;
    let inner = cursor.parenthesized();
    let named = |name: &ObjectName| db.routines.iter().any(|it| it.name == *name);
    let Some(name) = db.find(&written, named) else {
        return Ok(None);
    };
    let candidates = db.routines.iter().enumerate();
    let mut candidates = candidates.filter(|(_, it)| it.name == name);
    let Some(inner) = inner else {
        return Ok(candidates.next().map(|(index, _)| index));
    };
    let types = types_of(inner, db);
    let exact = candidates
        .clone()
        .find(|(_, it)| types_of_signature(&it.signature, db) == types);
    let only = candidates.clone().count() == 1;
    let found = exact.or_else(|| candidates.next().filter(|_| only));
    Ok(found.map(|(index, _)| index))
}

/// The types of the arguments that come in.
fn types_of(inner: Cursor<'_, '_>, db: &Database) -> Vec<String> {
    let items = inner.split_commas().into_iter().filter_map(|mut item| {
        let mode = item.eat_any(&["inout", "in out", "in", "out", "variadic"]);
        argument_name(&mut item, db);
        if mode == Some("out") {
            return None;
        }
        match item.at_symbol("*") {
            true => Some("*".into()),
            false => parse_type(&mut item, db).map(|ty| ty.bare_with_brackets()),
        }
    });
    items.collect()
}

fn types_of_signature(signature: &str, db: &Database) -> Vec<String> {
    let read = super::lexer::tokens(signature);
    types_of(Cursor::new(signature, &read), db)
}

/// `ALTER FUNCTION` and its kin.
pub(super) fn alter(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    cursor.eat_any(&["function", "procedure", "aggregate", "routine"]);
    let written = cursor.clone();
    let found = find(cursor, &script.db)?;
    let index = found.ok_or_else(|| absent("function", first_words(&written)))?;
    let routine = &mut script.db.routines[index];
    if cursor.eat("rename to") {
        let to = cursor.identifier();
        routine.name.name = need(cursor, to, "a name")?;
    } else if cursor.eat("set schema") {
        let to = cursor.identifier();
        routine.name = in_namespace(&routine.name, &need(cursor, to, "a namespace")?);
    } else if cursor.eat("owner to") {
        skip(cursor);
    } else {
        skip(cursor);
        let reason =
            "attributes that are altered are not read; the statement that makes it is kept";
        return Err(Passed::Unmodelled(reason.into()));
    }
    Ok(())
}

fn first_words<'a>(cursor: &Cursor<'a, '_>) -> &'a str {
    let mut ahead = cursor.clone();
    let before = ahead.rest().len();
    ahead.name();
    let words = cursor.slice(0, before - ahead.rest().len());
    words.text()
}
