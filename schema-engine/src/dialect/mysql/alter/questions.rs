//! Questions about the rows of a table, and what stands in the way when the answer is not none.

use schema_model::{ForeignKey, Table};

use crate::dialect::mysql::types::quote_name;
use crate::planner::Questions;

/// How many rows a table has.
pub(super) fn rows(data: &mut Questions<'_>, table: &str) -> Option<u64> {
    data.count(
        format!("rows of `{table}`"),
        format!("SELECT count(*) FROM {}", quote_name(table)),
    )
}

/// How many rows have a value in a column.
pub(super) fn values(data: &mut Questions<'_>, table: &str, column: &str) -> Option<u64> {
    data.count(
        format!("values of `{table}.{column}`"),
        where_(table, &format!("{} IS NOT NULL", quote_name(column))),
    )
}

/// How many rows hold NULL in a column that is to hold none; one of them stops the change.
pub(super) fn nulls(data: &mut Questions<'_>, table: &str, column: &str) -> Option<u64> {
    let sql = where_(table, &format!("{} IS NULL", quote_name(column)));
    let nulls = data.count(format!("NULL in `{table}.{column}`"), sql)?;
    if nulls > 0 {
        data.blocked.push(format!(
            "`{table}.{column}` becomes NOT NULL, and holds NULL in {nulls} rows: give them a value first"
        ));
    }
    Some(nulls)
}

/// Asks how many values do not fit into a type; one of them stops the change.
pub(super) fn must_be_none(
    data: &mut Questions<'_>,
    table: &str,
    column: &str,
    ty: &str,
    condition: Option<String>,
) {
    let Some(condition) = condition else { return };
    let about = format!("values of `{table}.{column}` that `{ty}` cannot hold");
    let count = data.count(about, where_(table, &condition)).unwrap_or(0);
    if count > 0 {
        data.blocked.push(format!(
            "`{table}.{column}` becomes `{ty}`, and {count} of its values do not fit: change them first"
        ));
    }
}

/// How many values another type does not keep.
pub(super) fn changed(
    data: &mut Questions<'_>,
    table: &str,
    column: &str,
    ty: &str,
    condition: &str,
) -> Option<u64> {
    let about = format!("values of `{table}.{column}` that `{ty}` does not keep");
    data.count(about, where_(table, condition))
}

/// How many groups of rows are equal in a key; one of them stops the change. Without parts all rows
/// are equal.
pub(super) fn duplicates(
    data: &mut Questions<'_>,
    table: &str,
    key: &str,
    parts: &[String],
) -> Option<u64> {
    let filled: Vec<String> = parts.iter().map(|it| format!("{it} IS NOT NULL")).collect();
    let groups = match parts.is_empty() {
        true => String::new(),
        false => format!(
            " WHERE {} GROUP BY {}",
            filled.join(" AND "),
            parts.join(", ")
        ),
    };
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM {}{groups} HAVING count(*) > 1) AS duplicates",
        quote_name(table)
    );
    let count = data.count(format!("duplicates in `{table}` by key `{key}`"), sql)?;
    if count > 0 {
        data.blocked.push(format!(
            "key `{key}` makes rows of `{table}` unique, and {count} of its values occur more than once"
        ));
    }
    Some(count)
}

/// How many rows break a check; one of them stops the change.
pub(super) fn breaking(
    data: &mut Questions<'_>,
    table: &str,
    check: &str,
    expression: &str,
) -> Option<u64> {
    let about = format!("rows of `{table}` that break check `{check}`");
    let count = data.count(about, where_(table, &format!("NOT ({expression})")))?;
    if count > 0 {
        data.blocked
            .push(format!("{count} rows of `{table}` break check `{check}`"));
    }
    Some(count)
}

/// How many rows refer to a row that is not there; one of them stops the change.
pub(in crate::dialect::mysql) fn orphans(
    data: &mut Questions<'_>,
    table: &Table,
    name: &str,
    key: &ForeignKey,
) -> Option<u64> {
    let owner = &table.name.name;
    let filled: Vec<String> = key
        .columns
        .iter()
        .map(|column| format!("child.{} IS NOT NULL", quote_name(column)))
        .collect();
    let pairs = key.columns.iter().zip(&key.referenced_columns);
    let same: Vec<String> = pairs
        .map(|(a, b)| format!("parent.{} = child.{}", quote_name(b), quote_name(a)))
        .collect();
    let sql = format!(
        "SELECT count(*) FROM {} AS child WHERE {} AND NOT EXISTS (SELECT 1 FROM {} AS parent WHERE {})",
        quote_name(owner),
        filled.join(" AND "),
        quote_name(&key.references.name),
        same.join(" AND ")
    );
    let about = format!("rows of `{owner}` that refer to nothing by `{name}`");
    let count = data.count(about, sql)?;
    if count > 0 {
        data.blocked.push(format!(
            "{count} rows of `{owner}` refer to rows of `{}` that are not there, which foreign key `{name}` forbids",
            key.references.name
        ));
    }
    Some(count)
}

fn where_(table: &str, condition: &str) -> String {
    format!(
        "SELECT count(*) FROM {} WHERE {condition}",
        quote_name(table)
    )
}
