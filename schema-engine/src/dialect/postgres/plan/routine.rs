//! Functions, procedures and aggregates.
//!
//! One is replaced in place while what callers see of it stays: its kind, the names, modes and types
//! of its arguments, its result. Else it is dropped and made again, with whatever calls it. A
//! signature holds the names of arguments, so a function whose argument is renamed looks like another
//! one to the difference; here it is the same, and the new one waits until the old one is gone.

use schema_model::{Address, ObjectKind, Routine, RoutineKind};

use super::super::ddl::lexer::{Token, tokens};
use super::super::render::routine_target;
use super::address::object;
use super::hazard;
use super::rank;
use super::work::Work;
use crate::EngineError;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// What is dropped, or dropped and made anew, for its own sake.
pub(super) fn disturbed(work: &Work<'_>) -> Vec<Address> {
    let mut found = Vec::new();
    for pair in matched(work) {
        match pair {
            Pair::Dropped(from) => found.push(address(from)),
            Pair::Both { from, to } if !is_replaceable(from, to, work.careful) => {
                found.push(address(from));
            }
            _ => {}
        }
    }
    found
}

/// The steps.
pub(super) fn push(
    _job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    for pair in matched(work) {
        match pair {
            Pair::Added(to) => steps.push(add(work, to)),
            Pair::Dropped(from) => steps.push(drop(work, from, false)),
            Pair::Both { from, to } if work.is_made_again(&address(from)) => {
                steps.push(drop(work, from, true));
                steps.push(add(work, to));
            }
            Pair::Both { from, to } if from.definition != to.definition => {
                steps.push(replace(work, from, to));
            }
            Pair::Both { .. } => {}
        }
        if let Some(to) = pair.to() {
            let before = pair
                .from()
                .filter(|from| !work.is_made_again(&address(from)));
            push_extensions(before, to, steps);
        }
    }
    Ok(())
}

fn matched<'a>(work: &Work<'a>) -> Vec<Pair<'a, Routine>> {
    let (from, to) = (&work.from.routines, &work.to.routines);
    pairs(from, to, |it| (it.key_name(), it.kind))
}

fn address(routine: &Routine) -> Address {
    object(ObjectKind::Routine, &routine.key_name())
}

fn drop(work: &Work<'_>, routine: &Routine, comes_back: bool) -> Step {
    Step {
        name: format!("drop routine `{}`", routine.key_name()),
        rank: rank::DROP_ROUTINE,
        releases: work.before.of_routine(routine),
        drops: vec![address(routine)],
        statements: vec![
            Statement::new(
                format!("DROP {}", routine_target(routine)),
                address(routine),
            )
            .undone_by(&routine.definition)
            .hazard(hazard::drop_routine(routine, comes_back)),
        ],
        ..Step::default()
    }
}

fn add(work: &Work<'_>, routine: &Routine) -> Step {
    // The server knows a routine by its name and the types of its arguments, so what it takes for
    // the same one has to go first.
    let gone = work.from.routines.iter();
    let gone = gone.filter(|old| **old != *routine && is_same_to_server(old, routine));
    let gone = gone.filter(|old| {
        let stays = work
            .to
            .routines
            .iter()
            .any(|it| it.key_name() == old.key_name());
        !stays || old.kind != routine.kind
    });
    Step {
        name: format!("add routine `{}`", routine.key_name()),
        rank: rank::ADD_ROUTINE,
        needs: work.after.of_routine(routine),
        adds: gone.map(address).chain([address(routine)]).collect(),
        statements: vec![
            Statement::new(&routine.definition, address(routine))
                .undone_by(format!("DROP {}", routine_target(routine))),
        ],
        ..Step::default()
    }
}

fn replace(work: &Work<'_>, from: &Routine, to: &Routine) -> Step {
    Step {
        name: format!("replace routine `{}`", to.key_name()),
        rank: rank::ADD_ROUTINE,
        needs: work.after.of_routine(to),
        releases: work.before.of_routine(from),
        statements: vec![
            Statement::new(or_replace(to), address(to))
                .undone_by(or_replace(from))
                .hazard(hazard::replace_routine(to)),
        ],
        ..Step::default()
    }
}

/// The server prints functions with the words, aggregates are written without.
fn or_replace(routine: &Routine) -> String {
    match routine.definition.strip_prefix("CREATE AGGREGATE ") {
        Some(rest) => format!("CREATE OR REPLACE AGGREGATE {rest}"),
        None => routine.definition.clone(),
    }
}

/// Extensions without which a routine is of no use.
fn push_extensions(from: Option<&Routine>, to: &Routine, steps: &mut Vec<Step>) {
    let names = |routine: &Routine| -> Vec<String> {
        let names = routine.options.get("depends_on_extension");
        let names = names.into_iter().flat_map(|names| names.split(','));
        names.map(str::to_owned).collect()
    };
    let (before, after) = (from.map(names).unwrap_or_default(), names(to));
    let target = routine_target(to);
    let name = |name: &String| super::super::quote::identifier(name);
    let gone = before.iter().filter(|it| !after.contains(it));
    let gone = gone.map(|it| format!("ALTER {target} NO DEPENDS ON EXTENSION {}", name(it)));
    let new = after.iter().filter(|it| !before.contains(it));
    let new = new.map(|it| format!("ALTER {target} DEPENDS ON EXTENSION {}", name(it)));
    let statements: Vec<_> = gone
        .chain(new)
        .map(|sql| Statement::new(sql, address(to)))
        .collect();
    if !statements.is_empty() {
        steps.push(Step {
            name: format!("extensions of `{}`", to.key_name()),
            rank: rank::ANNOTATE,
            needs: vec![address(to)],
            statements,
            ..Step::default()
        });
    }
}

/// Whether the server lets the one take the place of the other.
fn is_replaceable(from: &Routine, to: &Routine, careful: bool) -> bool {
    if from.definition == to.definition && from.kind == to.kind {
        return true;
    }
    let (before, after) = (arguments(&from.definition), arguments(&to.definition));
    let same_heads = before
        .iter()
        .map(|it| &it.head)
        .eq(after.iter().map(|it| &it.head));
    let keeps_defaults = before
        .iter()
        .zip(&after)
        .all(|(before, after)| !before.has_default || after.has_default);
    let is_agreed = from.kind == to.kind && from.returns == to.returns;
    // An aggregate whose state has another type may return another type too.
    let aggregate = from.kind == RoutineKind::Aggregate;
    !careful && is_agreed && same_heads && keeps_defaults && !aggregate
}

/// Whether both have the name and input types that the server takes for one routine.
fn is_same_to_server(one: &Routine, other: &Routine) -> bool {
    if one.name != other.name {
        return false;
    }
    let (one, other) = (inputs(&one.signature), inputs(&other.signature));
    one.len() == other.len()
        && one.iter().zip(&other).all(|(one, other)| {
            // A name may stand before the type; which word it is, only the server knows.
            let without_name = |text: &str| text.split_once(' ').map(|(_, rest)| rest.to_owned());
            let readings = |text: &str| [Some(text.to_owned()), without_name(text)];
            let (one, other) = (readings(one), readings(other));
            one.iter()
                .flatten()
                .any(|it| other.iter().flatten().any(|also| also == it))
        })
}

/// The input arguments of a signature, without their modes.
fn inputs(signature: &str) -> Vec<String> {
    let tokens = tokens(signature);
    let pieces = split(&tokens).into_iter().filter_map(|piece| {
        let first = piece.first()?;
        let is_mode = ["IN", "INOUT", "VARIADIC"].contains(&first.text);
        let piece = if is_mode { &piece[1..] } else { piece };
        let (first, last) = (piece.first()?, piece.last()?);
        let is_output = matches!(first.text, "OUT" | "TABLE") && piece.len() > 1;
        (!is_output).then(|| signature[first.start..last.end()].to_owned())
    });
    pieces.collect()
}

/// One argument of a definition.
struct Argument {
    /// Mode, name and type.
    head: String,
    has_default: bool,
}

/// The arguments between the first pair of parentheses of a definition.
fn arguments(definition: &str) -> Vec<Argument> {
    let tokens = tokens(definition);
    let open = tokens.iter().position(|token| token.is_symbol("("));
    let Some(open) = open else { return Vec::new() };
    let mut depth = 0;
    let close = tokens[open..].iter().position(|token| {
        depth += i32::from(token.is_symbol("(")) - i32::from(token.is_symbol(")"));
        depth == 0
    });
    let inside = &tokens[open + 1..open + close.unwrap_or(1).max(1)];
    let pieces = split(inside).into_iter().filter_map(|piece| {
        let first = piece.first()?;
        let default = piece.iter().position(|token| token.is_word("DEFAULT"));
        let head = &piece[..default.unwrap_or(piece.len())];
        let end = head.last().map_or(first.start, Token::end);
        Some(Argument {
            head: definition[first.start..end].to_owned(),
            has_default: default.is_some(),
        })
    });
    pieces.collect()
}

/// The pieces between commas that stand in no parentheses.
fn split<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut depth = 0;
    tokens
        .split(|token| {
            depth += i32::from(token.is_symbol("(") || token.is_symbol("["));
            depth -= i32::from(token.is_symbol(")") || token.is_symbol("]"));
            depth == 0 && token.is_symbol(",")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use schema_model::ObjectName;

    fn function(signature: &str, arguments: &str, body: &str) -> Routine {
        Routine {
            name: ObjectName::qualified("app", "f"),
            signature: signature.into(),
            kind: RoutineKind::Function,
            definition: format!(
                "CREATE OR REPLACE FUNCTION app.f({arguments})\n RETURNS integer\n LANGUAGE sql\nAS $function${body}$function$"
            ),
            returns: Some("integer".into()),
            depends_on: Vec::new(),
            options: Default::default(),
            owner: None,
            grants: Vec::new(),
            comment: None,
        }
    }

    #[test]
    fn a_body_and_a_new_default_can_be_replaced() {
        let one = function("a integer", "a integer", "SELECT 1");
        let other = function("a integer", "a integer DEFAULT max(1, 2)", "SELECT 2");
        assert!(is_replaceable(&one, &other, false));
        assert!(!is_replaceable(&other, &one, false));
        assert!(!is_replaceable(&one, &other, true));
    }

    #[test]
    fn a_renamed_argument_is_the_same_routine_to_the_server() {
        let one = function("a integer, b double precision", "", "");
        let renamed = function("x integer, double precision", "", "");
        let another = function("a bigint, b double precision", "", "");
        assert!(is_same_to_server(&one, &renamed));
        assert!(!is_same_to_server(&one, &another));
    }
}
