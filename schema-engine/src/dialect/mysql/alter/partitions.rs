//! Partitions. No row is dropped for their sake: a partition that goes gives its rows to another, or
//! the server says that there is none for them.

use schema_model::PartitionBy;

use super::{Change, head};
use crate::dialect::mysql::address::table;
use crate::dialect::mysql::hazard;
use crate::plan::Statement;

/// The statements before and after the other changes of the table.
pub(super) fn statements(
    change: &Change<'_, '_, '_>,
    is_alone: bool,
) -> (Vec<Statement>, Vec<Statement>) {
    let (from, to) = (&change.from.partition_by, &change.to.partition_by);
    if from == to {
        return (Vec::new(), Vec::new());
    }
    let name = &change.to.name.name;
    let statement = |clause: &str| {
        Statement::new(format!("{} {clause}", head(name)), table(name))
            .hazard(hazard::storage(name, "the partitions"))
            .hazard(hazard::copy(name))
    };
    let remove = || statement("REMOVE PARTITIONING");
    let Some(to) = to else {
        return (vec![remove()], Vec::new());
    };
    if let Some(more) = from.as_ref().and_then(|from| appended(from, to)) {
        let sql = format!("{} ADD PARTITION ({})", head(name), more.join(", "));
        let statement = Statement::new(sql, table(name));
        return (Vec::new(), vec![statement]);
    }
    // Keys and partitions depend on each other, so the old partitions go before the keys change.
    let first = match from {
        Some(_) if !is_alone => vec![remove()],
        _ => Vec::new(),
    };
    (first, vec![statement(&clause(to))])
}

/// The partitions that come behind those that are there, if that is all that differs.
fn appended<'t>(from: &PartitionBy, to: &'t PartitionBy) -> Option<&'t [String]> {
    let more = to.partitions.strip_prefix(from.partitions.as_slice())?;
    let listed = !from.partitions.is_empty() && !more.is_empty();
    (from.clause == to.clause && listed).then_some(more)
}

/// The clause that gives a table its partitions.
pub(in crate::dialect::mysql) fn clause(by: &PartitionBy) -> String {
    let PartitionBy { clause, partitions } = by;
    match partitions.is_empty() {
        true => format!("PARTITION BY {clause}"),
        false => format!("PARTITION BY {clause} ({})", partitions.join(", ")),
    }
}
