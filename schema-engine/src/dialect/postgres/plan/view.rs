//! Views and materialized views.
//!
//! A view is replaced in place while its columns stay and new ones come last; else it is dropped and
//! made again, and whatever reads it with it. Its triggers and rules are in `hook`, its owner, grants
//! and comments in `annotation`.

use schema_model::{Address, Column, Index, ObjectKind, Options, View};

use super::super::quote::{identifier, literal, qualified};
use super::super::render::{
    render_index_whole, render_view, render_view_defaults, view_word as word,
};
use super::address::{attribute, object, part};
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
    for pair in pairs(&work.from.views, &work.to.views, |view| view.name.clone()) {
        match pair {
            Pair::Dropped(from) => found.extend(with_columns(from)),
            Pair::Both { from, to } if !is_replaceable(from, to, work.careful) => {
                found.extend(with_columns(from));
            }
            _ => {}
        }
    }
    found
}

fn is_replaceable(from: &View, to: &View, careful: bool) -> bool {
    let method = |view: &View| view.options.get("access_method").cloned();
    if from.materialized != to.materialized || method(from) != method(to) {
        return false;
    }
    if from.definition == to.definition {
        return same_columns(&from.columns, &to.columns);
    }
    !from.materialized && !careful && same_columns(&from.columns, &to.columns)
}

/// Whether the columns that were there stay as they are; new ones may follow.
fn same_columns(from: &[Column], to: &[Column]) -> bool {
    let same = |(from, to): (&Column, &Column)| {
        from.name == to.name && from.native_type == to.native_type && from.collation == to.collation
    };
    to.len() >= from.len() && from.iter().zip(to).all(same)
}

/// The steps.
pub(super) fn push(
    _job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    for pair in pairs(&work.from.views, &work.to.views, |view| view.name.clone()) {
        match pair {
            Pair::Added(to) => make(work, to, steps),
            Pair::Dropped(from) => steps.push(drop(work, from, false)),
            Pair::Both { from, to } if work.is_made_again(&address(from)) => {
                steps.push(drop(work, from, true));
                make(work, to, steps);
            }
            Pair::Both { from, to } => change(work, from, to, steps),
        }
    }
    Ok(())
}

/// The address of a view.
fn address(view: &View) -> Address {
    object(ObjectKind::View, &view.name)
}

/// The view and its columns, which others may say that they read.
fn with_columns(view: &View) -> Vec<Address> {
    let columns = view.columns.iter();
    let columns = columns.map(|column| part(ObjectKind::View, &view.name, "column", &column.name));
    columns.chain([address(view)]).collect()
}

fn drop(work: &Work<'_>, view: &View, comes_back: bool) -> Step {
    let name = qualified(&view.name);
    let mut releases = work.before.of_view(view);
    releases.extend(
        work.before
            .of_hooks(&address(view), &view.triggers, &view.rules),
    );
    Step {
        name: format!("drop view `{}`", view.name),
        rank: rank::DROP_VIEW,
        releases,
        drops: with_columns(view),
        statements: vec![
            Statement::new(format!("DROP {} {name}", word(view)), address(view))
                .undone_by(render_view(view))
                .hazard(hazard::drop_view(view, comes_back)),
        ],
        ..Step::default()
    }
}

fn make(work: &Work<'_>, view: &View, steps: &mut Vec<Step>) {
    let place = address(view);
    let mut statements = vec![Statement::new(render_view(view), &place).undone_by(format!(
        "DROP {} {}",
        word(view),
        qualified(&view.name)
    ))];
    let settings = defaults(view).into_iter();
    statements.extend(settings.map(|sql| Statement::new(sql, &place)));
    steps.push(Step {
        name: format!("add view `{}`", view.name),
        rank: rank::ADD_VIEW,
        needs: work.after.of_view(view),
        adds: with_columns(view),
        statements,
        ..Step::default()
    });
    for index in &view.indexes {
        add_index(work, view, index, steps);
    }
    fill(work, view, steps);
}

fn change(work: &Work<'_>, from: &View, to: &View, steps: &mut Vec<Step>) {
    let place = address(to);
    let mut statements = Vec::new();
    if from.definition != to.definition {
        // A replaced view has the options of the statement and no others.
        statements.push(
            Statement::new(render_view(to), &place)
                .hazard(hazard::replace_view(to))
                .with_hazards(hazard::lost_invoker(from, to))
                .undone_by(render_view(from)),
        );
    } else {
        statements.extend(change_options(from, to));
    }
    statements.extend(change_columns(from, to));
    if !statements.is_empty() {
        let before = with_columns(from);
        let mut adds = with_columns(to);
        adds.retain(|address| !before.contains(address));
        steps.push(Step {
            name: format!("change view `{}`", to.name),
            rank: rank::ADD_VIEW,
            needs: work.after.of_view(to),
            releases: work.before.of_view(from),
            adds,
            statements,
            ..Step::default()
        });
    }
    change_indexes(work, from, to, steps);
    match (from.populated, to.populated) {
        (false, true) => fill(work, to, steps),
        (true, false) => steps.push(refresh(work, to, " WITH NO DATA")),
        _ => {}
    }
}

/// Storage parameters, `security_invoker` and its like, and the tablespace.
fn change_options(from: &View, to: &View) -> Vec<Statement> {
    let start = format!("ALTER {} {}", word(to), qualified(&to.name));
    let place = address(to);
    let is_parameter = |key: &&String| !matches!(key.as_str(), "access_method" | "tablespace");
    let differs = |key: &&String, other: &Options, own: &Options| other.get(*key) != own.get(*key);
    let gone = from.options.keys().filter(is_parameter);
    let gone: Vec<&str> = gone
        .filter(|key| !to.options.contains_key(*key))
        .map(String::as_str)
        .collect();
    let set = to.options.keys().filter(is_parameter);
    let set: Vec<String> = set
        .filter(|key| differs(key, &from.options, &to.options))
        .map(|key| format!("{key}={}", literal(&to.options[key])))
        .collect();
    let mut sql = Vec::new();
    if !gone.is_empty() {
        sql.push(format!("{start} RESET ({})", gone.join(", ")));
    }
    if !set.is_empty() {
        sql.push(format!("{start} SET ({})", set.join(", ")));
    }
    let (old, new) = (from.options.get("tablespace"), to.options.get("tablespace"));
    if old != new {
        let name = new.map_or("pg_default", String::as_str);
        sql.push(format!("{start} SET TABLESPACE {}", identifier(name)));
    }
    let hazards = || hazard::lost_invoker(from, to);
    let statements = sql.into_iter();
    statements
        .map(|sql| Statement::new(sql, &place).with_hazards(hazards()))
        .collect()
}

fn defaults(view: &View) -> Vec<String> {
    let mut statements = Vec::new();
    render_view_defaults(view, &mut statements);
    statements
}

/// Defaults of a view's columns, and how a materialized view stores its columns.
fn change_columns(from: &View, to: &View) -> Vec<Statement> {
    let name = qualified(&to.name);
    let mut statements = Vec::new();
    for column in &to.columns {
        let Some(old) = from.columns.iter().find(|old| old.name == column.name) else {
            continue;
        };
        let target = identifier(&column.name);
        if old.default.is_some() && column.default.is_none() {
            statements.push(format!(
                "ALTER VIEW {name} ALTER COLUMN {target} DROP DEFAULT"
            ));
        }
        let has_target = |column: &Column| column.options.contains_key("statistics");
        if to.materialized && has_target(old) && !has_target(column) {
            statements.push(format!(
                "ALTER MATERIALIZED VIEW {name} ALTER COLUMN {target} SET STATISTICS -1"
            ));
        }
    }
    let before = defaults(from);
    statements.extend(defaults(to).into_iter().filter(|sql| !before.contains(sql)));
    let statements = statements.into_iter();
    statements
        .map(|sql| Statement::new(sql, address(to)))
        .collect()
}

/// Indexes of a materialized view that stays.
fn change_indexes(work: &Work<'_>, from: &View, to: &View, steps: &mut Vec<Step>) {
    let text = |index: &Index| render_index_whole(&to.name, index);
    for pair in pairs(&from.indexes, &to.indexes, |index| index.name.clone()) {
        if let Pair::Both { from, to: new } = pair {
            let place = part(ObjectKind::View, &to.name, "index", &new.name);
            if text(from) == text(new) && !work.is_made_again(&place) {
                continue;
            }
        }
        if let Some(old) = pair.from() {
            let place = part(ObjectKind::View, &to.name, "index", &old.name);
            let name = qualified(&to.name.sibling(&old.name));
            steps.push(Step {
                name: format!("drop index `{}`", old.name),
                rank: rank::DROP_INDEX,
                releases: work.before.of_index(&address(to), old),
                statements: vec![
                    Statement::new(format!("DROP INDEX {name}"), &place)
                        .hazard(hazard::drop_view_index(&old.name)),
                ],
                drops: vec![place],
                ..Step::default()
            });
        }
        if let Some(new) = pair.to() {
            add_index(work, to, new, steps);
        }
    }
}

fn add_index(work: &Work<'_>, view: &View, index: &Index, steps: &mut Vec<Step>) {
    let place = part(ObjectKind::View, &view.name, "index", &index.name);
    let statements = render_index_whole(&view.name, index).into_iter();
    steps.push(Step {
        name: format!("add index `{}`", index.name),
        rank: rank::ADD_INDEX,
        needs: work.after.of_index(&address(view), index),
        statements: statements.map(|sql| Statement::new(sql, &place)).collect(),
        adds: vec![place],
        ..Step::default()
    });
}

/// Fills a materialized view when all that it reads is there.
fn fill(work: &Work<'_>, view: &View, steps: &mut Vec<Step>) {
    if view.materialized && view.populated {
        steps.push(refresh(work, view, ""));
    }
}

fn refresh(work: &Work<'_>, view: &View, how: &str) -> Step {
    let used = work.after.of_view(view);
    let whole = || used.iter().filter(|used| used.part.is_none());
    let calls = whole().any(|used| used.object.kind == ObjectKind::Routine);
    let views = whole().filter(|used| used.object.kind == ObjectKind::View);
    let views = views.cloned().map(|view| attribute(view, "rows"));
    Step {
        name: format!("fill view `{}`", view.name),
        rank: match calls {
            true => rank::FILL_CALLING_VIEW,
            false => rank::FILL_VIEW,
        },
        needs: views.chain([address(view)]).collect(),
        adds: vec![attribute(address(view), "rows")],
        statements: vec![
            Statement::new(
                format!("REFRESH MATERIALIZED VIEW {}{how}", qualified(&view.name)),
                address(view),
            )
            .hazard(hazard::fill_view(view)),
        ],
        ..Step::default()
    }
}
