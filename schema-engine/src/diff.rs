//! What leads from one schema to another: renames by hint, then differences.
//!
//! The engine decides what is equal: a planner first gives `to` the spelling of `from` wherever the
//! two say the same. Renames are never guessed. What a change costs is not said here.

mod candidate;
mod rename;
mod resolve;

pub use candidate::{Candidate, candidates};
pub use rename::Rename;

use std::collections::BTreeSet;

use schema_model::{
    Address, Column, Difference, ObjectKey, ObjectKind, ObjectName, Schema, Severity, Verb,
    differences,
};

use crate::hint::RenameHint;
use crate::{Connector, Dialect, EngineError};

/// Opens an empty scratch database, each time anew.
pub type OpenScratch<'a> = &'a dyn Fn() -> Result<Box<dyn Connector>, EngineError>;

/// Two schemas that were compared.
#[derive(Debug, Clone)]
pub struct Diff {
    /// The renames, in the order in which they run.
    pub renames: Vec<Rename>,
    /// `from` as it is once the renames have run.
    pub from: Schema,
    /// `to` in the spelling of `from`, its columns in the order that was asked for.
    pub to: Schema,
    /// What differs then.
    pub differences: Vec<Difference>,
    /// Hints that could not be followed, and other things worth knowing.
    pub notes: Vec<String>,
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.renames.is_empty() && self.differences.is_empty()
    }
}

/// Compares two schemas of one dialect.
///
/// `scratch` is opened where there are renames, to see how the engine rewrites the texts that name
/// what is renamed.
///
/// # Errors
/// When a rename is refused by the engine on a scratch database.
pub fn diff(
    dialect: &dyn Dialect,
    from: &Schema,
    to: &Schema,
    hints: &[RenameHint],
    scratch: OpenScratch<'_>,
) -> Result<Diff, EngineError> {
    let Some(planner) = dialect.planner() else {
        return Ok(plain(from, to));
    };
    let mut to = to.clone();
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
    let mut from = from.clone();
    if !renames.is_empty() {
        from = renamed(dialect, &from, &renames, scratch)?;
        planner.align(&from, &mut to);
    }
    notes.extend(remarks);
    let mut ordered = to.clone();
    if !planner.compares_column_order() {
        order_columns_like(&from, &mut ordered);
    }
    let mut found = differences(&from, &ordered);
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
fn plain(from: &Schema, to: &Schema) -> Diff {
    Diff {
        renames: Vec::new(),
        from: from.clone(),
        to: to.clone(),
        differences: differences(from, to),
        notes: Vec::new(),
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
        rename.apply_to(&mut seen);
    }
    scratch.introspect()
}

/// Puts the columns that both sides have into the order of `from`, the new ones behind them.
pub(crate) fn order_columns_like(from: &Schema, to: &mut Schema) {
    for table in &mut to.tables {
        if let Some(before) = from.table(&table.name) {
            order_like(&before.columns, &mut table.columns);
        }
    }
}

fn order_like(from: &[Column], to: &mut [Column]) {
    to.sort_by_key(|column| {
        from.iter()
            .position(|before| before.name == column.name)
            .unwrap_or(usize::MAX)
    });
}
