//! What can be altered of a table itself: storage, inheritance, logging.

use schema_model::{Address, ObjectKind, Options, Persistence, Table, TableKind};

use super::super::hazard;
use super::super::quote::{identifier, qualified};
use super::super::render::parameter;
use super::super::render::tables::{OWN_OPTIONS, alter};
use super::alter_column::changed_foreign_options;
use super::{address, rank};
use crate::graph::Step;
use crate::plan::Statement;

/// The steps.
pub(super) fn push(from: &Table, to: &Table, steps: &mut Vec<Step>) {
    let address = address::table(&to.name);
    let mut statements = Vec::new();
    push_persistence(from, to, &address, &mut statements);
    let start = alter(to);
    for sql in changed_parameters(&start, &from.options, &to.options, OWN_OPTIONS) {
        statements.push(Statement::new(sql, &address));
    }
    push_place(from, to, &address, &mut statements);
    if to.kind == TableKind::Foreign
        && let Some(options) = changed_foreign_options(&from.options, &to.options)
    {
        statements.push(Statement::new(
            format!("{start} OPTIONS ({options})"),
            &address,
        ));
    }
    if !statements.is_empty() {
        steps.push(Step {
            name: format!("alter table `{}`", to.name),
            rank: rank::ALTER_TABLE,
            statements,
            ..Step::default()
        });
    }
    push_type(from, to, steps);
    push_parents(from, to, steps);
}

fn push_persistence(from: &Table, to: &Table, address: &Address, statements: &mut Vec<Statement>) {
    if from.persistence == to.persistence {
        return;
    }
    let name = qualified(&to.name);
    let sql = |table: &Table| match table.persistence {
        Persistence::Unlogged => format!("ALTER TABLE {name} SET UNLOGGED"),
        _ => format!("ALTER TABLE {name} SET LOGGED"),
    };
    let is_unlogged = to.persistence == Persistence::Unlogged;
    statements.push(
        Statement::new(sql(to), address)
            .hazard(hazard::set_logged(&to.name, is_unlogged))
            .undone_by(sql(from)),
    );
}

/// Storage parameters that are set and reset.
pub(super) fn changed_parameters(
    start: &str,
    from: &Options,
    to: &Options,
    others: &[&str],
) -> Vec<String> {
    let own =
        |key: &str| !others.contains(&key) && (!key.contains('.') || key.starts_with("toast."));
    let set: Vec<_> = to
        .iter()
        .filter(|(key, value)| own(key) && from.get(*key) != Some(*value))
        .map(|(key, value)| parameter(key, value))
        .collect();
    let reset: Vec<_> = from
        .keys()
        .filter(|key| own(key) && !to.contains_key(*key))
        .cloned()
        .collect();
    let mut sql = Vec::new();
    if !reset.is_empty() {
        sql.push(format!("{start} RESET ({})", reset.join(", ")));
    }
    if !set.is_empty() {
        sql.push(format!("{start} SET ({})", set.join(", ")));
    }
    sql
}

/// Access method and tablespace: the table is written anew.
fn push_place(from: &Table, to: &Table, address: &Address, statements: &mut Vec<Statement>) {
    let name = qualified(&to.name);
    for (key, words, usual) in [
        ("access_method", "SET ACCESS METHOD", "heap"),
        ("tablespace", "SET TABLESPACE", "pg_default"),
    ] {
        if from.options.get(key) == to.options.get(key) {
            continue;
        }
        let sql = |table: &Table| {
            let value = table.options.get(key).map_or(usual, String::as_str);
            format!("ALTER TABLE {name} {words} {}", identifier(value))
        };
        statements.push(
            Statement::new(sql(to), address)
                .hazard(hazard::moves_rows(&to.name))
                .undone_by(sql(from)),
        );
    }
}

fn push_type(from: &Table, to: &Table, steps: &mut Vec<Step>) {
    if from.of_type == to.of_type {
        return;
    }
    let address = address::attribute(address::table(&to.name), "of_type");
    let name = qualified(&to.name);
    let sql = match &to.of_type {
        Some(ty) => format!("ALTER TABLE {name} OF {}", qualified(ty)),
        None => format!("ALTER TABLE {name} NOT OF"),
    };
    let of = |ty: &Option<_>| -> Vec<Address> {
        ty.iter()
            .map(|ty| address::object(ObjectKind::Type, ty))
            .collect()
    };
    let columns = to
        .columns
        .iter()
        .map(|it| address::column(&to.name, &it.name));
    let mut needs = of(&to.of_type);
    if to.of_type.is_some() {
        needs.extend(columns);
    }
    steps.push(Step {
        name: format!("change what `{}` is a table of", to.name),
        rank: match to.of_type {
            Some(_) => rank::ATTACH_PARTITION,
            None => rank::DETACH_PARTITION,
        },
        statements: vec![Statement::new(sql, &address)],
        needs,
        releases: of(&from.of_type),
        ..Step::default()
    });
}

fn push_parents(from: &Table, to: &Table, steps: &mut Vec<Step>) {
    let name = qualified(&to.name);
    let address = address::attribute(address::table(&to.name), "inherits");
    // The order of parents is the order in which they were named.
    let kept = from
        .inherits
        .iter()
        .zip(&to.inherits)
        .take_while(|(a, b)| a == b)
        .count();
    for parent in &from.inherits[kept..] {
        let parent_name = qualified(parent);
        steps.push(Step {
            name: format!("let `{}` no longer inherit", to.name),
            rank: rank::DETACH_PARTITION,
            statements: vec![
                Statement::new(
                    format!("ALTER TABLE {name} NO INHERIT {parent_name}"),
                    &address,
                )
                .undone_by(format!("ALTER TABLE {name} INHERIT {parent_name}")),
            ],
            drops: vec![address.clone()],
            releases: vec![address::table(parent)],
            ..Step::default()
        });
    }
    for parent in &to.inherits[kept..] {
        let parent_name = qualified(parent);
        let columns = to
            .columns
            .iter()
            .map(|it| address::column(&to.name, &it.name));
        let mut needs: Vec<Address> = columns.collect();
        needs.push(address::table(parent));
        steps.push(Step {
            name: format!("let `{}` inherit", to.name),
            rank: rank::ATTACH_PARTITION,
            statements: vec![
                Statement::new(
                    format!("ALTER TABLE {name} INHERIT {parent_name}"),
                    &address,
                )
                .undone_by(format!("ALTER TABLE {name} NO INHERIT {parent_name}")),
            ],
            adds: vec![address.clone()],
            needs,
            ..Step::default()
        });
    }
}
