//! What a server adds to a table that someone wrote: names and indexes that were left out.

use schema_model::{
    Column, Constraint, ConstraintKind, ForeignKey, Index, IndexKey, IndexPart, Table,
};

use super::Reader;
use super::index::free_name;
use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::types::is_long;

/// Gives names to constraints without one, and foreign keys the index that they need.
pub(super) fn imply_names(reader: &Reader, table: &mut Table) {
    spell_checked_columns(table);
    if reader.shown {
        return;
    }
    imply_hash_keys(table);
    imply_foreign_key_indexes(table);
    let name = table.name.name.clone();
    let mut keys = highest_number(table, &format!("{name}_ibfk_"));
    let mut checks = 0;
    let taken: Vec<String> = table
        .constraints
        .iter()
        .filter_map(|c| c.name.clone())
        .collect();
    for constraint in &mut table.constraints {
        if constraint.name.is_some() {
            continue;
        }
        match &constraint.kind {
            ConstraintKind::ForeignKey(_) => {
                keys += 1;
                constraint.name = Some(format!("{name}_ibfk_{keys}"));
            }
            ConstraintKind::Check(check) if check.column.is_none() => {
                constraint.name = (checks + 1..)
                    .inspect(|n| checks = *n)
                    .map(|n| check_name(reader.flavour, &name, n))
                    .find(|candidate| !taken.contains(candidate));
            }
            _ => {}
        }
    }
}

/// Checks name columns in any case.
fn spell_checked_columns(table: &mut Table) {
    for constraint in &mut table.constraints {
        if let ConstraintKind::Check(check) = &mut constraint.kind
            && let Some(one_of) = &mut check.one_of
        {
            let named = |column: &&Column| column.name.eq_ignore_ascii_case(&one_of.column);
            match table.columns.iter().find(named) {
                Some(column) => one_of.column.clone_from(&column.name),
                None => check.one_of = None,
            }
        }
    }
}

/// A key over a whole text is one over its hash.
fn imply_hash_keys(table: &mut Table) {
    let long: Vec<&str> = table
        .columns
        .iter()
        .filter(|column| is_long(&column.native_type))
        .map(|column| column.name.as_str())
        .collect();
    for constraint in &mut table.constraints {
        if let ConstraintKind::Unique(key) = &mut constraint.kind
            && key.parts.is_empty()
            && key.columns.iter().any(|name| long.contains(&name.as_str()))
        {
            key.options.insert("method".into(), "hash".into());
        }
    }
}

/// The name of the nth check without a name.
pub(super) fn check_name(flavour: &Flavour, table: &str, n: usize) -> String {
    let pattern = flavour.check_name;
    pattern
        .replace("{table}", table)
        .replace("{n}", &n.to_string())
}

/// The highest number behind a prefix among the names of constraints.
fn highest_number(table: &Table, prefix: &str) -> usize {
    table
        .constraints
        .iter()
        .filter_map(|constraint| constraint.name.as_ref()?.strip_prefix(prefix)?.parse().ok())
        .max()
        .unwrap_or(0)
}

/// A foreign key needs an index whose first columns are its own; the server adds one if there is none.
fn imply_foreign_key_indexes(table: &mut Table) {
    let wanted: Vec<(Option<String>, Vec<String>)> = table
        .constraints
        .iter()
        .filter_map(|constraint| match &constraint.kind {
            ConstraintKind::ForeignKey(ForeignKey { columns, .. }) => {
                Some((constraint.name.clone(), columns.clone()))
            }
            _ => None,
        })
        .collect();
    for (name, columns) in wanted {
        if has_index(table, &columns) {
            continue;
        }
        let parts = columns.iter().map(IndexPart::column).collect();
        let mut index = Index::new(name.unwrap_or_default(), parts);
        if index.name.is_empty() {
            index.name = free_name(table, &index);
        }
        index.options.insert(IMPLIED.into(), "true".into());
        table.indexes.push(index);
    }
}

/// Whether some index begins with these columns.
fn has_index(table: &Table, columns: &[String]) -> bool {
    let begins = |names: &[&str]| {
        names.len() >= columns.len()
            && names
                .iter()
                .zip(columns)
                .all(|(a, b)| a.eq_ignore_ascii_case(b))
    };
    let of_constraint = |constraint: &Constraint| match &constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
            begins(&key.columns.iter().map(String::as_str).collect::<Vec<_>>())
        }
        _ => false,
    };
    let of_index = |index: &Index| {
        let names: Vec<&str> = index
            .parts
            .iter()
            .map_while(|part| match &part.key {
                IndexKey::Column(name) if part.prefix_length.is_none() => Some(name.as_str()),
                _ => None,
            })
            .collect();
        index.method.is_none() && begins(&names)
    };
    table.constraints.iter().any(of_constraint) || table.indexes.iter().any(of_index)
}

/// Leaves out the character sets and collations that a column has from its table.
pub(super) fn tidy_charsets(table: &mut Table) {
    let charset = table.options.get("charset");
    let collation = table.options.get("collation");
    for column in &mut table.columns {
        if column.charset.as_ref() == charset && column.collation.as_ref() == collation {
            (column.charset, column.collation) = (None, None);
        }
    }
}

/// An index that the server added for a foreign key goes when another one serves instead.
pub(super) fn drop_implied_indexes(table: &mut Table, made: &Index) {
    let made = columns_of(made);
    table.indexes.retain(|index| {
        !(index.options.contains_key(IMPLIED) && made.starts_with(&columns_of(index)))
    });
}

/// Names of the foreign keys of a table.
pub(super) fn foreign_keys(table: &Table) -> Vec<String> {
    let keys = table.constraints.iter();
    keys.filter(|it| matches!(it.kind, ConstraintKind::ForeignKey(_)))
        .filter_map(|constraint| constraint.name.clone())
        .collect()
}

/// A foreign key that was added brings its own index, in place of one that another brought.
pub(super) fn replace_implied_indexes(table: &mut Table, before: &[String]) {
    for constraint in &table.constraints {
        let new = constraint
            .name
            .as_ref()
            .is_none_or(|name| !before.contains(name));
        if let (true, ConstraintKind::ForeignKey(key)) = (new, &constraint.kind) {
            table.indexes.retain(|index| {
                !(index.options.contains_key(IMPLIED) && columns_of(index) == key.columns)
            });
        }
    }
}

/// Foreign keys that the server named after their table are renamed with it.
pub(super) fn rename_foreign_keys(table: &mut Table, from: &str) {
    let prefix = format!("{from}_ibfk_");
    for constraint in &mut table.constraints {
        if let (Some(name), ConstraintKind::ForeignKey(_)) =
            (&mut constraint.name, &constraint.kind)
            && let Some(number) = name.strip_prefix(&prefix)
        {
            *name = format!("{}_ibfk_{number}", table.name.name);
        }
    }
}

/// Foreign keys follow the table that they reference, and its columns, to their new names.
pub(super) fn follow_renames(
    tables: &mut [Table],
    from: &str,
    to: &str,
    columns: &[(String, String)],
) {
    for constraint in tables.iter_mut().flat_map(|table| &mut table.constraints) {
        let ConstraintKind::ForeignKey(key) = &mut constraint.kind else {
            continue;
        };
        if key.references.namespace.is_some() || key.references.name != from {
            continue;
        }
        key.references.name = to.into();
        for (from, to) in columns {
            let named = |column: &&mut String| column.eq_ignore_ascii_case(from);
            for column in key.referenced_columns.iter_mut().filter(named) {
                column.clone_from(to);
            }
        }
    }
}

/// Takes the marks off that only the reader needs.
pub(super) fn forget_implied(table: &mut Table) {
    for index in &mut table.indexes {
        index.options.remove(IMPLIED);
    }
}

/// Marks an index that the server added, while statements are applied.
const IMPLIED: &str = "implied";

fn columns_of(index: &Index) -> Vec<String> {
    let parts = index.parts.iter();
    parts
        .filter_map(|part| match &part.key {
            IndexKey::Column(name) => Some(name.clone()),
            IndexKey::Expression(_) => None,
        })
        .collect()
}
