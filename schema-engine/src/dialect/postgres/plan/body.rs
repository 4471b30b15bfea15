//! What the bodies of functions mention, which the server does not follow.
//!
//! A body that is text is read when the function runs. It may run while the plan does: to compute a
//! column, to fill a materialized view. So a new function is made after what its body mentions, as
//! far as that leads to no circle; where it does, the body waits for nothing.

use std::collections::BTreeSet;

use schema_model::{Address, ObjectKind, ObjectName, Routine};

use super::super::ddl::lexer::{Token, tokens};
use super::address::object;
use super::work::Work;
use crate::graph::{Step, order};

/// Lets new functions wait for what their bodies mention: everything, else functions alone, else
/// nothing.
pub(super) fn order_by_bodies(work: &Work<'_>, steps: Vec<Step>) -> Vec<Step> {
    let is_everything = |_: &Address| true;
    let is_routine = |address: &Address| address.object.kind == ObjectKind::Routine;
    let attempts: [&dyn Fn(&Address) -> bool; 2] = [&is_everything, &is_routine];
    for wanted in attempts {
        let mut waiting = steps.clone();
        if !add_needs(work, &mut waiting, wanted) {
            break;
        }
        if order(waiting.clone()).is_ok() {
            return waiting;
        }
    }
    steps
}

/// Whether anything was added.
fn add_needs(work: &Work<'_>, steps: &mut [Step], wanted: &dyn Fn(&Address) -> bool) -> bool {
    let mut any = false;
    for step in steps {
        let made: Vec<&Routine> = work
            .to
            .routines
            .iter()
            .filter(|it| step.adds.contains(&address(it)))
            .collect();
        for routine in made {
            let mentioned = mentioned(work, routine);
            let mut found: Vec<_> = mentioned.into_iter().filter(|it| wanted(it)).collect();
            found.retain(|it| *it != address(routine));
            any |= !found.is_empty();
            step.needs.append(&mut found);
        }
    }
    any
}

fn address(routine: &Routine) -> Address {
    object(ObjectKind::Routine, &routine.key_name())
}

fn mentioned(work: &Work<'_>, routine: &Routine) -> Vec<Address> {
    let names = names(&routine.definition);
    let here = |name: &ObjectName| {
        let namespace = name.namespace.clone();
        names.contains(&(namespace, name.name.clone()))
            || names.contains(&(None, name.name.clone()))
    };
    let routines = work.to.routines.iter().filter(|it| here(&it.name));
    let tables = work.to.tables.iter().filter(|it| here(&it.name));
    let views = work.to.views.iter().filter(|it| here(&it.name));
    let tables = tables.map(|it| object(ObjectKind::Table, &it.name));
    let views = views.map(|it| object(ObjectKind::View, &it.name));
    routines.map(address).chain(tables).chain(views).collect()
}

/// The names in a body that is text, with their namespaces where these are written.
fn names(definition: &str) -> BTreeSet<(Option<String>, String)> {
    let body = definition
        .split_once("\nAS ")
        .map(|(_, body)| tokens(body))
        .and_then(|tokens| tokens.first().and_then(Token::string));
    let Some(body) = body else {
        return BTreeSet::new();
    };
    let tokens = tokens(&body);
    let mut found = BTreeSet::new();
    for (index, token) in tokens.iter().enumerate() {
        let Some(name) = token.identifier() else {
            continue;
        };
        let before = index.checked_sub(1).map(|at| &tokens[at]);
        let namespace = before
            .filter(|dot| dot.is_symbol("."))
            .and_then(|_| tokens.get(index.checked_sub(2)?))
            .and_then(Token::identifier);
        found.insert((namespace, name));
    }
    found
}
