//! Which index a table is clustered on, and which one tells its rows apart for replication.

use schema_model::{Address, Options, Table};

use super::super::quote::{identifier, qualified};
use super::super::render::tables::alter;
use super::work::Work;
use super::{address, constraint, rank, table};
use crate::EngineError;
use crate::graph::Step;
use crate::plan::Statement;
use crate::planner::Job;

/// The steps.
pub(super) fn push(
    _job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    for to in work.to.tables.iter().filter(|it| !work.is_calm(it)) {
        let from = work.from.table(&to.name);
        let from = from.filter(|_| !table::is_rebuilt(work, &to.name));
        push_cluster(work, from, to, steps);
        push_identity(work, from, to, steps);
    }
    Ok(())
}

fn indexes(table: &Table) -> impl Iterator<Item = (String, &Options, Address)> {
    let own = table.indexes.iter();
    let own = own.map(|it| {
        (
            it.name.clone(),
            &it.options,
            address::index(&table.name, &it.name),
        )
    });
    let keys = table.constraints.iter().filter_map(|it| {
        let name = it.identity();
        let address = address::constraint(&table.name, &name);
        Some((name, constraint::options(it)?, address))
    });
    own.chain(keys)
}

fn chosen(table: &Table, role: &str) -> Option<(String, Address)> {
    let mut with = indexes(table).filter(|(_, options, _)| options.contains_key(role));
    with.next().map(|(name, _, address)| (name, address))
}

/// Whether what had the role is not there any more, or made anew.
fn is_lost(work: &Work<'_>, from: Option<&Table>, to: &Table, index: &(String, Address)) -> bool {
    let Some(from) = from else { return true };
    let before = from.indexes.iter().find(|it| it.name == index.0);
    before.is_some_and(|it| super::index::goes(work, from, to, it)) || work.is_new(&index.1)
}

fn push_cluster(work: &Work<'_>, from: Option<&Table>, to: &Table, steps: &mut Vec<Step>) {
    let (had, has) = (
        from.and_then(|it| chosen(it, "clustered")),
        chosen(to, "clustered"),
    );
    let name = qualified(&to.name);
    let lost = has.as_ref().is_some_and(|it| is_lost(work, from, to, it));
    if had == has && !lost {
        return;
    }
    let sql = match &has {
        Some((index, _)) => format!("ALTER TABLE {name} CLUSTER ON {}", identifier(index)),
        None => format!("ALTER TABLE {name} SET WITHOUT CLUSTER"),
    };
    steps.push(step(to, sql, has));
}

fn push_identity(work: &Work<'_>, from: Option<&Table>, to: &Table, steps: &mut Vec<Step>) {
    let word = |table: &Table| table.options.get("replica_identity").cloned();
    let (had, has) = (
        from.and_then(|it| chosen(it, "replica_identity")),
        chosen(to, "replica_identity"),
    );
    let lost = has.as_ref().is_some_and(|it| is_lost(work, from, to, it));
    if had == has && from.and_then(word) == word(to) && !lost {
        return;
    }
    let sql = match (&has, word(to)) {
        (Some((index, _)), _) => format!("USING INDEX {}", identifier(index)),
        (None, Some(word)) => word.to_uppercase(),
        (None, None) => "DEFAULT".into(),
    };
    steps.push(step(
        to,
        format!("{} REPLICA IDENTITY {sql}", alter(to)),
        has,
    ));
}

fn step(table: &Table, sql: String, index: Option<(String, Address)>) -> Step {
    let address = address::table(&table.name);
    let mut needs = vec![address.clone()];
    let columns = table.columns.iter();
    needs.extend(columns.map(|it| address::column(&table.name, &it.name)));
    needs.extend(index.map(|(_, index)| index));
    Step {
        name: format!("choose an index of `{}`", table.name),
        rank: rank::ANNOTATE,
        statements: vec![Statement::new(sql, &address)],
        needs,
        ..Step::default()
    }
}
