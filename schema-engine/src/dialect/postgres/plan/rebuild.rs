//! The rows of a table that is taken down and built up again.

use schema_model::{Column, Table, TableKind};

use super::super::ddl::constraint::make_name;
use super::super::quote::{identifier, identifiers, literal, qualified};
use super::work::Work;
use super::{address, rank};
use crate::graph::Step;
use crate::plan::Statement;

/// Whether the rows of a table are carried over. Those of a partition are its parent's.
pub(super) fn keeps_rows(work: &Work<'_>, table: &Table) -> bool {
    table.kind != TableKind::Foreign
        && work
            .to
            .table(&table.name)
            .is_some_and(|to| to.kind != TableKind::Foreign)
}

fn is_saved_with_parent(work: &Work<'_>, table: &Table) -> bool {
    let above = table.partition_of.as_ref().map(|of| &of.parent);
    above.is_some_and(|above| {
        work.to.table(above).is_some() && super::table::is_rebuilt(work, above)
    })
}

fn name_of_copy(table: &Table) -> String {
    qualified(
        &table
            .name
            .sibling(make_name(&table.name.name, "", "rows_to_keep")),
    )
}

/// Puts the rows aside.
pub(super) fn save(work: &Work<'_>, from: &Table, to: &Table) -> Option<Step> {
    if !keeps_rows(work, from) || is_saved_with_parent(work, from) {
        return None;
    }
    let table = address::table(&to.name);
    let copy = name_of_copy(from);
    Some(Step {
        name: format!("put the rows of `{}` aside", from.name),
        rank: rank::DROP_LATE_OBJECT,
        statements: vec![Statement::new(
            format!(
                "CREATE TABLE {copy} AS SELECT * FROM {}",
                qualified(&from.name)
            ),
            &table,
        )],
        releases: vec![table],
        ..Step::default()
    })
}

/// Gives the rows back, once there are partitions to take them.
pub(super) fn give_back(work: &Work<'_>, from: &Table, to: &Table) -> Option<Step> {
    save(work, from, to)?;
    let table = address::table(&to.name);
    let copy = name_of_copy(from);
    let name = qualified(&to.name);
    let kept: Vec<&Column> = to
        .columns
        .iter()
        .filter(|column| is_kept(column, from))
        .collect();
    let names: Vec<&str> = kept.iter().map(|column| column.name.as_str()).collect();
    let values: Vec<String> = kept.iter().map(|column| value(column, from)).collect();
    let (names, values) = (identifiers(&names), values.join(", "));
    let mut statements = vec![Statement::new(
        format!("INSERT INTO {name} ({names}) OVERRIDING SYSTEM VALUE SELECT {values} FROM {copy}"),
        &table,
    )];
    for column in to.columns.iter().filter(|column| column.identity.is_some()) {
        let (owner, part) = (literal(&qualified(&to.name)), literal(&column.name));
        let sequence = format!("pg_get_serial_sequence({owner}, {part})");
        statements.push(Statement::new(count_on(to, column, &sequence), &table));
    }
    statements.push(Statement::new(format!("DROP TABLE {copy}"), &table));
    let mut needs = vec![table.clone()];
    let partitions = work.to.tables.iter().filter(|it| {
        it.partition_of
            .as_ref()
            .is_some_and(|of| of.parent == to.name)
    });
    needs.extend(partitions.map(|it| address::attribute(address::table(&it.name), "partition_of")));
    Some(Step {
        name: format!("give the rows of `{}` back", to.name),
        rank: rank::ATTACH_PARTITION,
        statements,
        needs,
        adds: vec![address::attribute(table, "rows")],
        ..Step::default()
    })
}

fn is_kept(column: &Column, from: &Table) -> bool {
    let before = from.column(&column.name);
    column.generated.is_none() && before.is_some_and(|before| before.generated.is_none())
}

fn value(column: &Column, from: &Table) -> String {
    let name = identifier(&column.name);
    match from.column(&column.name) {
        Some(before) if before.native_type != column.native_type => {
            format!("{name}::{}", column.native_type)
        }
        _ => name,
    }
}

/// Counts on from the rows that are there; `sequence` is an expression.
pub(super) fn count_on(table: &Table, column: &Column, sequence: &str) -> String {
    let (name, identity) = (qualified(&table.name), column.identity.as_deref());
    let start = identity.and_then(|identity| identity.options.get("start"));
    let start = start.map_or("1", String::as_str);
    let column = identifier(&column.name);
    // Without a row that has come as far, the sequence begins where it is told to.
    format!("SELECT setval({sequence}, max({column})) FROM {name} HAVING max({column}) >= {start}")
}
