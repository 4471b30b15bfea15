//! What a table cannot say without contradicting itself.
//!
//! The server checks far more, such as types and lengths of keys; that is left to it.

use std::collections::BTreeSet;

use schema_model::{ConstraintKind, IndexKey, Table};

use super::script::Passed;

/// Finds columns and keys that are there twice, and keys over columns that are not there.
pub(super) fn check_table(table: &Table) -> Result<(), Passed> {
    let name = &table.name.name;
    let wrong = |message: String| Err(Passed::Wrong(format!("{message}: {REMEDY}")));
    if table.columns.is_empty() {
        return wrong(format!("table `{name}` has no columns"));
    }
    let mut columns = BTreeSet::new();
    for column in &table.columns {
        if !columns.insert(column.name.to_lowercase()) {
            return wrong(format!("column `{name}.{}` is there twice", column.name));
        }
    }
    let mut keys = BTreeSet::new();
    for key in key_names(table) {
        if !keys.insert(key.to_lowercase()) {
            return wrong(format!("table `{name}` has two keys called `{key}`"));
        }
    }
    let period = |column: &str| {
        let mut periods = table
            .options
            .keys()
            .filter_map(|it| it.strip_prefix("period."));
        periods.any(|known| known.eq_ignore_ascii_case(column))
    };
    for column in key_columns(table) {
        if !columns.contains(&column.to_lowercase()) && !period(column) {
            return wrong(format!(
                "a key of table `{name}` is over column `{column}`, which is not there"
            ));
        }
    }
    Ok(())
}

const REMEDY: &str = "correct the statement, or leave it out of the files that describe the schema";

fn key_names(table: &Table) -> impl Iterator<Item = &String> {
    let unique = table.constraints.iter().filter_map(|it| match it.kind {
        ConstraintKind::Unique(_) => it.name.as_ref(),
        _ => None,
    });
    unique.chain(table.indexes.iter().map(|index| &index.name))
}

fn key_columns(table: &Table) -> impl Iterator<Item = &String> {
    let of_constraints = table.constraints.iter().filter_map(|it| match &it.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => Some(&key.columns),
        ConstraintKind::ForeignKey(key) => Some(&key.columns),
        _ => None,
    });
    let parts = table.indexes.iter().flat_map(|index| &index.parts);
    let of_indexes = parts.filter_map(|part| match &part.key {
        IndexKey::Column(name) => Some(name),
        IndexKey::Expression(_) => None,
    });
    of_constraints.flatten().chain(of_indexes)
}
