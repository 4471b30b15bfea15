//! Extensions. Their version is whatever the server has to offer, so it is not compared.

use schema_model::{Extension, ObjectKind, ObjectName};

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
    let (from, to) = (&work.from.extensions, &work.to.extensions);
    for pair in pairs(from, to, |extension| extension.name.clone()) {
        match pair {
            Pair::Added(extension) => steps.push(add(extension)),
            Pair::Dropped(extension) => steps.push(drop(extension)),
            // Some extensions stay where they were made; if one does, the second try makes it anew.
            Pair::Both { from, to } if work.careful && from.namespace != to.namespace => {
                steps.extend([drop(from), add(to)]);
            }
            Pair::Both { from, to } if from.namespace != to.namespace => {
                steps.extend(
                    to.namespace
                        .as_deref()
                        .map(|namespace| relocate(from, namespace)),
                );
            }
            Pair::Both { .. } => {}
        }
    }
    Ok(())
}

fn address_of(extension: &Extension) -> schema_model::Address {
    address::object(ObjectKind::Extension, &ObjectName::bare(&extension.name))
}

fn namespace_address(namespace: &str) -> schema_model::Address {
    address::object(ObjectKind::Namespace, &ObjectName::bare(namespace))
}

fn add(extension: &Extension) -> Step {
    let name = identifier(&extension.name);
    let namespace = extension.namespace.as_deref().map(identifier);
    let within = namespace.map_or(String::new(), |name| format!(" WITH SCHEMA {name}"));
    let address = address_of(extension);
    Step {
        name: format!("add extension `{}`", extension.name),
        rank: rank::ADD_EXTENSION,
        statements: vec![
            // Another extension may have brought it along.
            Statement::new(
                format!("CREATE EXTENSION IF NOT EXISTS {name}{within} CASCADE"),
                &address,
            )
            .undone_by(format!("DROP EXTENSION {name}")),
        ],
        needs: extension
            .namespace
            .as_deref()
            .map(namespace_address)
            .into_iter()
            .collect(),
        adds: vec![address],
        ..Step::default()
    }
}

fn drop(extension: &Extension) -> Step {
    let name = identifier(&extension.name);
    let address = address_of(extension);
    Step {
        name: format!("drop extension `{}`", extension.name),
        rank: rank::DROP_EXTENSION,
        statements: vec![
            Statement::new(format!("DROP EXTENSION {name}"), &address)
                .hazard(hazard::drop_extension(&extension.name)),
        ],
        releases: extension
            .namespace
            .as_deref()
            .map(namespace_address)
            .into_iter()
            .collect(),
        drops: vec![address],
        ..Step::default()
    }
}

fn relocate(extension: &Extension, namespace: &str) -> Step {
    let (name, target) = (identifier(&extension.name), identifier(namespace));
    let address = address::attribute(address_of(extension), "namespace");
    Step {
        name: format!("move extension `{}`", extension.name),
        rank: rank::ADD_EXTENSION,
        statements: vec![
            Statement::new(
                format!("ALTER EXTENSION {name} SET SCHEMA {target}"),
                &address,
            )
            .hazard(hazard::move_to(&extension.name, namespace)),
        ],
        needs: vec![namespace_address(namespace)],
        releases: extension
            .namespace
            .as_deref()
            .map(namespace_address)
            .into_iter()
            .collect(),
        ..Step::default()
    }
}
