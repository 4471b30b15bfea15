//! Indexes of tables; those of materialized views are their views'.

use schema_model::{Address, Index, IndexKey, Options, Schema, Table, TableKind};

use super::super::hazard;
use super::super::quote::{identifier, qualified};
use super::super::render::tables::{OWN_INDEX_OPTIONS, render_index};
use super::alter_table::changed_parameters;
use super::constraint::address_of;
use super::work::Work;
use super::{address, column, online, partition_index, question, rank, table, uses};
use crate::EngineError;
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::Statement;
use crate::planner::Job;

/// The table that an index is on.
#[derive(Clone, Copy)]
struct Owner<'a> {
    table: &'a Table,
    /// Whether it is there before and stays.
    stays: bool,
    /// Whether others use it meanwhile.
    online: bool,
}

impl Owner<'_> {
    fn address(&self, index: &Index) -> Address {
        address::index(&self.table.name, &index.name)
    }

    fn index_name(&self, index: &Index) -> String {
        qualified(&self.table.name.sibling(&index.name))
    }
}

/// The steps.
pub(super) fn push(
    job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    for to in work.to.tables.iter().filter(|it| !work.is_calm(it)) {
        match work.from.table(&to.name) {
            Some(from) if !table::is_rebuilt(work, &to.name) => {
                push_kept(job, work, from, to, steps)
            }
            _ => {
                let owner = Owner {
                    table: to,
                    stays: false,
                    online: false,
                };
                steps.extend(to.indexes.iter().map(|it| add(work, owner, it, None)));
            }
        }
    }
    Ok(())
}

/// An index without what can be altered, or what is said elsewhere.
fn fixed(index: &Index) -> Index {
    let mut fixed = index.clone();
    fixed.comment = None;
    fixed.options.clear();
    fixed.attached_to = None;
    fixed
}

/// Whether an index of a table that stays is dropped, or dropped and made again.
pub(super) fn goes(work: &Work<'_>, from: &Table, to: &Table, index: &Index) -> bool {
    let after = to.indexes.iter().find(|it| it.name == index.name);
    let Some(after) = after else {
        return true;
    };
    let used = words(index);
    fixed(index) != fixed(after)
        || work.is_made_again(&address::index(&to.name, &index.name))
        || used.iter().any(|name| column::goes(work, from, to, name))
        || from.partition_of != to.partition_of && index.attached_to != after.attached_to
        || parent_goes(work, from, to, index)
}

/// Whether the index above, which an index of a partition is attached to, goes.
fn parent_goes(work: &Work<'_>, from: &Table, to: &Table, index: &Index) -> bool {
    let Some(above) = &index.attached_to else {
        return false;
    };
    let parent = column::parent(work, from, to).or_else(|| column::left_parent(work, from, to));
    parent.is_some_and(|(before, after)| {
        let parent = before.indexes.iter().find(|it| it.name == *above);
        parent.is_some_and(|parent| goes(work, before, after, parent))
    })
}

fn push_kept(job: &mut Job<'_>, work: &Work<'_>, from: &Table, to: &Table, steps: &mut Vec<Step>) {
    let owner = Owner {
        table: to,
        stays: true,
        online: is_touched(work, from, to) && online::is_wanted(job, from),
    };
    for pair in pairs(&from.indexes, &to.indexes, |index| index.name.clone()) {
        match pair {
            Pair::Added(index) => {
                let has_duplicates = push_question(job, work, (from, to), index);
                steps.push(add(work, owner, index, has_duplicates));
            }
            Pair::Dropped(index) => {
                let above = parent_goes(work, from, to, index);
                steps.extend((!above).then(|| drop(work, owner, index)));
            }
            Pair::Both {
                from: before,
                to: after,
            } if owner.online && can_replace(work, from, to, before) => {
                push_question(job, work, (from, to), after);
                steps.push(replace(work, owner, before, after));
            }
            Pair::Both {
                from: before,
                to: after,
            } if goes(work, from, to, before) => {
                let above = parent_goes(work, from, to, before);
                steps.extend((!above).then(|| drop(work, owner, before)));
                let has_duplicates = match fixed(before) == fixed(after) {
                    // Made again because of what it stands on, which may have changed the values.
                    true => None,
                    false => push_question(job, work, (from, to), after),
                };
                steps.push(add(work, owner, after, has_duplicates));
            }
            Pair::Both {
                from: before,
                to: after,
            } => alter(owner, before, after, steps),
        }
    }
}

/// Whether an index comes or goes.
fn is_touched(work: &Work<'_>, from: &Table, to: &Table) -> bool {
    let is_known = |index: &&Index| from.indexes.iter().any(|it| it.name == index.name);
    from.indexes.iter().any(|it| goes(work, from, to, it))
        || !to.indexes.iter().all(|it| is_known(&it))
}

/// Whether an index stays usable until the plan comes to it: nothing that it is over is changed.
fn is_undisturbed(work: &Work<'_>, from: &Table, to: &Table, index: &Index) -> bool {
    let used = words(index);
    let is_kept = |name: &String| {
        !column::goes(work, from, to, name) && !work.is_made_again(&address::column(&to.name, name))
    };
    index.valid
        && !work.is_made_again(&address::index(&to.name, &index.name))
        && used.iter().all(is_kept)
}

/// Whether an index that is made anew can be built beside the one that it replaces.
fn can_replace(work: &Work<'_>, from: &Table, to: &Table, index: &Index) -> bool {
    // A foreign key may stand on one that is unique, and tables may be clustered on any.
    let has_role = |key: &str| index.options.contains_key(key);
    goes(work, from, to, index)
        && is_undisturbed(work, from, to, index)
        && !index.unique
        && !has_role("clustered")
        && !has_role("replica_identity")
}

fn replace(work: &Work<'_>, owner: Owner<'_>, from: &Index, to: &Index) -> Step {
    let address = owner.address(to);
    let hazards = [
        hazard::replace_index(&to.name, to.unique),
        hazard::drop_replaced_index(&to.name),
    ];
    let (mut statements, passing) = online::replace_index(owner.table, &address, to, hazards);
    statements.extend(statistics(owner, to, &address));
    let passing = passing.map(|name| address::index(&owner.table.name, &name));
    let mut adds = vec![address.clone()];
    adds.extend(passing);
    Step {
        name: format!("replace index `{}`", to.name),
        rank: rank::ONLINE_INDEX,
        statements,
        adds,
        drops: vec![address],
        needs: needs(work.to, owner, to),
        releases: needs(work.from, owner, from),
    }
}

/// Asks whether rows stand in the way of a unique index, and says whether some do.
fn push_question(
    job: &mut Job<'_>,
    work: &Work<'_>,
    sides: (&Table, &Table),
    index: &Index,
) -> Option<bool> {
    if !index.unique || !index.valid {
        return None;
    }
    let found = question::has_duplicates(job, work, sides, index);
    if found == Some(true) {
        job.data.blocked.push(format!(
            "rows of `{}` are equal in what unique index `{}` is over: change them first",
            sides.1.name, index.name
        ));
    }
    found
}

/// The columns and other words in an index.
fn words(index: &Index) -> Vec<String> {
    let mut words: Vec<String> = index.include.clone();
    for part in &index.parts {
        match &part.key {
            IndexKey::Column(name) => words.push(name.clone()),
            IndexKey::Expression(text) => words.extend(uses::words(text)),
        }
    }
    words.extend(index.predicate.iter().flat_map(|text| uses::words(text)));
    words
}

fn needs(schema: &Schema, owner: Owner<'_>, index: &Index) -> Vec<Address> {
    let words = words(index);
    let named = owner
        .table
        .columns
        .iter()
        .filter(|column| words.contains(&column.name));
    let mut needed: Vec<Address> = named
        .map(|column| address::column(&owner.table.name, &column.name))
        .collect();
    for part in &index.parts {
        if let IndexKey::Expression(text) = &part.key {
            needed.extend(uses::objects(schema, text));
        }
        let others = part.operator_class.iter().chain(&part.collation);
        needed.extend(others.flat_map(|text| uses::objects(schema, text)));
    }
    needed.extend(
        index
            .predicate
            .iter()
            .flat_map(|text| uses::objects(schema, text)),
    );
    needed.push(address::table(&owner.table.name));
    needed
}

fn add(work: &Work<'_>, owner: Owner<'_>, index: &Index, has_duplicates: Option<bool>) -> Step {
    let address = owner.address(index);
    let name = owner.index_name(index);
    let is_partitioned = owner.table.kind == TableKind::Partitioned;
    let only = is_partitioned && !index.valid;
    let is_online = owner.online && is_new(work, owner, index);
    let sql = render_index(&qualified(&owner.table.name), index, only);
    let mut statement = Statement::new(sql, &address).undone_by(format!("DROP INDEX {name}"));
    if owner.stays {
        statement = match is_online {
            true => statement.hazard(hazard::add_online_index(&index.name, index.unique)),
            false => statement.hazard(hazard::add_index(&index.name, index.unique, has_duplicates)),
        };
    }
    if is_online {
        statement = online::concurrently(statement);
    }
    let mut statements = vec![statement];
    statements.extend(statistics(owner, index, &address));
    let mut needs = needs(work.to, owner, index);
    if is_partitioned {
        needs.extend(partition_index::below(work.to, &owner.table.name, index));
    }
    // Attached before, it would get a namesake from the table above.
    Step {
        name: format!("add index `{}`", index.name),
        rank: match is_online {
            true => rank::ONLINE_INDEX,
            false => rank::ADD_INDEX,
        },
        statements,
        adds: vec![address],
        needs,
        ..Step::default()
    }
}

/// Whether there was no usable index of that name before, which would be missed meanwhile.
fn is_new(work: &Work<'_>, owner: Owner<'_>, index: &Index) -> bool {
    let from = work.from.table(&owner.table.name);
    let mut before = from.into_iter().flat_map(|table| &table.indexes);
    !before.any(|it| it.name == index.name && it.valid)
}

/// How finely the server looks at expressions of an index.
fn statistics(owner: Owner<'_>, index: &Index, address: &Address) -> Vec<Statement> {
    let name = owner.index_name(index);
    let targets = index.options.iter().filter_map(|(key, target)| {
        let number = key.strip_prefix("statistics.")?;
        let sql = format!("ALTER INDEX {name} ALTER COLUMN {number} SET STATISTICS {target}");
        Some(Statement::new(sql, address))
    });
    targets.collect()
}

fn drop(work: &Work<'_>, owner: Owner<'_>, index: &Index) -> Step {
    let address = owner.address(index);
    let keys = partition_index::keys(work.from, &owner.table.name, index);
    // Neither can go alone: the key of a partition is bound to the index above it.
    let cascade = if keys.is_empty() { "" } else { " CASCADE" };
    let sql = format!("DROP INDEX {}{cascade}", owner.index_name(index));
    let mut statement = Statement::new(sql, &address).hazard(hazard::drop_index(&index.name));
    if keys.is_empty() {
        let made = render_index(&qualified(&owner.table.name), index, false);
        statement = statement.undone_by(made);
    }
    for (table, key) in &keys {
        statement = statement.hazard(hazard::drop_constraint(&table.name, key));
    }
    let is_online = owner.online && is_gone(work, owner, index);
    if is_online {
        statement = online::concurrently(statement);
    }
    let mut releases = needs(work.from, owner, index);
    if let Some(from) = work.from.table(&owner.table.name) {
        let used = words(index);
        let columns = from.columns.iter().filter(|it| used.contains(&it.name));
        releases.extend(columns.map(|it| address::column(&from.name, &it.name)));
    }
    let mut drops = vec![address];
    drops.extend(keys.into_iter().map(|(table, key)| address_of(table, key)));
    Step {
        name: format!("drop index `{}`", index.name),
        rank: match is_online {
            true => rank::DROP_ONLINE_INDEX,
            false => rank::DROP_INDEX,
        },
        statements: vec![statement],
        drops,
        releases,
        ..Step::default()
    }
}

/// Whether an index goes for its own sake, and nothing waits for that.
fn is_gone(work: &Work<'_>, owner: Owner<'_>, index: &Index) -> bool {
    let to = owner.table;
    let Some(from) = work.from.table(&to.name) else {
        return false;
    };
    let is_replaced = to.indexes.iter().any(|it| it.name == index.name);
    let is_key = to.constraints.iter().any(|it| it.identity() == index.name);
    let is_left = !index.valid;
    !index.unique && !is_key && (is_left || !is_replaced && is_undisturbed(work, from, to, index))
}

fn alter(owner: Owner<'_>, from: &Index, to: &Index, steps: &mut Vec<Step>) {
    let address = owner.address(to);
    let start = format!("ALTER INDEX {}", owner.index_name(to));
    let mut sql = changed_parameters(&start, &from.options, &to.options, OWN_INDEX_OPTIONS);
    for (key, target) in &to.options {
        if let Some(number) = key.strip_prefix("statistics.")
            && from.options.get(key) != Some(target)
        {
            sql.push(format!(
                "{start} ALTER COLUMN {number} SET STATISTICS {target}"
            ));
        }
    }
    for key in from
        .options
        .keys()
        .filter(|key| !to.options.contains_key(*key))
    {
        if let Some(number) = key.strip_prefix("statistics.") {
            sql.push(format!("{start} ALTER COLUMN {number} SET STATISTICS -1"));
        }
    }
    let mut statements: Vec<Statement> = sql
        .into_iter()
        .map(|sql| Statement::new(sql, &address))
        .collect();
    statements.extend(moved(&start, &from.options, &to.options, &address));
    if !statements.is_empty() {
        steps.push(Step {
            name: format!("alter index `{}`", to.name),
            rank: rank::ADD_INDEX,
            statements,
            ..Step::default()
        });
    }
}

/// Moves an index to another tablespace.
pub(super) fn moved(
    start: &str,
    from: &Options,
    to: &Options,
    address: &Address,
) -> Option<Statement> {
    let place = |options: &Options| options.get("tablespace").cloned();
    if place(from) == place(to) {
        return None;
    }
    let sql = |options: &Options| {
        let place = place(options).unwrap_or_else(|| "pg_default".into());
        format!("{start} SET TABLESPACE {}", identifier(&place))
    };
    Some(Statement::new(sql(to), address).undone_by(sql(from)))
}
