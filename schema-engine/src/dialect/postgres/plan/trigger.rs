//! Triggers and rules of tables and views.
//!
//! They go with the table or view that they hang on; one that uses something that is dropped goes
//! before it, also when its table is dropped too.

use schema_model::{Address, ObjectKind, ObjectName, Options, Rule, Trigger};

use super::super::quote::{identifier, qualified};
use super::address::{object, part};
use super::hazard;
use super::rank;
use super::work::{Work, exists};
use crate::EngineError;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// A trigger or rule.
struct Hook<'a> {
    /// `trigger` or `rule`.
    kind: &'static str,
    name: &'a str,
    definition: &'a str,
    enabled: bool,
    options: &'a Options,
}

impl<'a> Hook<'a> {
    fn of_trigger(trigger: &'a Trigger) -> Self {
        Self {
            kind: "trigger",
            name: &trigger.name,
            definition: &trigger.definition,
            enabled: trigger.enabled,
            options: &trigger.options,
        }
    }

    fn of_rule(rule: &'a Rule) -> Self {
        Self {
            kind: "rule",
            name: &rule.name,
            definition: &rule.definition,
            enabled: rule.enabled,
            options: &rule.options,
        }
    }

    /// How it is switched on; `None` for the usual way.
    fn state(&self) -> Option<&'static str> {
        match (
            self.enabled,
            self.options.get("enabled").map(String::as_str),
        ) {
            (false, _) => Some("DISABLE"),
            (true, Some("replica")) => Some("ENABLE REPLICA"),
            (true, Some("always")) => Some("ENABLE ALWAYS"),
            (true, _) => None,
        }
    }
}

/// What hooks hang on.
struct Owner<'a> {
    address: Address,
    name: &'a ObjectName,
    /// Of `from`.
    before: Vec<Hook<'a>>,
    /// Of `to`.
    after: Vec<Hook<'a>>,
}

/// The steps.
pub(super) fn push(
    _job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    for pair in work.tables() {
        let either = pair.to().or(pair.from());
        let Some(name) = either.map(|table| &table.name) else {
            continue;
        };
        let before = pair.from().map(|it| hooks(&it.triggers, &it.rules));
        let after = pair.to().map(|it| hooks(&it.triggers, &it.rules));
        push_owner(
            work,
            &Owner {
                address: object(ObjectKind::Table, name),
                name,
                before: before.unwrap_or_default(),
                after: after.unwrap_or_default(),
            },
            steps,
        );
    }
    for pair in pairs(&work.from.views, &work.to.views, |it| it.name.clone()) {
        let either = pair.to().or(pair.from());
        let Some(name) = either.map(|view| &view.name) else {
            continue;
        };
        let before = pair.from().map(|it| hooks(&it.triggers, &it.rules));
        let after = pair.to().map(|it| hooks(&it.triggers, &it.rules));
        push_owner(
            work,
            &Owner {
                address: object(ObjectKind::View, name),
                name,
                before: before.unwrap_or_default(),
                after: after.unwrap_or_default(),
            },
            steps,
        );
    }
    Ok(())
}

fn hooks<'a>(triggers: &'a [Trigger], rules: &'a [Rule]) -> Vec<Hook<'a>> {
    let triggers = triggers.iter().map(Hook::of_trigger);
    triggers.chain(rules.iter().map(Hook::of_rule)).collect()
}

fn push_owner(work: &Work<'_>, owner: &Owner<'_>, steps: &mut Vec<Step>) {
    let goes = !exists(work.to, &owner.address) || work.is_made_again(&owner.address);
    let key = |hook: &Hook<'_>| (hook.kind, hook.name.to_owned());
    for pair in pairs(&owner.before, &owner.after, key) {
        if let Pair::Both { from, to } = pair
            && !goes
            && from.definition == to.definition
            && !work.is_made_again(&place(owner, to))
        {
            push_state(owner, from, to, steps);
            continue;
        }
        if let Some(from) = pair.from() {
            let uses = work.before.of_part(&owner.address, [from.definition]);
            let outlived = uses.iter().any(|used| {
                used.object != owner.address.object
                    && (!exists(work.to, used) || work.is_made_again(used))
            });
            if !goes || outlived {
                steps.push(drop(owner, from, uses, pair.to().is_some()));
            }
        }
        if let Some(to) = pair.to() {
            steps.push(add(work, owner, to));
        }
    }
}

fn place(owner: &Owner<'_>, hook: &Hook<'_>) -> Address {
    let key = &owner.address.object;
    part(key.kind, &key.name, hook.kind, hook.name)
}

fn drop(owner: &Owner<'_>, hook: &Hook<'_>, uses: Vec<Address>, comes_back: bool) -> Step {
    let (name, on) = (identifier(hook.name), qualified(owner.name));
    let word = hook.kind.to_uppercase();
    Step {
        name: format!("drop {} `{}`", hook.kind, hook.name),
        rank: match hook.kind {
            "rule" => rank::DROP_RULE,
            _ => rank::DROP_TRIGGER,
        },
        releases: uses,
        drops: vec![place(owner, hook)],
        statements: vec![
            Statement::new(format!("DROP {word} {name} ON {on}"), place(owner, hook))
                .undone_by(hook.definition)
                .hazard(hazard::drop_hook(hook.kind, hook.name, comes_back)),
        ],
        ..Step::default()
    }
}

fn add(work: &Work<'_>, owner: &Owner<'_>, hook: &Hook<'_>) -> Step {
    let (name, on) = (identifier(hook.name), qualified(owner.name));
    let word = hook.kind.to_uppercase();
    let mut statements = vec![
        Statement::new(hook.definition, place(owner, hook))
            .undone_by(format!("DROP {word} {name} ON {on}"))
            .hazard(hazard::add_hook(hook.kind, hook.name)),
    ];
    let state = hook.state();
    statements.extend(state.map(|state| switch(owner, hook, state)));
    Step {
        name: format!("add {} `{}`", hook.kind, hook.name),
        rank: match hook.kind {
            "rule" => rank::ADD_RULE,
            _ => rank::ADD_TRIGGER,
        },
        needs: work.after.of_part(&owner.address, [hook.definition]),
        adds: vec![place(owner, hook)],
        statements,
        ..Step::default()
    }
}

fn push_state(owner: &Owner<'_>, from: &Hook<'_>, to: &Hook<'_>, steps: &mut Vec<Step>) {
    if from.state() == to.state() {
        return;
    }
    let statement = switch(owner, to, to.state().unwrap_or("ENABLE"));
    steps.push(Step {
        name: format!("switch {} `{}`", to.kind, to.name),
        rank: rank::ADD_TRIGGER,
        statements: vec![statement.hazard(hazard::switch_hook(to.kind, to.name, to.enabled))],
        ..Step::default()
    });
}

fn switch(owner: &Owner<'_>, hook: &Hook<'_>, verb: &str) -> Statement {
    let (name, on) = (identifier(hook.name), qualified(owner.name));
    let word = hook.kind.to_uppercase();
    let sql = format!("ALTER TABLE {on} {verb} {word} {name}");
    Statement::new(sql, place(owner, hook))
}
