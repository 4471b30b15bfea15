//! Partitions: attached to and detached from the table above.

use schema_model::{PartitionOf, Table};

use super::super::hazard;
use super::super::quote::qualified;
use super::work::Work;
use super::{address, rank, table};
use crate::graph::Step;
use crate::plan::Statement;

/// The steps. A partition is made as a table of its own, with its keys and indexes, which then find
/// those of the table above.
pub(super) fn push(work: &Work<'_>, steps: &mut Vec<Step>) {
    for after in work.to.tables.iter().filter(|it| !work.is_calm(it)) {
        let before = work.from.table(&after.name);
        let stays = before.filter(|_| !table::is_rebuilt(work, &after.name));
        let was_under = stays.and_then(|before| before.partition_of.as_ref());
        let is_same =
            |of: &PartitionOf| was_under == Some(of) && !table::is_rebuilt(work, &of.parent);
        match &after.partition_of {
            Some(of) if is_same(of) => {}
            of => {
                steps.extend(was_under.map(|was| detach(after, was)));
                steps.extend(of.as_ref().map(|of| attach(work, after, of)));
            }
        }
    }
}

fn detach(table: &Table, of: &PartitionOf) -> Step {
    let (name, parent) = (qualified(&table.name), qualified(&of.parent));
    let address = address::attribute(address::table(&table.name), "partition_of");
    Step {
        name: format!("detach partition `{}`", table.name),
        rank: rank::DETACH_PARTITION,
        statements: vec![
            Statement::new(
                format!("ALTER TABLE {parent} DETACH PARTITION {name}"),
                &address,
            )
            .hazard(hazard::detach(&table.name, &of.parent))
            .undone_by(format!(
                "ALTER TABLE {parent} ATTACH PARTITION {name} {}",
                of.bound
            )),
        ],
        drops: vec![address],
        releases: vec![address::table(&of.parent)],
        ..Step::default()
    }
}

fn attach(work: &Work<'_>, table: &Table, of: &PartitionOf) -> Step {
    let (name, parent) = (qualified(&table.name), qualified(&of.parent));
    let address = address::attribute(address::table(&table.name), "partition_of");
    let mut needs = vec![address::table(&of.parent), address::table(&table.name)];
    let above = work.to.table(&of.parent).into_iter();
    for owner in above.chain([table]) {
        let columns = owner.columns.iter();
        needs.extend(columns.map(|it| address::column(&owner.name, &it.name)));
    }
    // A default partition is attached last: it must not hold what belongs to the others.
    Step {
        name: format!("attach partition `{}`", table.name),
        rank: rank::ATTACH_PARTITION,
        statements: vec![
            Statement::new(
                format!("ALTER TABLE {parent} ATTACH PARTITION {name} {}", of.bound),
                &address,
            )
            .hazard(hazard::attach(&table.name, &of.parent))
            .undone_by(format!("ALTER TABLE {parent} DETACH PARTITION {name}")),
        ],
        adds: vec![address],
        needs,
        ..Step::default()
    }
}
