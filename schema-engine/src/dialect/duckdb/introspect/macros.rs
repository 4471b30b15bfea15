//! Scalar and table macros.
//!
//! The catalog has everything but the default values of parameters. The engine names these when a
//! macro is called in a way that it does not know, so each macro is called so once; nothing runs.

use std::collections::BTreeMap;

use duckdb::Connection;
use schema_model::{ObjectName, Options, Routine, RoutineKind, Schema, Unmodelled};

use super::super::quote;
use super::super::token::{source, split_at, tokens};
use super::row::{Row, refusal, rows};

/// One way to call a macro.
struct Overload {
    parameters: Vec<Parameter>,
    body: String,
}

#[derive(Debug, PartialEq, Eq)]
struct Parameter {
    name: String,
    ty: Option<String>,
    default: Option<String>,
}

#[derive(Default)]
struct Found {
    is_table: bool,
    comment: Option<String>,
    overloads: Vec<Overload>,
}

/// Reads all macros.
pub(super) fn add_macros(connection: &Connection, schema: &mut Schema) -> duckdb::Result<()> {
    let mut macros: BTreeMap<ObjectName, Found> = BTreeMap::new();
    for row in rows(connection, include_str!("macros.sql"))? {
        let name = ObjectName::qualified(row.text(0), row.text(1));
        let found = macros.entry(name).or_default();
        found.is_table = row.text(2) == "table_macro";
        found.comment = row.optional(6);
        found.overloads.push(overload(&row));
    }
    for (name, mut found) in macros {
        if !add_defaults(connection, &name, &mut found) {
            schema.unmodelled.push(Unmodelled {
                kind: "macro".into(),
                name: name.to_string(),
                place: "duckdb_functions()".into(),
                reason: "the engine does not say which parameters have default values".into(),
            });
        }
        schema.routines.push(routine(name, found));
    }
    Ok(())
}

fn overload(row: &Row) -> Overload {
    let types = row.list(4);
    let parameter = |(index, name)| Parameter {
        name,
        ty: types.get(index).cloned().flatten(),
        default: None,
    };
    Overload {
        parameters: row
            .names(3)
            .into_iter()
            .enumerate()
            .map(parameter)
            .collect(),
        body: row.text(5),
    }
}

/// Asks for the default values; whether the answer was understood.
fn add_defaults(connection: &Connection, name: &ObjectName, found: &mut Found) -> bool {
    let unknown = unknown_parameter(found);
    let call = format!("{}({unknown} := NULL)", quote::object(name));
    let sql = match found.is_table {
        true => format!("SELECT * FROM {call}"),
        false => format!("SELECT {call}"),
    };
    let Some(message) = refusal(connection, &sql) else {
        return false;
    };
    let Some(defaults) = candidates(&message, &name.name, &found.overloads) else {
        return false;
    };
    for (overload, defaults) in found.overloads.iter_mut().zip(defaults) {
        for (parameter, default) in overload.parameters.iter_mut().zip(defaults) {
            parameter.default = default;
        }
    }
    true
}

/// A name that no parameter has.
fn unknown_parameter(found: &Found) -> String {
    let names = || found.overloads.iter().flat_map(|it| &it.parameters);
    let mut unknown = String::from("unknown");
    while names().any(|parameter| parameter.name.eq_ignore_ascii_case(&unknown)) {
        unknown.push('_');
    }
    unknown
}

/// The default values of the parameters of each overload, in a message that lists them:
/// `name(a, b INTEGER := 5)`. Names stand there without quotes, whatever they are.
fn candidates(
    message: &str,
    name: &str,
    overloads: &[Overload],
) -> Option<Vec<Vec<Option<String>>>> {
    let (_, mut rest) = message.split_once("Candidate macros:")?;
    let opening = format!("\t{name}(");
    let mut candidates = Vec::new();
    for overload in overloads {
        (_, rest) = rest.split_once(&opening)?;
        let mut defaults = Vec::new();
        for parameter in &overload.parameters {
            let (default, after) = default_of(parameter, rest.trim_start())?;
            defaults.push(default);
            rest = after;
        }
        candidates.push(defaults);
    }
    Some(candidates)
}

/// The default value of the parameter that a text begins with, and what comes after it.
fn default_of<'t>(parameter: &Parameter, text: &'t str) -> Option<(Option<String>, &'t str)> {
    let rest = text.strip_prefix(parameter.name.as_str())?;
    let tokens = tokens(rest);
    let (part, after) = split_at(&tokens, |token| token.is(",") || token.is(")"));
    let (_, assigned) = split_at(part, |token| token.is(":"));
    let default = match assigned {
        [_, equals, default @ ..] if equals.is("=") => Some(source(rest, default).to_owned()),
        _ => None,
    };
    Some((default, &rest[after.first()?.end()..]))
}

fn routine(name: ObjectName, found: Found) -> Routine {
    let overloads = found.overloads.iter();
    let overloads: Vec<String> = overloads.map(|it| it.sql(found.is_table)).collect();
    Routine {
        definition: format!(
            "CREATE MACRO {}{}",
            quote::object(&name),
            overloads.join(", ")
        ),
        name,
        signature: String::new(),
        kind: match found.is_table {
            true => RoutineKind::TableMacro,
            false => RoutineKind::Macro,
        },
        returns: None,
        depends_on: Vec::new(),
        options: Options::new(),
        owner: None,
        grants: Vec::new(),
        comment: found.comment,
    }
}

impl Overload {
    fn sql(&self, is_table: bool) -> String {
        let parameters: Vec<String> = self.parameters.iter().map(Parameter::sql).collect();
        let table = if is_table { "TABLE " } else { "" };
        format!("({}) AS {table}({})", parameters.join(", "), self.body)
    }
}

impl Parameter {
    fn sql(&self) -> String {
        let mut sql = quote::name(&self.name);
        if let Some(ty) = &self.ty {
            sql.push_str(&format!(" {ty}"));
        }
        if let Some(default) = &self.default {
            sql.push_str(&format!(" := {default}"));
        }
        sql
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overload(names: &[&str]) -> Overload {
        let parameter = |name: &&str| Parameter {
            name: (*name).into(),
            ty: None,
            default: None,
        };
        Overload {
            parameters: names.iter().map(parameter).collect(),
            body: String::new(),
        }
    }

    #[test]
    fn defaults_are_found_in_what_the_engine_says() {
        let message = "Binder Error: Macro m() does not support the supplied arguments.\nCandidate macros:\n\
            \tm(a, b \"c INTEGER := 5, c := 'it''s, (')\n\tm()\n\tm(a, d := [1, 2])\n\nLINE 1: select m(";
        let overloads = [
            overload(&["a", "b \"c", "c"]),
            overload(&[]),
            overload(&["a", "d"]),
        ];
        let found = candidates(message, "m", &overloads).unwrap();
        let texts = |index: usize| -> Vec<Option<&str>> {
            found[index].iter().map(Option::as_deref).collect()
        };
        assert_eq!(texts(0), [None, Some("5"), Some("'it''s, ('")]);
        assert_eq!(texts(1), []);
        assert_eq!(texts(2), [None, Some("[1, 2]")]);
        for other in [
            "something else",
            "Candidate macros:\n\tm(",
            "Candidate macros:\n\tm(b)",
        ] {
            assert_eq!(candidates(other, "m", &overloads), None);
        }
    }
}
