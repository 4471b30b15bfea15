//! Objects that are kept as the statements that make them: operators, casts, publications, foreign
//! servers, statistics and the like.
//!
//! The first statement makes the object; the others say its owner, its privileges, its comment. What
//! can be altered is altered, since dropping a server takes its tables along and dropping a
//! publication makes its subscribers start anew; the rest is dropped and made again.

use schema_model::{Address, DefinedObject, ObjectKind};

use super::super::quote::identifier;
use super::address::object;
use super::default_privilege;
use super::facts::{key_name, plain_name};
use super::hazard;
use super::rank;
use super::work::Work;
use super::{alter_object, annotation};
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
            Pair::Both { from, to } if changes(from, to, work.careful).is_none() => {
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
        let either = pair.to().or(pair.from());
        if either.is_some_and(|it| it.kind == default_privilege::KIND) {
            push_default_privileges(work, &pair, steps);
            continue;
        }
        match pair {
            Pair::Added(to) => steps.push(add(work, to)),
            Pair::Dropped(from) => steps.extend(drop(work, from, false)),
            Pair::Both { from, to } if work.is_made_again(&address(from)) => {
                steps.extend(drop(work, from, true));
                steps.push(add(work, to));
            }
            Pair::Both { from, to } => {
                let changes = changes(from, to, work.careful).unwrap_or_default();
                if !changes.is_empty() {
                    steps.push(alter(work, from, to, changes));
                }
            }
        }
    }
    Ok(())
}

fn matched<'a>(work: &Work<'a>) -> Vec<Pair<'a, DefinedObject>> {
    let (from, to) = (&work.from.objects, &work.to.objects);
    pairs(from, to, |it| (it.kind.clone(), it.name.clone()))
}

fn address(it: &DefinedObject) -> Address {
    object(ObjectKind::Object, &key_name(it))
}

/// The statements that lead from one definition to the other; `None` where it has to be made again.
fn changes(from: &DefinedObject, to: &DefinedObject, careful: bool) -> Option<Vec<String>> {
    if from.definition == to.definition || from.kind == default_privilege::KIND {
        return Some(Vec::new());
    }
    let (before, after) = (Split::of(from), Split::of(to));
    let mut statements = Vec::new();
    if before.makes != after.makes {
        let altered = alter_object::statements(from, &before.makes, &after.makes);
        statements.extend(altered.filter(|_| !careful)?);
    }
    for gone in before.says.iter().filter(|it| !after.says.contains(it)) {
        statements.extend(unsaid(gone, &after.says)?);
    }
    let new = after.says.iter().filter(|it| !before.says.contains(it));
    statements.extend(new.map(|it| (*it).to_owned()));
    Some(statements)
}

/// A definition in its two halves.
struct Split<'a> {
    /// What makes the object.
    makes: Vec<&'a str>,
    /// What is said of it afterwards.
    says: Vec<&'a str>,
}

impl<'a> Split<'a> {
    fn of(it: &'a DefinedObject) -> Self {
        let is_said = |text: &&str| {
            let is_first = it.definition.first().is_some_and(|first| first == text);
            !is_first && !text.contains(" ADD MAPPING FOR ")
        };
        let texts = it.definition.iter().map(String::as_str);
        let (says, makes) = texts.partition(is_said);
        Self { makes, says }
    }
}

/// The statement that takes back what another one said; none where a new one says it anew.
fn unsaid(text: &str, after: &[&str]) -> Option<Vec<String>> {
    let start = |words: &str| text.split_once(words).map(|(start, _)| start.to_owned());
    let said_anew = |start: &str| after.iter().any(|it| it.starts_with(start));
    let back = if text.starts_with("COMMENT ON ") {
        let start = start(" IS ")?;
        (!said_anew(&start)).then(|| format!("{start} IS NULL"))
    } else if let Some(start) = start(" OWNER TO ") {
        let target = start.strip_prefix("ALTER ")?;
        (!said_anew(&start)).then(|| annotation::owner_statement(target, None))
    } else if let Some(start) = start(" SET STATISTICS ") {
        (!said_anew(&start)).then(|| format!("{start} SET STATISTICS -1"))
    } else if text.starts_with("ALTER EVENT TRIGGER ") {
        let name = text.strip_suffix(" DISABLE");
        let name = name.or_else(|| text.split_once(" ENABLE").map(|(name, _)| name))?;
        (!said_anew(name)).then(|| format!("{name} ENABLE"))
    } else if let Some((start, who)) = text.strip_prefix("GRANT ").and(text.rsplit_once(" TO ")) {
        let on = start.split_once(" ON ")?.1;
        let who = who.trim_end_matches(" WITH GRANT OPTION");
        let revoke = format!("REVOKE ALL ON {on} FROM {who}");
        (!after.contains(&revoke.as_str())).then_some(revoke)
    } else if text.starts_with("REVOKE ") {
        // The grants that follow it are compared on their own.
        let everyone = text.ends_with(" FROM PUBLIC");
        everyone.then(|| {
            text.replacen("REVOKE ALL ON", "GRANT USAGE ON", 1)
                .replace(" FROM ", " TO ")
        })
    } else {
        return None;
    };
    Some(back.into_iter().collect())
}

fn drop(work: &Work<'_>, it: &DefinedObject, comes_back: bool) -> Option<Step> {
    let sql = drop_statement(it)?;
    Some(Step {
        name: format!("drop {} `{}`", it.kind, it.name),
        rank: match is_late(it) {
            true => rank::DROP_LATE_OBJECT,
            false => rank::DROP_OBJECT,
        },
        releases: work.before.of_defined(it),
        drops: vec![address(it)],
        statements: vec![
            Statement::new(sql, address(it)).hazard(hazard::drop_object(it, comes_back)),
        ],
        ..Step::default()
    })
}

fn add(work: &Work<'_>, it: &DefinedObject) -> Step {
    let statements = it.definition.iter();
    let mut statements: Vec<_> = statements
        .map(|sql| Statement::new(sql, address(it)))
        .collect();
    if let (Some(first), Some(back)) = (statements.first_mut(), drop_statement(it)) {
        first.reverse = Some(back);
    }
    Step {
        name: format!("add {} `{}`", it.kind, it.name),
        rank: match is_late(it) {
            true => rank::ADD_LATE_OBJECT,
            false => rank::ADD_OBJECT,
        },
        needs: work.after.of_defined(it),
        adds: vec![address(it)],
        statements,
        ..Step::default()
    }
}

fn alter(
    work: &Work<'_>,
    from: &DefinedObject,
    to: &DefinedObject,
    statements: Vec<String>,
) -> Step {
    let statements = statements.into_iter();
    Step {
        name: format!("change {} `{}`", to.kind, to.name),
        rank: rank::ADD_LATE_OBJECT,
        needs: work.after.of_defined(to),
        releases: work.before.of_defined(from),
        statements: statements
            .map(|sql| Statement::new(sql, address(to)).hazard(hazard::change_object(to)))
            .collect(),
        ..Step::default()
    }
}

fn push_default_privileges(work: &Work<'_>, pair: &Pair<'_, DefinedObject>, steps: &mut Vec<Step>) {
    let Some(it) = pair.to().or(pair.from()) else {
        return;
    };
    if let Pair::Both { from, to } = pair
        && from.definition == to.definition
    {
        return;
    }
    let major = default_privilege::major(work.from);
    let statements = default_privilege::change(pair.from(), pair.to(), major).into_iter();
    let namespace = it.name.namespace.as_deref();
    let namespace = namespace.map(schema_model::ObjectName::bare);
    let namespace = namespace.map(|name| object(ObjectKind::Namespace, &name));
    let goes = namespace
        .as_ref()
        .is_some_and(|namespace| !super::work::exists(work.to, namespace));
    if goes {
        // They go with their namespace.
        return;
    }
    steps.push(Step {
        name: format!("change default privileges of `{}`", it.name),
        rank: rank::ADD_LATE_OBJECT,
        needs: namespace.into_iter().collect(),
        statements: statements
            .map(|sql| {
                Statement::new(sql, address(it)).hazard(hazard::default_privileges(&it.name))
            })
            .collect(),
        ..Step::default()
    });
}

/// Whether nothing can need it.
fn is_late(it: &DefinedObject) -> bool {
    super::super::render::is_last(it)
}

/// The statement that drops an object; none where it goes with another one.
fn drop_statement(it: &DefinedObject) -> Option<String> {
    let word = it.kind.to_uppercase();
    let name = |name: &str| match &it.name.namespace {
        Some(namespace) => format!("{}.{}", identifier(namespace), identifier(name)),
        None => identifier(name),
    };
    let first = it.definition.first()?;
    Some(match it.kind.as_str() {
        "operator" => {
            let plain = plain_name(it);
            let arguments = it.name.name.strip_prefix(plain)?;
            let namespace = it.name.namespace.as_deref().map(identifier);
            let namespace = namespace.map_or(String::new(), |name| format!("{name}."));
            format!("DROP OPERATOR {namespace}{plain} {arguments}")
        }
        "operator class" | "operator family" => {
            let method = it.name.name.rsplit_once(" using ")?.1;
            format!(
                "DROP {word} {} USING {}",
                name(plain_name(it)),
                identifier(method)
            )
        }
        "operator family members" => return alter_object::drop_members(first),
        "cast" => {
            let types = first.strip_prefix("CREATE CAST ")?;
            let end = alter_object::closing(types)?;
            format!("DROP CAST {}", &types[..end])
        }
        "transform" => {
            let head = first.strip_prefix("CREATE ")?.split_once(" (")?.0;
            format!("DROP {head}")
        }
        "user mapping" => {
            let head = first.strip_prefix("CREATE ")?;
            let head = head.split_once(" OPTIONS (").map_or(head, |(head, _)| head);
            format!("DROP {head}")
        }
        "security label" => format!("{} IS NULL", first.rsplit_once(" IS ")?.0),
        _ => format!("DROP {word} {}", name(&it.name.name)),
    })
}
