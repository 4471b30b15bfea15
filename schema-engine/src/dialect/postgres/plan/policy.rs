//! Row security and its policies.
//!
//! Row security is switched on after its policies are there, and a policy goes before what it calls.

use schema_model::{Address, ObjectKind, Policy, RowSecurity, Table};

use super::super::quote::{identifier, qualified, role};
use super::super::render::{alter_table, render_policy};
use super::address::{object, part};
use super::hazard;
use super::rank;
use super::work::{Work, exists};
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
    for pair in work.tables() {
        let goes = match pair {
            Pair::Added(_) => false,
            Pair::Dropped(_) => true,
            Pair::Both { to, .. } => work.is_made_again(&address(to)),
        };
        let before = pair.from().map_or(&[][..], |table| &table.policies);
        let after = pair.to().map_or(&[][..], |table| &table.policies);
        if let Some(table) = pair.from().or(pair.to()) {
            for policies in pairs(before, after, |policy| policy.name.clone()) {
                push_policy(work, table, &policies, goes, steps);
            }
        }
        if let Some(to) = pair.to() {
            let before = pair.from().filter(|_| !goes);
            push_row_security(before.map(|table| table.row_security), to, steps);
        }
    }
    Ok(())
}

fn address(table: &Table) -> Address {
    object(ObjectKind::Table, &table.name)
}

fn place(table: &Table, policy: &Policy) -> Address {
    part(ObjectKind::Table, &table.name, "policy", &policy.name)
}

fn push_policy(
    work: &Work<'_>,
    table: &Table,
    pair: &Pair<'_, Policy>,
    goes: bool,
    steps: &mut Vec<Step>,
) {
    if let Pair::Both { from, to } = pair
        && !goes
        && !work.is_made_again(&place(table, to))
        && from.command == to.command
        && from.permissive == to.permissive
        // ALTER POLICY can change a condition, but not take it away.
        && (from.using.is_none() || to.using.is_some())
        && (from.with_check.is_none() || to.with_check.is_some())
    {
        steps.extend(change(work, table, from, to));
        return;
    }
    if let Some(from) = pair.from() {
        let uses = uses(&work.before, table, from);
        let outlived = uses.iter().any(|used| {
            used.object != address(table).object
                && (!exists(work.to, used) || work.is_made_again(used))
        });
        if !goes || outlived {
            let changes = pair.to();
            steps.push(drop(table, from, uses, changes, goes));
        }
    }
    if let Some(to) = pair.to() {
        steps.push(add(work, table, to, pair.from()));
    }
}

fn uses(facts: &super::facts::Facts, table: &Table, policy: &Policy) -> Vec<Address> {
    let texts = policy.using.iter().chain(&policy.with_check);
    facts.of_part(&address(table), texts.map(String::as_str))
}

fn drop(
    table: &Table,
    policy: &Policy,
    uses: Vec<Address>,
    to: Option<&Policy>,
    table_goes: bool,
) -> Step {
    let (name, on) = (identifier(&policy.name), qualified(&table.name));
    let statement = Statement::new(format!("DROP POLICY {name} ON {on}"), place(table, policy))
        .undone_by(render_policy(&table.name, policy));
    let comes_back = to.is_some() || table_goes;
    Step {
        name: format!("drop policy `{}`", policy.name),
        rank: rank::DROP_POLICY,
        releases: uses,
        drops: vec![place(table, policy)],
        statements: vec![match comes_back {
            true => statement,
            false => statement.hazard(hazard::drop_policy(table, policy)),
        }],
        ..Step::default()
    }
}

fn add(work: &Work<'_>, table: &Table, policy: &Policy, from: Option<&Policy>) -> Step {
    let (name, on) = (identifier(&policy.name), qualified(&table.name));
    let statement = Statement::new(render_policy(&table.name, policy), place(table, policy))
        .undone_by(format!("DROP POLICY {name} ON {on}"));
    let is_new_table = !exists(work.from, &address(table));
    let statement = match from {
        Some(from) if says(from) == says(policy) => statement,
        Some(from) => statement.hazard(hazard::change_policy(table, from, policy)),
        None if is_new_table => statement,
        None => statement.hazard(hazard::add_policy(table, policy)),
    };
    Step {
        name: format!("add policy `{}`", policy.name),
        rank: rank::ADD_POLICY,
        needs: uses(&work.after, table, policy),
        adds: vec![place(table, policy)],
        statements: vec![statement],
        ..Step::default()
    }
}

/// A policy without its comment.
fn says(policy: &Policy) -> Policy {
    Policy {
        comment: None,
        ..policy.clone()
    }
}

fn change(work: &Work<'_>, table: &Table, from: &Policy, to: &Policy) -> Option<Step> {
    if says(from) == says(to) {
        return None;
    }
    let sql = |from: &Policy, to: &Policy| {
        let (name, on) = (identifier(&to.name), qualified(&table.name));
        let mut sql = format!("ALTER POLICY {name} ON {on}");
        if from.roles != to.roles {
            let roles: Vec<_> = to.roles.iter().map(|name| role(name)).collect();
            let roles = match roles.is_empty() {
                true => "PUBLIC".to_owned(),
                false => roles.join(", "),
            };
            sql += &format!(" TO {roles}");
        }
        for (words, from, to) in [
            ("USING", &from.using, &to.using),
            ("WITH CHECK", &from.with_check, &to.with_check),
        ] {
            if let Some(text) = to.as_ref().filter(|_| from != to) {
                sql += &format!(" {words} ({text})");
            }
        }
        sql
    };
    Some(Step {
        name: format!("change policy `{}`", to.name),
        rank: rank::ADD_POLICY,
        needs: uses(&work.after, table, to),
        releases: uses(&work.before, table, from),
        statements: vec![
            Statement::new(sql(from, to), place(table, to))
                .hazard(hazard::change_policy(table, from, to)),
        ],
        ..Step::default()
    })
}

/// Whether row security is on, and for the owner too.
fn flags(security: RowSecurity) -> (bool, bool) {
    match security {
        RowSecurity::Off => (false, false),
        RowSecurity::Enabled => (true, false),
        RowSecurity::Forced => (true, true),
        RowSecurity::ForcedButDisabled => (false, true),
    }
}

fn push_row_security(from: Option<RowSecurity>, to: &Table, steps: &mut Vec<Step>) {
    let was_there = from.is_some();
    let before = flags(from.unwrap_or_default());
    let after = flags(to.row_security);
    let start = alter_table(to);
    let mut statements = Vec::new();
    let mut push = |before: bool, after: bool, on: &str, off: &str| {
        if before == after {
            return;
        }
        let (now, back) = if after { (on, off) } else { (off, on) };
        let statement = Statement::new(format!("{start} {now} ROW LEVEL SECURITY"), address(to))
            .undone_by(format!("{start} {back} ROW LEVEL SECURITY"));
        statements.push(match was_there {
            true => statement.hazard(hazard::row_security(to, after)),
            false => statement,
        });
    };
    push(before.0, after.0, "ENABLE", "DISABLE");
    push(before.1, after.1, "FORCE", "NO FORCE");
    if !statements.is_empty() {
        let policies = to.policies.iter().map(|policy| place(to, policy));
        steps.push(Step {
            name: format!("row security of `{}`", to.name),
            rank: rank::ADD_POLICY,
            needs: policies.chain([address(to)]).collect(),
            statements,
            ..Step::default()
        });
    }
}
