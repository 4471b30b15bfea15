//! Keys, indexes and checks. Foreign keys are elsewhere.

use std::collections::BTreeMap;

use schema_model::{
    Check, Column, Constraint, ConstraintKind, Index, IndexKey, IndexPart, Key, Table,
};

use super::columns::partner;
use super::{Change, Clause, Clauses, questions};
use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::hazard;
use crate::dialect::mysql::render::{render_constraint, render_index};
use crate::dialect::mysql::types::quote_name;
use crate::plan::Hazard;

/// The clauses for keys, indexes and checks.
pub(super) fn push(change: &mut Change<'_, '_, '_>, clauses: &mut Clauses) {
    push_checks(change, clauses);
    let (from, to) = (change.from, change.to);
    let (mut before, after) = (entries(from, change.flavour), entries(to, change.flavour));
    // The keys that are there keep the block size that their table had, and say so from then on.
    let block_size = |table: &Table| table.options.get("key_block_size").cloned();
    if block_size(from) != block_size(to) {
        before.values_mut().for_each(|entry| entry.sql.clear());
    }
    for (name, entry) in &before {
        let stays = after.get(name);
        if stays.is_some_and(|stays| stays.sql == entry.sql) {
            continue;
        }
        let clause = drop_key(from, name, entry, stays.is_some());
        // A key whose name changes in nothing but case keeps the old one if it goes and comes in
        // one statement.
        let lower = name.to_lowercase();
        let case_only = stays.is_none() && after.keys().any(|it| it.to_lowercase() == lower);
        match case_only {
            true => clauses.before.push(clause),
            false => clauses.drops.push(clause),
        }
    }
    for (name, entry) in &after {
        match before.get(name) {
            Some(old) if old.sql == entry.sql => {
                clauses
                    .adds
                    .extend(show_key(change.flavour, name, old, entry));
            }
            _ => {
                let clause = add_key(change, name, entry);
                clauses.adds.push(clause);
            }
        }
    }
}

/// A key or index by what makes it.
struct Entry<'t> {
    /// Its text, as if it were visible.
    sql: String,
    visible: bool,
    kind: Kind,
    parts: Vec<&'t IndexPart>,
    columns: &'t [String],
    method: Option<&'t str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Unique,
    Plain,
}

fn entries<'t>(table: &'t Table, flavour: &Flavour) -> BTreeMap<String, Entry<'t>> {
    let mut entries = BTreeMap::new();
    for constraint in &table.constraints {
        let (name, kind, key) = match &constraint.kind {
            ConstraintKind::PrimaryKey(key) => ("PRIMARY".to_owned(), Kind::Primary, key),
            ConstraintKind::Unique(key) => (
                constraint.name.clone().unwrap_or_default(),
                Kind::Unique,
                key,
            ),
            _ => continue,
        };
        entries.insert(name, of_key(constraint, kind, key, flavour));
    }
    for index in &table.indexes {
        entries.insert(index.name.clone(), of_index(index, flavour));
    }
    entries
}

fn of_key<'t>(constraint: &Constraint, kind: Kind, key: &'t Key, flavour: &Flavour) -> Entry<'t> {
    let mut shown = constraint.clone();
    if let ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) = &mut shown.kind {
        key.options.remove("visible");
    }
    Entry {
        sql: render_constraint(&shown, flavour),
        visible: !key.options.contains_key("visible"),
        kind,
        parts: key.parts.iter().collect(),
        columns: &key.columns,
        method: None,
    }
}

fn of_index<'t>(index: &'t Index, flavour: &Flavour) -> Entry<'t> {
    let shown = Index {
        visible: true,
        ..index.clone()
    };
    Entry {
        sql: render_index(&shown, flavour),
        visible: index.visible,
        kind: match index.unique {
            true => Kind::Unique,
            false => Kind::Plain,
        },
        parts: index.parts.iter().collect(),
        columns: &[],
        method: index.method.as_deref(),
    }
}

fn drop_key(table: &Table, name: &str, entry: &Entry<'_>, comes_back: bool) -> Clause {
    match entry.kind {
        Kind::Primary => {
            let clause = Clause::new("DROP PRIMARY KEY");
            match comes_back {
                true => clause,
                false => clause.hazard(hazard::drop_primary_key(&table.name.name)),
            }
        }
        _ => Clause::new(format!("DROP KEY {}", quote_name(name)))
            .hazard(hazard::drop_index(name))
            .of("index", name),
    }
}

fn show_key(flavour: &Flavour, name: &str, old: &Entry<'_>, new: &Entry<'_>) -> Option<Clause> {
    if old.visible == new.visible {
        return None;
    }
    let word = match new.visible {
        true => flavour.shown_index,
        false => flavour.hidden_index,
    };
    let clause = Clause::new(format!("ALTER INDEX {} {word}", quote_name(name)));
    let clause = match new.visible {
        true => clause,
        false => clause.hazard(hazard::drop_index(name)),
    };
    Some(clause.of("index", name))
}

fn add_key(change: &mut Change<'_, '_, '_>, name: &str, entry: &Entry<'_>) -> Clause {
    let mut sql = format!("ADD {}", entry.sql);
    if !entry.visible {
        sql.push_str(&format!(" {}", change.flavour.hidden_index));
    }
    let hazard = key_hazard(change, name, entry);
    Clause::new(sql).hazard(hazard).of("index", name)
}

fn key_hazard(change: &mut Change<'_, '_, '_>, name: &str, entry: &Entry<'_>) -> Hazard {
    let table = change.from.name.name.clone();
    let duplicates = match entry.kind {
        Kind::Plain => None,
        _ => asked(change.from, change.to, entry)
            .and_then(|parts| questions::duplicates(change.data, &table, name, &parts)),
    };
    match (entry.kind, entry.method) {
        (Kind::Primary, _) => hazard::primary_key(&table),
        (Kind::Unique, _) => hazard::unique(name, duplicates),
        (_, Some(method @ ("fulltext" | "spatial" | "vector"))) => {
            hazard::add_special_index(name, method)
        }
        _ => hazard::add_index(name),
    }
}

/// The parts of a key as expressions over the rows that are there, without those in which all rows
/// will be equal; none where what rows will hold is not known.
fn asked(from: &Table, to: &Table, entry: &Entry<'_>) -> Option<Vec<String>> {
    let is_same = |name: &str| {
        let b = partner(to, name)?;
        let Some(a) = partner(from, name) else {
            return holds_one_value(b).then_some(None);
        };
        let equal = a.native_type == b.native_type
            && a.generated == b.generated
            && a.auto_increment == b.auto_increment
            && super::settled(a, from).collation == super::settled(b, to).collation;
        equal.then(|| Some(quote_name(&a.name)))
    };
    let parts: Option<Vec<Option<String>>> = match entry.parts.is_empty() {
        true => entry.columns.iter().map(|name| is_same(name)).collect(),
        false => {
            let part = |part: &&IndexPart| match &part.key {
                IndexKey::Expression(_) => None,
                IndexKey::Column(name) => {
                    let name = is_same(name)?;
                    Some(match (name, part.prefix_length) {
                        (Some(name), Some(length)) => Some(format!("left({name}, {length})")),
                        (name, _) => name,
                    })
                }
            };
            entry.parts.iter().map(part).collect()
        }
    };
    Some(parts?.into_iter().flatten().collect())
}

/// Whether a new column holds the same value in every row that is there, and not NULL.
fn holds_one_value(column: &Column) -> bool {
    let is_literal = |text: &str| {
        let starts = |c: char| c == '\'' || c == '-' || c.is_ascii_digit();
        text.starts_with(starts)
    };
    let is_given = match &column.default {
        Some(text) => is_literal(text),
        // What the type has for nothing.
        None => !column.nullable,
    };
    is_given && !column.auto_increment && column.generated.is_none()
}

/// Checks that have a name; those of a column are part of its text.
fn checks(table: &Table) -> BTreeMap<&str, (&Constraint, &Check)> {
    let of_table = table.constraints.iter().filter_map(|it| match &it.kind {
        ConstraintKind::Check(check) if check.column.is_none() => {
            Some((it.name.as_deref()?, (it, check)))
        }
        _ => None,
    });
    of_table.collect()
}

fn push_checks(change: &mut Change<'_, '_, '_>, clauses: &mut Clauses) {
    let (before, after) = (checks(change.from), checks(change.to));
    let flavour = change.flavour;
    let text = |constraint: &Constraint| {
        let shown = Constraint {
            enforced: true,
            ..constraint.clone()
        };
        render_constraint(&shown, flavour)
    };
    for (name, (constraint, _)) in &before {
        let stays = after.get(name);
        if stays.is_some_and(|(it, _)| text(it) == text(constraint)) {
            continue;
        }
        let clause = Clause::new(format!("DROP CONSTRAINT {}", quote_name(name)));
        let clause = match stays {
            Some(_) => clause,
            None => clause.hazard(hazard::drop_constraint("check", name)),
        };
        clauses.drops.push(clause.of("constraint", name));
    }
    for (name, (constraint, check)) in &after {
        let old = before.get(name).map(|(it, _)| *it);
        let kept = old.filter(|it| text(it) == text(constraint));
        if kept.is_some_and(|it| it.enforced == constraint.enforced) {
            continue;
        }
        let sql = match (kept, constraint.enforced) {
            (None, _) => format!("ADD {}", render_constraint(constraint, flavour)),
            (Some(_), true) => format!("ALTER CHECK {} ENFORCED", quote_name(name)),
            (Some(_), false) => format!("ALTER CHECK {} NOT ENFORCED", quote_name(name)),
        };
        let clause = Clause::new(sql).of("constraint", name);
        let table = &change.from.name.name;
        clauses.adds.push(match constraint.enforced {
            true => {
                let breaking = questions::breaking(change.data, table, name, &check.expression);
                clause.hazard(hazard::check(name, breaking))
            }
            // Rows are held against nothing any more.
            false if kept.is_some() => clause.hazard(hazard::drop_constraint("check", name)),
            false => clause,
        });
    }
}
