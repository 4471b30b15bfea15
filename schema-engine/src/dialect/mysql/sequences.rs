//! Sequences (MariaDB). A sequence that changes keeps the number that it has reached.

use schema_model::{ObjectKind, Sequence};

use super::address::{object, relation};
use super::hazard;
use super::planner::rank;
use super::render::render_sequence;
use super::types::{quote_name, quote_text};
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// The steps for all sequences.
pub(super) fn push(job: &Job<'_>, steps: &mut Vec<Step>) {
    for pair in pairs(&job.from.sequences, &job.to.sequences, |it| it.name.clone()) {
        match pair {
            Pair::Added(sequence) => steps.push(add(sequence)),
            Pair::Dropped(sequence) => steps.push(drop(sequence)),
            Pair::Both { from, to } if from == to => {}
            Pair::Both { from, to } => steps.push(alter(from, to)),
        }
    }
}

fn add(sequence: &Sequence) -> Step {
    let name = &sequence.name.name;
    let address = object(ObjectKind::Sequence, name);
    Step {
        name: format!("add sequence `{name}`"),
        rank: rank::ADD_SEQUENCE,
        statements: vec![
            Statement::new(render_sequence(sequence), &address)
                .undone_by(format!("DROP SEQUENCE {}", quote_name(name))),
        ],
        adds: vec![address, relation(name)],
        ..Step::default()
    }
}

fn drop(sequence: &Sequence) -> Step {
    let name = &sequence.name.name;
    let address = object(ObjectKind::Sequence, name);
    Step {
        name: format!("drop sequence `{name}`"),
        rank: rank::DROP_SEQUENCE,
        statements: vec![
            Statement::new(format!("DROP SEQUENCE {}", quote_name(name)), &address)
                .hazard(hazard::drop_sequence(name)),
        ],
        drops: vec![address, relation(name)],
        ..Step::default()
    }
}

fn alter(from: &Sequence, to: &Sequence) -> Step {
    let name = &to.name.name;
    let address = object(ObjectKind::Sequence, name);
    let mut statements = Vec::new();
    if let Some(text) = options(from, to) {
        let sql = format!("ALTER SEQUENCE {} {text}", quote_name(name));
        let mut statement = Statement::new(sql, &address).hazard(hazard::change_sequence(name));
        if let Some(back) = options(to, from) {
            statement = statement.undone_by(format!("ALTER SEQUENCE {} {back}", quote_name(name)));
        }
        statements.push(statement);
    }
    let table = |clause: String| {
        Statement::new(
            format!("ALTER TABLE {} {clause}", quote_name(name)),
            &address,
        )
    };
    if let (Some(engine), true) = (to.options.get("engine"), engine_differs(from, to)) {
        statements.push(table(format!("ENGINE={engine}")));
    }
    if from.comment != to.comment {
        let comment = to.comment.as_deref().unwrap_or_default();
        statements.push(table(format!("COMMENT={}", quote_text(comment))));
    }
    Step {
        name: format!("alter sequence `{name}`"),
        rank: rank::ADD_SEQUENCE,
        statements,
        ..Step::default()
    }
}

fn engine_differs(from: &Sequence, to: &Sequence) -> bool {
    from.options.get("engine") != to.options.get("engine")
}

/// The options that differ, as they are in the end.
fn options(from: &Sequence, to: &Sequence) -> Option<String> {
    let words = [
        ("increment", "INCREMENT BY", "1"),
        ("minimum", "MINVALUE", "1"),
        ("maximum", "MAXVALUE", "9223372036854775806"),
        ("start", "START WITH", "1"),
        ("cache", "CACHE", "1000"),
        ("cycle", "", "false"),
    ];
    let mut texts = Vec::new();
    for (option, words, unsaid) in words {
        let after = to.options.get(option);
        if from.options.get(option) == after {
            continue;
        }
        let value = after.map_or(unsaid, String::as_str);
        texts.push(match (option, value) {
            ("cycle", "true") => "CYCLE".to_owned(),
            ("cycle", _) => "NOCYCLE".to_owned(),
            ("cache", "0") => "NOCACHE".to_owned(),
            _ => format!("{words} {value}"),
        });
    }
    (!texts.is_empty()).then(|| texts.join(" "))
}
