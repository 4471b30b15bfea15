//! Triggers. Those of one table and event run in the order in which they were made, so one that
//! changes in the midst of others is made again together with those behind it.

use schema_model::{Table, Trigger};

use super::{hazard, make_text, rank, replacing, session};
use crate::dialect::mysql::address::{form, part, relation, shared, table as table_address};
use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::types::quote_name;
use crate::graph::Step;
use crate::plan::Statement;
use crate::planner::Job;

/// The steps for all triggers.
pub(super) fn push(job: &Job<'_>, flavour: &Flavour, steps: &mut Vec<Step>) {
    for table in &job.from.tables {
        if let Some(to) = job.to.table(&table.name) {
            push_table(table, to, flavour, steps);
        }
    }
    for table in &job.to.tables {
        if job.from.table(&table.name).is_none() {
            let none = Table::new(table.name.clone());
            push_table(&none, table, flavour, steps);
        }
    }
}

fn push_table(from: &Table, to: &Table, flavour: &Flavour, steps: &mut Vec<Step>) {
    for timing in ["before", "after"] {
        for event in ["insert", "update", "delete"] {
            let before = group(from, timing, event);
            let after = group(to, timing, event);
            push_group(&to.name.name, &before, &after, flavour, steps);
        }
    }
}

/// The triggers of one event, in the order in which they run.
fn group<'t>(table: &'t Table, timing: &str, event: &str) -> Vec<&'t Trigger> {
    let of_event = |it: &&Trigger| {
        it.timing.as_deref() == Some(timing) && it.events.first().is_some_and(|it| it == event)
    };
    let mut triggers: Vec<&Trigger> = table.triggers.iter().filter(of_event).collect();
    triggers.sort_by_key(|it| order(it));
    triggers
}

fn order(trigger: &Trigger) -> u32 {
    let order = trigger.options.get("order");
    order.and_then(|order| order.parse().ok()).unwrap_or(0)
}

/// Whether both are made by the same text under the same settings; the order is compared elsewhere.
fn is_same(a: &Trigger, b: &Trigger) -> bool {
    let settings = |it: &Trigger| {
        let mut options = it.options.clone();
        options.remove("order");
        options
    };
    a.name == b.name && a.definition == b.definition && settings(a) == settings(b)
}

fn push_group(
    table: &str,
    before: &[&Trigger],
    after: &[&Trigger],
    flavour: &Flavour,
    steps: &mut Vec<Step>,
) {
    // What stays in front, once those that are gone are left out.
    let kept: Vec<&Trigger> = before
        .iter()
        .copied()
        .filter(|it| after.iter().any(|other| is_same(it, other)))
        .collect();
    let pairs = kept.iter().zip(after);
    let front = pairs.take_while(|(a, b)| is_same(a, b)).count();
    let stays = |it: &Trigger| kept[..front].iter().any(|other| other.name == it.name);
    if let ([old], [new]) = (before, after)
        && flavour.replaces_programs
        && old.name == new.name
        && front == 0
    {
        steps.push(add(table, new, 0, true));
        return;
    }
    for trigger in before.iter().filter(|it| !stays(it)) {
        let comes_back = after.iter().any(|it| it.name == trigger.name);
        steps.push(drop(table, trigger, comes_back));
    }
    let mut previous: Option<&Trigger> = None;
    for (place, trigger) in after.iter().enumerate().skip(front) {
        let mut step = add(table, trigger, place, false);
        // The order in which they are made is the order in which they run.
        step.needs
            .extend(previous.map(|it| part(table, "trigger", &it.name)));
        steps.push(step);
        previous = Some(trigger);
    }
}

fn drop(table: &str, trigger: &Trigger, comes_back: bool) -> Step {
    let address = part(table, "trigger", &trigger.name);
    let sql = format!("DROP TRIGGER {}", quote_name(&trigger.name));
    let statement = Statement::new(sql, &address);
    Step {
        name: format!("drop trigger `{}`", trigger.name),
        rank: rank::DROP_TRIGGER,
        releases: vec![table_address(table)],
        drops: vec![address, shared("trigger", &trigger.name)],
        statements: vec![match comes_back {
            true => statement.hazard(hazard::replace("trigger", &trigger.name)),
            false => statement.hazard(hazard::drop_program("trigger", &trigger.name)),
        }],
        ..Step::default()
    }
}

fn add(table: &str, trigger: &Trigger, place: usize, replaces: bool) -> Step {
    let address = part(table, "trigger", &trigger.name);
    let text = make_text(&trigger.definition, &trigger.options);
    let statement = match replaces {
        true => Statement::new(replacing(&text), &address)
            .hazard(hazard::replace("trigger", &trigger.name)),
        false => Statement::new(text, &address)
            .hazard(hazard::add_trigger(&trigger.name, table))
            .undone_by(format!("DROP TRIGGER {}", quote_name(&trigger.name))),
    };
    let place = u32::try_from(place).unwrap_or(u32::MAX);
    Step {
        name: format!("add trigger `{}`", trigger.name),
        rank: rank::ADD_TRIGGER.saturating_add(place),
        needs: vec![relation(table), form(table)],
        adds: match replaces {
            true => vec![address],
            false => vec![address, shared("trigger", &trigger.name)],
        },
        statements: session::around(&trigger.options, statement),
        ..Step::default()
    }
}
