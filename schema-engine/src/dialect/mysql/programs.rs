//! Triggers, routines and events: what runs inside of the server.
//!
//! Each is made under the session settings that it carries. MariaDB replaces them in place; MySQL
//! drops the old one first.

mod triggers;

use schema_model::{DefinedObject, Event, ObjectKind, Options, Routine, RoutineKind};

use super::address::object;
use super::flavour::Flavour;
use super::hazard;
use super::planner::rank;
use super::render::make_text;
use super::session;
use super::types::quote_name;
use super::views::replacing;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// The steps for all of them.
pub(super) fn push(job: &Job<'_>, flavour: &'static Flavour, steps: &mut Vec<Step>) {
    triggers::push(job, flavour, steps);
    let (from, to) = (job.from, job.to);
    for pair in pairs(&from.routines, &to.routines, Routine::key_name) {
        push_pair(&pair, flavour, steps);
    }
    for pair in pairs(&from.events, &to.events, |event| event.name.clone()) {
        push_pair(&pair, flavour, steps);
    }
    let key = |it: &DefinedObject| (it.kind.clone(), it.name.clone());
    for pair in pairs(&from.objects, &to.objects, key) {
        push_object(&pair, steps);
    }
}

/// A routine or an event.
trait Program {
    /// What it is, as in `DROP PROCEDURE`.
    fn word(&self) -> &'static str;
    fn name(&self) -> &str;
    fn definition(&self) -> &str;
    fn options(&self) -> &Options;
    fn address(&self) -> schema_model::Address;
    /// When it goes and when it comes.
    fn ranks(&self) -> (u32, u32);
}

impl Program for Routine {
    fn word(&self) -> &'static str {
        match self.kind {
            RoutineKind::Procedure => "PROCEDURE",
            _ => "FUNCTION",
        }
    }
    fn name(&self) -> &str {
        &self.name.name
    }
    fn definition(&self) -> &str {
        &self.definition
    }
    fn options(&self) -> &Options {
        &self.options
    }
    fn address(&self) -> schema_model::Address {
        object(ObjectKind::Routine, &self.key_name().name)
    }
    fn ranks(&self) -> (u32, u32) {
        (rank::DROP_ROUTINE, rank::ADD_ROUTINE)
    }
}

impl Program for Event {
    fn word(&self) -> &'static str {
        "EVENT"
    }
    fn name(&self) -> &str {
        &self.name.name
    }
    fn definition(&self) -> &str {
        &self.definition
    }
    fn options(&self) -> &Options {
        &self.options
    }
    fn address(&self) -> schema_model::Address {
        object(ObjectKind::Event, &self.name.name)
    }
    fn ranks(&self) -> (u32, u32) {
        (rank::DROP_EVENT, rank::ADD_EVENT)
    }
}

fn push_pair<P: Program>(pair: &Pair<'_, P>, flavour: &Flavour, steps: &mut Vec<Step>) {
    match pair {
        Pair::Both { from, to }
            if from.definition() == to.definition() && from.options() == to.options() => {}
        Pair::Both { from, to } => steps.push(replace(*from, *to, flavour)),
        Pair::Dropped(from) => steps.push(drop(*from)),
        Pair::Added(to) => steps.push(add(*to)),
    }
}

fn drop_sql<P: Program>(program: &P) -> String {
    format!("DROP {} {}", program.word(), quote_name(program.name()))
}

fn drop<P: Program>(program: &P) -> Step {
    let word = program.word().to_ascii_lowercase();
    let name = program.name();
    Step {
        name: format!("drop {word} `{name}`"),
        rank: program.ranks().0,
        drops: vec![program.address()],
        statements: vec![
            Statement::new(drop_sql(program), program.address())
                .hazard(hazard::drop_program(&word, name)),
        ],
        ..Step::default()
    }
}

fn add<P: Program>(program: &P) -> Step {
    let text = make_text(program.definition(), program.options());
    let statement = Statement::new(text, program.address()).undone_by(drop_sql(program));
    Step {
        name: format!("add {}", program.name()),
        rank: program.ranks().1,
        adds: vec![program.address()],
        statements: session::around(program.options(), statement),
        ..Step::default()
    }
}

fn replace<P: Program>(from: &P, to: &P, flavour: &Flavour) -> Step {
    let word = to.word().to_ascii_lowercase();
    let text = make_text(to.definition(), to.options());
    let text = match flavour.replaces_programs {
        true => replacing(&text),
        false => text,
    };
    let made = Statement::new(text, to.address()).hazard(hazard::replace(&word, to.name()));
    let mut statements = session::around(to.options(), made);
    if !flavour.replaces_programs {
        statements.insert(0, Statement::new(drop_sql(from), from.address()));
    }
    Step {
        name: format!("replace {word} `{}`", to.name()),
        rank: to.ranks().1,
        statements,
        ..Step::default()
    }
}

/// Packages, whose definition brings its own settings.
fn push_object(pair: &Pair<'_, DefinedObject>, steps: &mut Vec<Step>) {
    if let Pair::Both { from, to } = pair
        && from.definition == to.definition
    {
        return;
    }
    let address =
        |it: &DefinedObject| object(ObjectKind::Object, &format!("{} {}", it.kind, it.name.name));
    if let Some(from) = pair.from() {
        let kind = from.kind.to_ascii_uppercase();
        let sql = format!("DROP {kind} {}", quote_name(&from.name.name));
        let statement = Statement::new(sql, address(from));
        steps.push(Step {
            name: format!("drop {} `{}`", from.kind, from.name.name),
            // A body goes before its package.
            rank: rank::DROP_ROUTINE - u32::from(from.kind.contains("body")),
            drops: vec![address(from)],
            statements: vec![statement.hazard(hazard::drop_program(&from.kind, &from.name.name))],
            ..Step::default()
        });
    }
    if let Some(to) = pair.to() {
        let mut statements: Vec<Statement> = to
            .definition
            .iter()
            .map(|sql| Statement::new(sql, address(to)))
            .collect();
        statements.push(session::usual(address(to)));
        steps.push(Step {
            name: format!("add {} `{}`", to.kind, to.name.name),
            rank: rank::ADD_ROUTINE + u32::from(to.kind.contains("body")),
            adds: vec![address(to)],
            statements,
            ..Step::default()
        });
    }
}
