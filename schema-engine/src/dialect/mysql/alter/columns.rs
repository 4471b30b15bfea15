//! Columns: added, dropped, changed and moved, each with its place.
//!
//! The order of columns counts. Of the columns that stay, as many as possible stay where they are;
//! the others move.

use std::collections::BTreeSet;

use schema_model::{Column, Table};

use super::questions;
use super::{Change, Clause, Clauses};
use crate::dialect::mysql::render::{render_column, render_column_check};
use crate::dialect::mysql::retype::{self, Fate};
use crate::dialect::mysql::types::quote_name;
use crate::dialect::mysql::{flavour::Flavour, hazard};
use crate::plan::Hazard;

/// The column of that name, in any case.
pub(in crate::dialect::mysql) fn partner<'t>(table: &'t Table, name: &str) -> Option<&'t Column> {
    let exact = table.column(name);
    let folded = || {
        let lower = name.to_lowercase();
        table
            .columns
            .iter()
            .find(|it| it.name.to_lowercase() == lower)
    };
    exact.or_else(folded)
}

/// Whether the server cannot change one into the other, so that the column goes and another comes:
/// <https://mariadb.com/kb/en/generated-columns/>
pub(in crate::dialect::mysql) fn is_replaced(from: &Column, to: &Column, careful: bool) -> bool {
    match (&from.generated, &to.generated) {
        (None, None) => false,
        (Some(a), Some(b)) if is_row_time(from) || is_row_time(to) => a != b,
        (Some(a), Some(b)) => a.stored != b.stored || careful && a != b,
        (None, Some(to)) => !to.stored || careful,
        (Some(from), None) => !from.stored || careful,
    }
}

fn is_row_time(column: &Column) -> bool {
    let expression = column.generated.as_ref().map(|it| it.expression.as_str());
    matches!(expression, Some("ROW START" | "ROW END"))
}

/// The column with the character set that it has, wherever that comes from.
pub(in crate::dialect::mysql) fn settled(column: &Column, table: &Table) -> Column {
    let mut column = column.clone();
    if column.charset.is_none() && retype::has_charset(&column.native_type) {
        column.charset = table.options.get("charset").cloned();
        let collation = table.options.get("collation").cloned();
        column.collation = column.collation.or(collation);
    }
    column
}

/// The clauses for all columns.
pub(super) fn push(change: &mut Change<'_, '_, '_>, clauses: &mut Clauses) {
    let (from, to) = (change.from, change.to);
    for column in &from.columns {
        let stays = partner(to, &column.name);
        if stays.is_none_or(|it| is_replaced(column, it, change.careful)) {
            let clause = drop_column(change, column, stays);
            clauses.drops.push(clause);
        }
    }
    let stays = staying(change);
    for (place, column) in to.columns.iter().enumerate() {
        let old = partner(from, &column.name).filter(|it| !is_replaced(it, column, change.careful));
        let clause = match old {
            None => Some(add_column(change, place)),
            Some(old) => change_column(change, old, place, !stays.contains(&place)),
        };
        clauses.columns.extend(clause);
    }
}

/// Where in `to` the columns stand that need not move: the longest row of them that has the same
/// order on both sides.
fn staying(change: &Change<'_, '_, '_>) -> BTreeSet<usize> {
    let old_place = |column: &Column| {
        let old = partner(change.from, &column.name)?;
        let is_kept = !is_replaced(old, column, change.careful);
        let mut places = change.from.columns.iter();
        places.position(|it| is_kept && it.name == old.name)
    };
    let places = change.to.columns.iter().enumerate();
    let kept = places.filter_map(|(place, column)| Some((place, old_place(column)?)));
    longest_row(kept.collect())
}

fn longest_row(kept: Vec<(usize, usize)>) -> BTreeSet<usize> {
    // For each, the length of the longest row that ends with it, and the one before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(kept.len());
    for (index, (_, old)) in kept.iter().enumerate() {
        let before = (0..index).filter(|&it| kept[it].1 < *old);
        let longest = before.max_by_key(|&it| (best[it].0, std::cmp::Reverse(it)));
        best.push((longest.map_or(1, |it| best[it].0 + 1), longest));
    }
    let mut at = (0..kept.len()).max_by_key(|&it| (best[it].0, std::cmp::Reverse(it)));
    let mut stays = BTreeSet::new();
    while let Some(index) = at {
        stays.insert(kept[index].0);
        at = best[index].1;
    }
    stays
}

fn drop_column(
    change: &mut Change<'_, '_, '_>,
    column: &Column,
    replacement: Option<&Column>,
) -> Clause {
    let table = &change.from.name.name;
    let clause = Clause::new(format!("DROP COLUMN {}", quote_name(&column.name)));
    let computed = column.generated.is_some();
    let hazard = match replacement {
        _ if computed && replacement.is_none_or(|it| it.generated.is_some()) => {
            hazard::drop_computed_column(table, &column.name)
        }
        Some(_) => {
            let values = questions::values(change.data, table, &column.name);
            hazard::replace_values(table, &column.name, values)
        }
        None => {
            let values = questions::values(change.data, table, &column.name);
            hazard::drop_column(table, &column.name, values)
        }
    };
    clause.hazard(hazard).of("column", &column.name)
}

fn add_column(change: &mut Change<'_, '_, '_>, place: usize) -> Clause {
    let (table, column) = (change.to, &change.to.columns[place]);
    let is_new = |it: &Column| {
        let old = partner(change.from, &it.name);
        old.is_none_or(|old| is_replaced(old, it, change.careful))
    };
    // What comes behind everything else needs no place.
    let position = match table.columns[place..].iter().all(is_new) {
        true => String::new(),
        false => position(table, place),
    };
    let text = render_column(column, table, change.flavour);
    let mut clause = Clause::new(format!("ADD COLUMN {text}{position}"));
    let name = &table.name.name;
    if column.generated.as_ref().is_some_and(|it| it.stored) {
        clause = clause.hazard(hazard::stored_column(name, &column.name));
    } else if !column.can_be_omitted() {
        match questions::rows(change.data, &change.from.name.name) {
            Some(0) => {}
            _ => clause = clause.hazard(hazard::required_column(name, &column.name)),
        }
    }
    clause.of("column", &column.name)
}

fn position(table: &Table, place: usize) -> String {
    match place
        .checked_sub(1)
        .and_then(|before| table.columns.get(before))
    {
        Some(before) => format!(" AFTER {}", quote_name(&before.name)),
        None => " FIRST".into(),
    }
}

fn change_column(
    change: &mut Change<'_, '_, '_>,
    old: &Column,
    place: usize,
    moves: bool,
) -> Option<Clause> {
    let (from, to, flavour) = (change.from, change.to, change.flavour);
    let column = &to.columns[place];
    let before = render_column(&settled(old, from), from, flavour);
    let after = render_column(&settled(column, to), to, flavour);
    if before == after && !moves {
        return None;
    }
    let same_default = ["charset", "collation"]
        .iter()
        .all(|name| from.options.get(*name) == to.options.get(*name));
    let text = match same_default {
        true => render_column(column, to, flavour),
        false => after,
    };
    let verb = match old.name == column.name {
        true => "MODIFY COLUMN".to_owned(),
        false => format!("CHANGE COLUMN {}", quote_name(&old.name)),
    };
    let place = match moves {
        true => position(to, place),
        false => String::new(),
    };
    let mut clause = Clause::new(format!("{verb} {text}{place}"));
    clause.hazards = hazards(change, old, column);
    if moves {
        let hazard = hazard::move_column(&to.name.name, &column.name);
        clause = clause.hazard(hazard);
    }
    Some(clause.of("column", &column.name))
}

/// What it costs to change a column.
fn hazards(change: &mut Change<'_, '_, '_>, old: &Column, new: &Column) -> Vec<Hazard> {
    let table = change.to.name.name.clone();
    let mut found = Vec::new();
    if old.name != new.name {
        let name = format!("{table}.{}", old.name);
        found.push(hazard::rename("column", &name, &new.name));
    }
    if new.generated.is_some() {
        if old.generated.is_none() {
            let values = questions::values(change.data, &table, &old.name);
            found.push(hazard::replace_values(&table, &new.name, values));
        } else if new.generated != old.generated {
            found.push(hazard::stored_column(&table, &new.name));
        }
    } else if old.native_type != new.native_type {
        found.extend(retyped(change, old, new));
    }
    found.extend(recoded(change, old, new));
    if old.nullable && !new.nullable {
        let nulls = questions::nulls(change.data, &table, &old.name);
        found.push(hazard::not_null(&table, &new.name, nulls));
    } else if !old.nullable && new.nullable {
        found.push(hazard::null(&table, &new.name));
    }
    if old.auto_increment != new.auto_increment {
        found.push(hazard::counter(&table, &new.name));
    }
    if old.default != new.default || old.on_update != new.on_update {
        found.push(hazard::default(&table, &new.name));
    }
    let check = render_column_check(change.to, &new.name);
    if check.is_some() && check != render_column_check(change.from, &old.name) {
        found.push(hazard::check(&format!("{table}.{}", new.name), None));
    }
    found
}

fn retyped(change: &mut Change<'_, '_, '_>, old: &Column, new: &Column) -> Vec<Hazard> {
    let (table, name) = (change.to.name.name.clone(), &new.name);
    let (a, b) = (&old.native_type, &new.native_type);
    match retype::fate(old, new, change.flavour) {
        Fate::Kept => vec![kept(&table, old, new, change.flavour)],
        Fate::MayStop(condition) => {
            questions::must_be_none(change.data, &table, &old.name, b, condition);
            match retype::variants(old, change.flavour) {
                Some(before) => {
                    let after = retype::variants(new, change.flavour).unwrap_or_default();
                    let gone: Vec<String> = before
                        .into_iter()
                        .filter(|it| !after.contains(it))
                        .collect();
                    vec![hazard::drop_variants(&table, name, &gone)]
                }
                None => vec![hazard::narrow(&table, name, a, b)],
            }
        }
        Fate::MayChange(condition) => {
            let count = match condition {
                Some(condition) => {
                    questions::changed(change.data, &table, &old.name, b, &condition)
                }
                None => questions::values(change.data, &table, &old.name),
            };
            match count {
                Some(0) => vec![hazard::narrow(&table, name, a, b)],
                count => vec![hazard::lossy(&table, name, a, b, count)],
            }
        }
        Fate::Turned(condition) => {
            questions::must_be_none(change.data, &table, &old.name, b, condition);
            vec![hazard::retype(&table, name, a, b)]
        }
    }
}

fn kept(table: &str, old: &Column, new: &Column, flavour: &Flavour) -> Hazard {
    let variants = (
        retype::variants(old, flavour),
        retype::variants(new, flavour),
    );
    match variants {
        (Some(before), Some(after)) if after.starts_with(&before) => {
            hazard::add_variants(table, &new.name)
        }
        (Some(_), Some(_)) => hazard::move_variants(table, &new.name),
        _ => hazard::widen(table, &new.name, &old.native_type, &new.native_type),
    }
}

/// What another character set or collation costs.
fn recoded(change: &mut Change<'_, '_, '_>, old: &Column, new: &Column) -> Option<Hazard> {
    let table = change.to.name.name.clone();
    let (a, b) = (settled(old, change.from), settled(new, change.to));
    let (Some(before), Some(after)) = (&a.charset, &b.charset) else {
        return None;
    };
    if before != after {
        let rows = questions::rows(change.data, &table);
        return Some(hazard::charset(&table, &new.name, before, after, rows));
    }
    let (before, after) = (a.collation.as_deref()?, b.collation.as_deref()?);
    (before != after).then(|| hazard::collation(&table, &new.name, before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_columns_as_possible_move() {
        let stays = |old: &[usize]| -> Vec<usize> {
            let kept = old.iter().copied().enumerate().collect();
            longest_row(kept).into_iter().collect()
        };
        assert_eq!(stays(&[0, 1, 2]), [0, 1, 2]);
        assert_eq!(stays(&[2, 0, 1]), [1, 2]);
        assert_eq!(stays(&[1, 2, 0]), [0, 1]);
        assert_eq!(stays(&[]), [0_usize; 0]);
    }
}
