//! What leads from one schema to another: renames by hint, then differences.
//!
//! The engine decides what is equal: a planner first gives `to` the spelling of `from` wherever the
//! two say the same. Renames are never guessed. What a change costs is not said here.

mod candidate;
mod implied;
mod rename;
mod resolve;

pub use candidate::{Candidate, candidates};
pub use rename::Rename;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use schema_model::{
    Address, Difference, ObjectKey, ObjectKind, ObjectName, Schema, Severity, Table, Unmodelled,
    Verb, differences,
};

use crate::hint::RenameHint;
use crate::{Connector, Dialect, EngineError};

/// Opens an empty scratch database, each time anew.
pub type OpenScratch<'a> = &'a dyn Fn() -> Result<Box<dyn Connector>, EngineError>;

/// Two schemas that were compared.
#[derive(Debug, Clone)]
pub struct Diff<'a> {
    /// The renames, in the order in which they run.
    pub renames: Vec<Rename>,
    /// `from` as it is once the renames have run.
    pub from: Cow<'a, Schema>,
    /// `to` in the spelling of `from`, its columns in the order that was asked for.
    pub to: Schema,
    /// What differs then.
    pub differences: Vec<Difference>,
    /// Hints that could not be followed, and other things worth knowing.
    pub notes: Vec<String>,
}

impl Diff<'_> {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.renames.is_empty() && self.differences.is_empty()
    }
}

/// Compares two schemas of one dialect.
///
/// `scratch` is opened where there are renames, to see how the engine rewrites the texts that name
/// what is renamed. `to` is taken, since it is respelled, and a copy of a large schema takes long.
///
/// # Errors
/// When a rename is refused by the engine on a scratch database.
pub fn diff<'a>(
    dialect: &dyn Dialect,
    from: &'a Schema,
    mut to: Schema,
    hints: &[RenameHint],
    scratch: OpenScratch<'_>,
) -> Result<Diff<'a>, EngineError> {
    let Some(planner) = dialect.planner() else {
        return Ok(plain(from, to));
    };
    let remarks = planner.remarks(from, &to);
    planner.align(from, &mut to);
    let (mut renames, mut notes) = resolve::renames(from, &to, hints, planner.folds_case());
    renames.retain(|rename| {
        let kept = planner.rename(from, rename).is_some();
        if !kept {
            notes.push(format!("{rename}: the engine cannot rename it in place"));
        }
        kept
    });
    let mut from = Cow::Borrowed(from);
    if !renames.is_empty() {
        let mut after = renamed(dialect, &from, &renames, scratch)?;
        let mut implied = implied::implied(&after, &to, &renames);
        implied.retain(|rename| planner.rename(&after, rename).is_some());
        if !implied.is_empty() {
            let all = [renames.as_slice(), &implied].concat();
            // Nobody asked for these: where the engine refuses one, what it is about is made anew.
            match renamed(dialect, &from, &all, scratch) {
                Ok(found) => (renames, after) = (all, found),
                Err(error) => notes.push(format!(
                    "what is called after a renamed table or column is made anew instead of renamed: {error}"
                )),
            }
        }
        from = Cow::Owned(after);
        planner.align(&from, &mut to);
        notes.extend(planner.left_behind(&to, &renames));
    }
    notes.extend(remarks);
    let ordered = match planner.compares_column_order() {
        true => None,
        false => ordered_like(&from, &to),
    };
    let mut found = differences(&from, ordered.as_ref().unwrap_or(&to));
    if planner.compares_options() {
        found.extend(option_differences(&from, &to));
    }
    Ok(Diff {
        differences: found,
        renames,
        from,
        to,
        notes,
    })
}

/// The settings of the database itself that differ.
fn option_differences(from: &Schema, to: &Schema) -> Vec<Difference> {
    let names: BTreeSet<&String> = from.options.keys().chain(to.options.keys()).collect();
    let value = |schema: &Schema, name: &String| schema.options.get(name).cloned();
    let differs = |name: &&String| value(from, name) != value(to, name);
    let difference = |name: &String| Difference {
        address: Address {
            object: ObjectKey {
                kind: ObjectKind::Object,
                name: ObjectName::bare("database"),
            },
            part: None,
            attribute: Some(name.clone()),
        },
        verb: Verb::Altered,
        from: value(from, name).map(Into::into),
        to: value(to, name).map(Into::into),
        severity: Severity::Medium,
        position: None,
    };
    names.into_iter().filter(differs).map(difference).collect()
}

/// Without a planner, what is spelled differently is different.
fn plain(from: &Schema, to: Schema) -> Diff<'_> {
    Diff {
        renames: Vec::new(),
        from: Cow::Borrowed(from),
        differences: differences(from, &to),
        to,
        notes: Vec::new(),
    }
}

/// A schema once things in it have other names; what the engine cannot rename in place keeps its own.
///
/// # Errors
/// When a rename is refused by the engine on a scratch database.
pub fn rename_in(
    dialect: &dyn Dialect,
    schema: &Schema,
    renames: &[Rename],
    scratch: OpenScratch<'_>,
) -> Result<Schema, EngineError> {
    let can = |rename: &&Rename| {
        let planner = dialect.planner();
        planner.is_some_and(|planner| planner.rename(schema, rename).is_some())
    };
    let renames: Vec<Rename> = renames.iter().filter(can).cloned().collect();
    match renames.is_empty() {
        true => Ok(schema.clone()),
        false => renamed(dialect, schema, &renames, scratch),
    }
}

/// The schema once the renames have run, as the engine prints it where it can be asked; texts such
/// as view bodies mention names too, and only the engine knows how it rewrites them.
fn renamed(
    dialect: &dyn Dialect,
    from: &Schema,
    renames: &[Rename],
    scratch: OpenScratch<'_>,
) -> Result<Schema, EngineError> {
    let mut structural = from.clone();
    for rename in renames {
        rename.apply_to(&mut structural);
    }
    let (Some(planner), Ok(mut scratch)) = (dialect.planner(), scratch()) else {
        return Ok(structural);
    };
    for statement in dialect.render_schema(from)? {
        scratch.execute(&statement)?;
    }
    let mut seen = from.clone();
    for rename in renames {
        for statement in planner.rename(&seen, rename).into_iter().flatten() {
            scratch.execute(&statement.sql)?;
        }
        planner.follow(rename, &mut seen);
    }
    let mut renamed = scratch.introspect()?;
    restore_views(seen, &mut renamed);
    restore_unmodelled(from, &mut renamed);
    Ok(renamed)
}

/// What was not modelled was not made in the scratch database, and is still there.
fn restore_unmodelled(from: &Schema, renamed: &mut Schema) {
    for known in &from.unmodelled {
        let is_it = |it: &Unmodelled| it.kind == known.kind && it.name == known.name;
        if !renamed.unmodelled.iter().any(is_it) {
            renamed.unmodelled.push(known.clone());
        }
    }
    renamed.normalize();
}

/// A view that reads the old name cannot be read any more where the engine does not carry the new one
/// into it. It is still there, as it was, until it is replaced or dropped.
fn restore_views(seen: Schema, renamed: &mut Schema) {
    let known: HashSet<ObjectName> = renamed.views.iter().map(|it| it.name.clone()).collect();
    let mut broken = seen.views;
    broken.retain(|view| !known.contains(&view.name));
    let names: Vec<String> = broken.iter().map(|view| view.name.to_string()).collect();
    let unmodelled = &mut renamed.unmodelled;
    unmodelled.retain(|it| it.kind != "view" || !names.contains(&it.name));
    renamed.views.extend(broken);
    renamed.normalize();
}

/// The second schema with the columns that both have in the order of the first, the new ones behind
/// them; none where they are in it already.
fn ordered_like(from: &Schema, to: &Schema) -> Option<Schema> {
    let known: HashMap<&ObjectName, &Table> = (from.tables.iter())
        .map(|table| (&table.name, table))
        .collect();
    let order = |table: &Table| known.get(&table.name).and_then(|known| order(known, table));
    let orders: Vec<Option<Vec<usize>>> = to.tables.iter().map(order).collect();
    if orders.iter().all(Option::is_none) {
        return None;
    }
    let mut ordered = to.clone();
    for (table, order) in ordered.tables.iter_mut().zip(orders) {
        let Some(order) = order else { continue };
        let columns = std::mem::take(&mut table.columns);
        let mut placed: Vec<_> = order.into_iter().zip(columns).collect();
        placed.sort_by_key(|(place, _)| *place);
        table.columns = placed.into_iter().map(|(_, column)| column).collect();
    }
    Some(ordered)
}

/// The place of each column in another table, if that is another order.
fn order(from: &Table, to: &Table) -> Option<Vec<usize>> {
    let same = |(a, b): (&schema_model::Column, &schema_model::Column)| a.name == b.name;
    if from.columns.iter().zip(&to.columns).all(same) {
        return None;
    }
    let places = from.columns.iter().enumerate();
    let places: HashMap<&str, usize> = places
        .map(|(place, column)| (column.name.as_str(), place))
        .collect();
    let order = (to.columns.iter()).map(|column| {
        let place = places.get(column.name.as_str()).copied();
        place.unwrap_or(usize::MAX)
    });
    let order: Vec<usize> = order.collect();
    (!order.is_sorted()).then_some(order)
}
