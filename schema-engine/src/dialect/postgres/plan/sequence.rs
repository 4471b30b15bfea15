//! Sequences. Those behind identity columns are their columns'; where a sequence stands is data.

use schema_model::{Address, ObjectKind, ObjectName, Options, Persistence, Sequence};

use super::super::hazard;
use super::super::quote::{identifier, qualified};
use super::super::render::tables::sequence_clauses;
use super::work::Work;
use super::{address, rank};
use crate::EngineError;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// The steps.
pub(super) fn push(
    _job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    let (from, to) = (&work.from.sequences, &work.to.sequences);
    for pair in pairs(from, to, |sequence| sequence.name.clone()) {
        match pair {
            Pair::Added(sequence) => {
                steps.push(add(sequence));
                steps.extend(own(sequence));
            }
            Pair::Dropped(sequence) => steps.push(drop(work, sequence)),
            Pair::Both { from, to } => alter(work, from, to, steps),
        }
    }
    Ok(())
}

fn address_of(sequence: &Sequence) -> Address {
    address::object(ObjectKind::Sequence, &sequence.name)
}

fn owner_of(sequence: &Sequence) -> Option<(&ObjectName, &str)> {
    let (table, column) = (&sequence.owned_by_table, &sequence.owned_by_column);
    Some((table.as_ref()?, column.as_deref()?))
}

/// The namespace of an object, where it has one.
pub(super) fn namespace_of(name: &ObjectName) -> Vec<Address> {
    let namespace = name.namespace.iter();
    let address = |name: &String| address::object(ObjectKind::Namespace, &ObjectName::bare(name));
    namespace.map(address).collect()
}

fn add(sequence: &Sequence) -> Step {
    let name = qualified(&sequence.name);
    let unlogged = match sequence.persistence {
        Persistence::Unlogged => "UNLOGGED ",
        _ => "",
    };
    let mut sql = format!("CREATE {unlogged}SEQUENCE {name}");
    for clause in sequence_clauses(&sequence.options) {
        sql += &format!(" {clause}");
    }
    let address = address_of(sequence);
    Step {
        name: format!("add sequence `{}`", sequence.name),
        rank: rank::ADD_SEQUENCE,
        statements: vec![Statement::new(sql, &address).undone_by(format!("DROP SEQUENCE {name}"))],
        needs: namespace_of(&sequence.name),
        adds: vec![address],
        ..Step::default()
    }
}

/// Says which column owns it.
fn own(sequence: &Sequence) -> Option<Step> {
    let (table, column) = owner_of(sequence)?;
    let sql = format!(
        "ALTER SEQUENCE {} OWNED BY {}.{}",
        qualified(&sequence.name),
        qualified(table),
        identifier(column)
    );
    let target = address::attribute(address_of(sequence), "owned_by_column");
    Some(Step {
        name: format!("let a column own sequence `{}`", sequence.name),
        rank: rank::OWN_SEQUENCE,
        statements: vec![Statement::new(sql, &target)],
        needs: vec![address_of(sequence), address::column(table, column)],
        adds: vec![target],
        ..Step::default()
    })
}

fn disown(sequence: &Sequence) -> Option<Step> {
    let (table, column) = owner_of(sequence)?;
    let sql = format!("ALTER SEQUENCE {} OWNED BY NONE", qualified(&sequence.name));
    let target = address::attribute(address_of(sequence), "owned_by_column");
    Some(Step {
        name: format!("let no column own sequence `{}`", sequence.name),
        rank: rank::DROP_DEFAULT,
        statements: vec![Statement::new(sql, &target)],
        releases: vec![address::column(table, column), address::table(table)],
        drops: vec![target],
        ..Step::default()
    })
}

/// A sequence goes with the column that owns it.
fn drop(work: &Work<'_>, sequence: &Sequence) -> Step {
    let name = qualified(&sequence.name);
    let address = address_of(sequence);
    let goes_with_owner = owner_of(sequence).is_some_and(|(table, column)| {
        let column = address::column(table, column);
        !super::work::exists(work.to, &column) || work.is_made_again(&column)
    });
    let mut step = Step {
        name: format!("drop sequence `{}`", sequence.name),
        rank: rank::DROP_SEQUENCE,
        releases: namespace_of(&sequence.name),
        drops: vec![address.clone()],
        ..Step::default()
    };
    if goes_with_owner {
        // Nothing is to be done, but what needs the name waits for the owner to go.
        if let Some((table, column)) = owner_of(sequence) {
            step.needs
                .push(address::attribute(address::column(table, column), "gone"));
        }
    } else {
        step.statements.push(
            Statement::new(format!("DROP SEQUENCE {name}"), &address)
                .hazard(hazard::drop_sequence(&sequence.name)),
        );
    }
    step
}

fn alter(work: &Work<'_>, from: &Sequence, to: &Sequence, steps: &mut Vec<Step>) {
    let address = address_of(to);
    let mut sql = Vec::new();
    if from.options != to.options {
        let clauses = changed_clauses(&from.options, &to.options);
        sql.push(format!("ALTER SEQUENCE {} {clauses}", qualified(&to.name)));
    }
    if from.persistence != to.persistence {
        let word = match to.persistence {
            Persistence::Unlogged => "UNLOGGED",
            _ => "LOGGED",
        };
        sql.push(format!("ALTER SEQUENCE {} SET {word}", qualified(&to.name)));
    }
    if !sql.is_empty() {
        let statement =
            |sql| Statement::new(sql, &address).hazard(hazard::alter_sequence(&to.name));
        steps.push(Step {
            name: format!("alter sequence `{}`", to.name),
            rank: rank::ADD_SEQUENCE,
            statements: sql.into_iter().map(statement).collect(),
            ..Step::default()
        });
    }
    let owner_goes = owner_of(from).is_some_and(|(table, column)| {
        let column = address::column(table, column);
        work.is_made_again(&column) || !super::work::exists(work.to, &column)
    });
    if owner_of(from) != owner_of(to) || owner_goes {
        steps.extend(disown(from));
        steps.extend(own(to));
    }
}

/// Clauses that lead from one set of options to another: what is no longer named goes back to what
/// the server assumes.
pub(super) fn changed_clauses(from: &Options, to: &Options) -> String {
    let mut all = to.clone();
    let counts_down = to.get("increment").is_some_and(|it| it.starts_with('-'));
    let usual = [
        ("type", "bigint"),
        ("increment", "1"),
        ("cache", "1"),
        (
            "start",
            match counts_down {
                true => "-1",
                false => "1",
            },
        ),
    ];
    for (key, value) in usual {
        if from.contains_key(key) && !to.contains_key(key) {
            let assumed = match (key, counts_down) {
                ("start", true) => to.get("max").map_or(value, String::as_str),
                ("start", false) => to.get("min").map_or(value, String::as_str),
                _ => value,
            };
            all.insert(key.into(), assumed.into());
        }
    }
    let mut clauses = sequence_clauses(&all);
    for (key, words) in [
        ("min", "NO MINVALUE"),
        ("max", "NO MAXVALUE"),
        ("cycle", "NO CYCLE"),
    ] {
        if from.contains_key(key) && !to.contains_key(key) {
            clauses.push(words.into());
        }
    }
    if !includes(to, from) {
        // It stands outside of the new limits.
        clauses.push("RESTART".into());
    }
    clauses.join(" ")
}

/// Whether the place where a sequence started is within the limits of another.
fn includes(limits: &Options, started: &Options) -> bool {
    let number =
        |options: &Options, key: &str| options.get(key).and_then(|it| it.parse::<i64>().ok());
    let start = number(started, "start")
        .or(number(started, "min"))
        .unwrap_or(1);
    let counts_down = started
        .get("increment")
        .is_some_and(|it| it.starts_with('-'));
    counts_down
        || number(limits, "max").is_none_or(|max| start <= max)
            && number(limits, "min").unwrap_or(1) <= start
}
