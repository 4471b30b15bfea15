//! Namespaces: made before everything in them, dropped after it.

use schema_model::{Namespace, ObjectKind, ObjectName};

use super::super::hazard;
use super::super::quote::identifier;
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
    let (from, to) = (&work.from.namespaces, &work.to.namespaces);
    for pair in pairs(from, to, |namespace| namespace.name.clone()) {
        match pair {
            Pair::Added(namespace) => steps.push(add(namespace)),
            Pair::Dropped(namespace) => steps.push(drop(work, namespace)),
            Pair::Both { .. } => {}
        }
    }
    Ok(())
}

fn add(namespace: &Namespace) -> Step {
    let name = identifier(&namespace.name);
    let address = address::object(ObjectKind::Namespace, &ObjectName::bare(&namespace.name));
    Step {
        name: format!("add schema `{}`", namespace.name),
        rank: rank::ADD_NAMESPACE,
        statements: vec![
            Statement::new(format!("CREATE SCHEMA {name}"), &address)
                .undone_by(format!("DROP SCHEMA {name}")),
        ],
        adds: vec![address],
        ..Step::default()
    }
}

/// Everything in it is dropped before, or moves away.
fn drop(work: &Work<'_>, namespace: &Namespace) -> Step {
    let name = identifier(&namespace.name);
    let address = address::object(ObjectKind::Namespace, &ObjectName::bare(&namespace.name));
    let is_empty = !work
        .from
        .tables
        .iter()
        .any(|table| table.name.namespace.as_deref() == Some(namespace.name.as_str()));
    Step {
        name: format!("drop schema `{}`", namespace.name),
        rank: rank::DROP_NAMESPACE,
        statements: vec![
            Statement::new(format!("DROP SCHEMA {name}"), &address)
                .hazard(hazard::drop_namespace(&namespace.name, is_empty))
                .undone_by(format!("CREATE SCHEMA {name}")),
        ],
        drops: vec![address],
        ..Step::default()
    }
}
