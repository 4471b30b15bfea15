//! Named types.
//!
//! What has no ALTER is made anew beside the old type, which gets another name until nothing uses it
//! any more; the values of columns go over by their text.

use schema_model::{Address, ObjectKind, ObjectName, Schema, TypeDefinition, TypeKind};

use super::super::ddl::constraint::make_name;
use super::super::hazard;
use super::super::quote::{identifier, qualified};
use super::super::render::Script;
use super::super::render::types::{needs_shell, render_type};
use super::sequence::namespace_of;
use super::work::Work;
use super::{address, alter_type, lost_variant, rank, uses};
use crate::EngineError;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// Types that are dropped or made anew.
pub(super) fn disturbed(work: &Work<'_>) -> Vec<Address> {
    let gone = work.from.types.iter().filter(|before| {
        let after = work.to.type_definition(&before.name);
        after.is_none_or(|after| !alter_type::can_alter(work, before, after))
    });
    let mut found: Vec<Address> = gone.map(address_of).collect();
    for before in &work.from.types {
        let after = work.to.type_definition(&before.name);
        found.extend(
            after
                .into_iter()
                .flat_map(|after| alter_type::disturbed(before, after)),
        );
    }
    found
}

pub(super) fn address_of(ty: &TypeDefinition) -> Address {
    address::object(ObjectKind::Type, &ty.name)
}

/// The old type under the name that it has until nothing uses it any more.
pub(super) fn old(ty: &Address) -> Address {
    address::object(ObjectKind::Type, &old_name(&ty.object.name))
}

fn old_name(name: &ObjectName) -> ObjectName {
    name.sibling(make_name(&name.name, "", "before"))
}

/// The steps.
pub(super) fn push(
    job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    let (from, to) = (&work.from.types, &work.to.types);
    for pair in pairs(from, to, |ty| ty.name.clone()) {
        match pair {
            Pair::Added(ty) => add(work, ty, steps),
            Pair::Dropped(ty) => steps.push(drop(work, ty)),
            Pair::Both { from, to } if work.is_made_again(&address_of(to)) => {
                lost_variant::ask(job, work, from, to);
                rebuild(work, from, to, steps);
            }
            Pair::Both { from, to } => alter_type::push(work, from, to, steps),
        }
    }
    Ok(())
}

/// The word that statements use for a type.
pub(super) fn word(ty: &TypeDefinition) -> &'static str {
    match ty.kind {
        TypeKind::Domain(_) | TypeKind::Alias { .. } => "DOMAIN",
        _ => "TYPE",
    }
}

/// What a type is made of.
fn used(schema: &Schema, ty: &TypeDefinition) -> Vec<Address> {
    let mut used: Vec<Address> = ty.depends_on.iter().map(address::of_key).collect();
    match &ty.kind {
        TypeKind::Composite(fields) => {
            used.extend(
                fields
                    .iter()
                    .flat_map(|field| uses::types(&field.logical_type)),
            );
        }
        TypeKind::Domain(domain) => {
            used.extend(uses::types(&domain.logical_type));
            used.extend(
                domain
                    .default
                    .iter()
                    .flat_map(|text| uses::objects(schema, text)),
            );
        }
        TypeKind::Range(range) => used.extend(uses::types(&range.logical_type)),
        _ => {}
    }
    used.retain(|it| *it != address_of(ty));
    used
}

fn add(work: &Work<'_>, ty: &TypeDefinition, steps: &mut Vec<Step>) {
    let address = address_of(ty);
    let name = qualified(&ty.name);
    let undo = format!("DROP {} {name}", word(ty));
    let mut script = Script::default();
    render_type(ty, work.careful, &mut script);
    let mut needs = used(work.to, ty);
    needs.extend(namespace_of(&ty.name));
    let mut adds = vec![address.clone()];
    if needs_shell(ty) {
        // The functions that make it need its name.
        let shell = Statement::new(format!("CREATE TYPE {name}"), &address);
        steps.push(Step {
            name: format!("announce type `{}`", ty.name),
            rank: rank::ADD_TYPE,
            statements: vec![shell.undone_by(undo.clone())],
            adds: vec![address.clone()],
            needs: namespace_of(&ty.name),
            ..Step::default()
        });
        adds = vec![address::attribute(address.clone(), "whole")];
    }
    let statements = script
        .now
        .into_iter()
        .map(|sql| Statement::new(sql, &address));
    steps.push(Step {
        name: format!("add type `{}`", ty.name),
        rank: rank::ADD_TYPE,
        statements: statements.map(|it| it.undone_by(undo.clone())).collect(),
        adds,
        needs,
        ..Step::default()
    });
    if !script.later.is_empty() {
        let statements = script
            .later
            .into_iter()
            .map(|sql| Statement::new(sql, &address));
        let mut needs: Vec<Address> = ty.depends_on.iter().map(address::of_key).collect();
        needs.push(address.clone());
        steps.push(Step {
            name: format!("complete type `{}`", ty.name),
            rank: rank::ADD_ROUTINE,
            statements: statements.collect(),
            needs,
            ..Step::default()
        });
    }
}

fn drop(work: &Work<'_>, ty: &TypeDefinition) -> Step {
    let address = address_of(ty);
    let sql = format!("DROP {} {}", word(ty), qualified(&ty.name));
    let mut releases = used(work.from, ty);
    releases.extend(namespace_of(&ty.name));
    Step {
        name: format!("drop type `{}`", ty.name),
        rank: rank::DROP_TYPE,
        statements: vec![Statement::new(sql, &address).hazard(hazard::drop_type(&ty.name))],
        drops: vec![address],
        releases,
        ..Step::default()
    }
}

fn rebuild(work: &Work<'_>, from: &TypeDefinition, to: &TypeDefinition, steps: &mut Vec<Step>) {
    let address = address_of(to);
    let before = old_name(&from.name);
    let rename = format!(
        "ALTER {} {} RENAME TO {}",
        word(from),
        qualified(&from.name),
        identifier(&before.name)
    );
    let mut script = Script::default();
    render_type(to, false, &mut script);
    let mut statements =
        vec![Statement::new(rename, &address).hazard(hazard::rebuild_type(from, to))];
    let made = script.now.into_iter().chain(script.later);
    statements.extend(made.map(|sql| Statement::new(sql, &address)));
    steps.push(Step {
        name: format!("make type `{}` anew", to.name),
        rank: rank::ALTER_TYPE,
        statements,
        adds: vec![address.clone()],
        drops: vec![address.clone()],
        needs: used(work.to, to),
        releases: Vec::new(),
    });
    let used_before = used(work.from, from).into_iter();
    let mut releases: Vec<Address> = used_before
        .map(|it| {
            if work.is_made_again(&it) {
                old(&it)
            } else {
                it
            }
        })
        .collect();
    releases.retain(|it| *it != old(&address));
    steps.push(Step {
        name: format!("drop the old type `{}`", from.name),
        rank: rank::ANNOTATE,
        statements: vec![Statement::new(
            format!("DROP {} {}", word(from), qualified(&before)),
            &address,
        )],
        needs: vec![address.clone()],
        drops: vec![old(&address)],
        releases,
        ..Step::default()
    });
}
