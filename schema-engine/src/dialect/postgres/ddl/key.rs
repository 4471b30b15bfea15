//! Constraints as they join a table: their names, and what follows from them.

use schema_model::{
    Constraint, ConstraintKind, ForeignKey, Index, IndexKey, IndexPart, Key, ObjectName, Table,
};

use super::column::is_foreign;
use super::constraint::make_name;
use super::database::{Database, absent};
use super::expression::named_columns;
use super::figure::expression_name;
use super::script::{Applied, Passed};

/// Adds the constraints that one statement declares, in the order in which the server makes them.
pub(super) fn add_constraints(db: &Database, table: &mut Table, found: Vec<Constraint>) -> Applied {
    let is_check = |it: &Constraint| matches!(it.kind, ConstraintKind::Check(_));
    let is_primary = |it: &Constraint| matches!(it.kind, ConstraintKind::PrimaryKey(_));
    let (checks, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(is_check);
    let (foreign, keys): (Vec<_>, Vec<_>) = rest.into_iter().partition(is_foreign);
    let (primary, keys): (Vec<_>, Vec<_>) = keys.into_iter().partition(is_primary);
    let keys = without_repetition(primary.into_iter().chain(keys));
    for constraint in checks.into_iter().chain(keys).chain(foreign) {
        add_constraint(db, table, constraint)?;
    }
    Ok(())
}

/// The server makes equal keys of one statement only once, under the first name.
fn without_repetition(keys: impl Iterator<Item = Constraint>) -> Vec<Constraint> {
    let mut kept: Vec<Constraint> = Vec::new();
    for key in keys {
        let same = kept.iter_mut().find(|other| {
            let columns = columns_of(&other.kind);
            columns.is_some()
                && columns == columns_of(&key.kind)
                && other.deferrable == key.deferrable
        });
        match same {
            Some(same) => same.name = same.name.take().or(key.name),
            None => kept.push(key),
        }
    }
    kept
}

/// The key of a primary or unique key.
pub(super) fn key_of(kind: &ConstraintKind) -> Option<&Key> {
    match kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => Some(key),
        _ => None,
    }
}

fn columns_of(kind: &ConstraintKind) -> Option<(&Vec<String>, &Vec<String>, bool)> {
    let key = key_of(kind)?;
    Some((&key.columns, &key.include, key.nulls_not_distinct))
}

/// Adds one constraint.
pub(super) fn add_constraint(
    db: &Database,
    table: &mut Table,
    mut constraint: Constraint,
) -> Applied {
    check_columns(table, &constraint.kind)?;
    match &mut constraint.kind {
        ConstraintKind::PrimaryKey(key) => {
            if table.primary_key().is_some() {
                return Err(Passed::Wrong(format!(
                    "table `{}` has a primary key already: remove one of the two",
                    table.name
                )));
            }
            for column in &mut table.columns {
                if key.columns.contains(&column.name) {
                    column.nullable = false;
                }
            }
        }
        ConstraintKind::ForeignKey(key) => find_referenced(db, table, key)?,
        _ => {}
    }
    if constraint.name.is_none() {
        constraint.name = Some(free_name(db, table, &constraint.kind));
    }
    let same = |it: &&Constraint| it.name == constraint.name;
    if table.constraints.iter().any(|it| same(&it)) {
        let name = constraint.name.as_deref().unwrap_or_default();
        return Err(Passed::Wrong(format!(
            "constraint `{name}` of table `{}` exists already: choose another name, or remove one of the two",
            table.name
        )));
    }
    table.constraints.push(constraint);
    Ok(())
}

fn check_columns(table: &Table, kind: &ConstraintKind) -> Applied {
    let columns = match kind {
        ConstraintKind::ForeignKey(key) => &key.columns,
        kind => match key_of(kind) {
            Some(key) => &key.columns,
            None => return Ok(()),
        },
    };
    let missing = columns.iter().find(|name| table.column(name).is_none());
    match missing {
        Some(name) => Err(absent("column", &format!("{}.{name}", table.name))),
        None => Ok(()),
    }
}

fn find_referenced(db: &Database, table: &Table, key: &mut ForeignKey) -> Applied {
    let own = Some(&table.name).filter(|name| {
        let namespace = key.references.namespace.as_ref();
        name.name == key.references.name
            && namespace.is_none_or(|it| Some(it) == name.namespace.as_ref())
    });
    let found = db.find_table(&key.references);
    let name = found.or_else(|| own.cloned());
    let name = name.ok_or_else(|| absent("table", &key.references.to_string()))?;
    let target = if name == table.name {
        Some(table)
    } else {
        db.tables.get(&name)
    };
    if let Some(primary) = target.and_then(Table::primary_key)
        && key.referenced_columns.is_empty()
    {
        key.referenced_columns.clone_from(&primary.columns);
    }
    if key.referenced_columns.is_empty() {
        return Err(Passed::Wrong(format!(
            "table `{name}` has no primary key that `{}` could refer to: name the columns",
            table.name
        )));
    }
    key.references = name;
    Ok(())
}

/// The name that the server gives to a constraint that was written without one.
fn free_name(db: &Database, table: &Table, kind: &ConstraintKind) -> String {
    use ConstraintKind as K;
    let columns = table.columns.iter().map(|column| column.name.as_str());
    let (middle, label) = match kind {
        K::PrimaryKey(_) => (String::new(), "pkey"),
        K::Unique(key) => (
            [&key.columns[..], &key.include[..]].concat().join("_"),
            "key",
        ),
        K::ForeignKey(key) => (key.columns.join("_"), "fkey"),
        K::Check(check) => {
            let named = named_columns(&check.expression, &table.name.name, columns);
            let only = (named.len() == 1).then(|| named.concat());
            (only.unwrap_or_default(), "check")
        }
        K::Exclusion(exclusion) => (names_of_parts(&exclusion.parts, &exclusion.include), "excl"),
        _ => (String::new(), "constraint"),
    };
    let is_index = matches!(kind, K::PrimaryKey(_) | K::Unique(_) | K::Exclusion(_));
    numbered(&table.name.name, &middle, label, |name| {
        let full = table.name.sibling(name);
        let is_here = |it: &Constraint| it.name.as_deref() == Some(name);
        db.is_constraint(&full)
            || table.constraints.iter().any(is_here)
            || is_index && is_relation(db, table, &full)
    })
}

fn is_relation(db: &Database, table: &Table, name: &ObjectName) -> bool {
    db.is_taken(name)
        || *name == table.name
        || table.indexes.iter().any(|index| index.name == name.name)
}

/// The first of `name`, `name1`, `name2` … that nothing else has.
fn numbered(first: &str, second: &str, label: &str, is_used: impl Fn(&str) -> bool) -> String {
    let mut pass = 0;
    loop {
        let label = if pass == 0 {
            label.to_owned()
        } else {
            format!("{label}{pass}")
        };
        let name = make_name(first, second, &label);
        if !is_used(&name) {
            return name;
        }
        pass += 1;
    }
}

/// The name that the server gives to an index that was written without one.
pub(super) fn free_index_name(
    db: &Database,
    table: &ObjectName,
    index: &Index,
    others: &[Index],
) -> String {
    let middle = names_of_parts(&index.parts, &index.include);
    numbered(&table.name, &middle, "idx", |name| {
        db.is_taken(&table.sibling(name)) || others.iter().any(|other| other.name == name)
    })
}

/// The names of what is indexed, numbered where one comes twice.
fn names_of_parts(parts: &[IndexPart], include: &[String]) -> String {
    let mut names: Vec<String> = Vec::new();
    let of_parts = parts.iter().map(|part| match &part.key {
        IndexKey::Column(name) => name.clone(),
        IndexKey::Expression(text) => expression_name(text).unwrap_or_else(|| "expr".into()),
    });
    for name in of_parts.chain(include.iter().cloned()) {
        let mut free = name.clone();
        let mut pass = 0;
        while names.contains(&free) {
            pass += 1;
            free = format!("{name}{pass}");
        }
        names.push(free);
    }
    names.join("_")
}
