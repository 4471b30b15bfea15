//! Views, each after what it reads. The server replaces a view in place.

use schema_model::{ObjectKind, View};

use super::address::{form, object, relation};
use super::hazard;
use super::planner::rank;
use super::render::render_view;
use super::types::quote_name;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// The steps for all views.
pub(super) fn push(job: &Job<'_>, steps: &mut Vec<Step>) {
    for pair in pairs(&job.from.views, &job.to.views, |view| view.name.clone()) {
        match pair {
            Pair::Dropped(view) => steps.push(drop(view)),
            Pair::Added(view) if is_broken(job, view) => steps.push(add_again(view)),
            Pair::Added(view) => steps.push(add(None, view)),
            Pair::Both { from, to } if render_view(from) == render_view(to) => {}
            Pair::Both { from, to } => steps.push(add(Some(from), to)),
        }
    }
}

fn drop(view: &View) -> Step {
    let name = &view.name.name;
    let address = object(ObjectKind::View, name);
    Step {
        name: format!("drop view `{name}`"),
        rank: rank::DROP_VIEW,
        releases: reads(view),
        drops: vec![address.clone(), relation(name)],
        statements: vec![
            Statement::new(format!("DROP VIEW {}", quote_name(name)), address)
                .hazard(hazard::drop_program("view", name))
                .undone_by(render_view(view)),
        ],
        ..Step::default()
    }
}

/// Whether a view of that name is there that cannot be read, as after a rename that was cut off from
/// what follows it.
fn is_broken(job: &Job<'_>, view: &View) -> bool {
    let mut unmodelled = job.from.unmodelled.iter();
    unmodelled.any(|it| it.kind == "view" && it.name == view.name.name)
}

fn add_again(view: &View) -> Step {
    let mut step = add(None, view);
    for statement in &mut step.statements {
        statement.sql = replacing(&statement.sql);
    }
    step
}

fn add(old: Option<&View>, view: &View) -> Step {
    let name = &view.name.name;
    let address = object(ObjectKind::View, name);
    let sql = render_view(view);
    let statement = match old {
        None => Statement::new(sql, &address).undone_by(format!("DROP VIEW {}", quote_name(name))),
        Some(old) => Statement::new(replacing(&sql), &address)
            .hazard(hazard::replace("view", name))
            .undone_by(replacing(&render_view(old))),
    };
    let mut needs = reads(view);
    needs.extend(view.depends_on.iter().map(|key| form(&key.name.name)));
    Step {
        name: format!("add view `{name}`"),
        rank: rank::ADD_VIEW,
        needs,
        adds: match old {
            None => vec![address, relation(name)],
            Some(_) => vec![address],
        },
        releases: old.map(reads).unwrap_or_default(),
        statements: vec![statement],
        ..Step::default()
    }
}

/// `CREATE …` as `CREATE OR REPLACE …`.
pub(super) fn replacing(sql: &str) -> String {
    let rest = sql.split_once(char::is_whitespace).map(|(_, rest)| rest);
    match rest {
        Some(rest) => format!("CREATE OR REPLACE {rest}"),
        None => sql.to_owned(),
    }
}

fn reads(view: &View) -> Vec<schema_model::Address> {
    let others = view.depends_on.iter().filter(|key| key.name != view.name);
    others
        .flat_map(|key| match key.kind {
            ObjectKind::Routine => vec![object(key.kind, &format!("{}()", key.name.name))],
            kind => vec![object(kind, &key.name.name), relation(&key.name.name)],
        })
        .collect()
}
