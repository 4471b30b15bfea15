//! `--only` and `--exclude` of a plan: a part of what differs is followed, the rest stays as it is.
//!
//! The plan starts from the whole schema and ends at the whole schema with the selected changes, so
//! fingerprint, proof and the look at what came of it hold for everything that is there.

use std::collections::BTreeSet;

use schema_engine::diff::{diff, rename_in};
use schema_model::{Address, ConstraintKind, ObjectKey, ObjectKind, Schema, Table, notable};

use super::Change;
use crate::cli::Chosen;
use crate::failure::Failure;
use crate::patterns::Patterns;
use crate::project::Project;
use crate::summary;

impl Chosen {
    fn patterns(&self) -> Patterns<'_> {
        Patterns {
            only: &self.only,
            exclude: &self.exclude,
        }
    }
}

impl Change {
    /// Leaves only what was chosen of the way from one side to the other.
    pub fn select(&mut self, chosen: &Chosen, project: &Project) -> Result<(), Failure> {
        let chosen = chosen.patterns();
        if chosen.is_all() {
            return Ok(());
        }
        let scratch = || self.connect_scratch(project);
        let mut renames = self.diff(project)?.renames;
        let renamed: Vec<Address> = renames.iter().map(|it| it.address.clone()).collect();
        renames.retain(|rename| chosen.includes(&rename.address));
        let from = rename_in(self.dialect, &self.from, &renames, &scratch)?;
        let all = diff(self.dialect, &from, self.to.clone(), &[], &scratch)?;
        let differing = all.differences.iter().map(|difference| &difference.address);
        let differing: Vec<&Address> = differing.chain(&renamed).collect();
        let notes = chosen.check(&differing, [&self.from, &self.to])?;
        let total = notable(&all.differences).count();
        let (selected, _): (Vec<_>, Vec<_>) = (all.differences.into_iter())
            .partition(|difference| chosen.includes(&difference.address));
        let left = total - notable(&selected).count();
        let to = schema_model::apply(&from, &selected).map_err(|error| {
            Failure::new(format!(
                "the selection makes no schema: {}",
                error.message()
            ))
        })?;
        check_whole(&to, &self.to, &from)?;
        self.notes.extend(notes);
        if left > 0 {
            self.notes.push(format!(
                "left out {}, because they were not selected",
                summary::count(left, "difference")
            ));
        }
        self.to = to;
        Ok(())
    }
}

/// Fails when something that is there then needs what is not.
fn check_whole(selected: &Schema, all: &Schema, from: &Schema) -> Result<(), Failure> {
    let tables = selected.tables.iter().map(|it| (&it.name, needs(it)));
    let views = (selected.views.iter()).map(|it| (&it.name, it.depends_on.clone()));
    let mut lacks = BTreeSet::new();
    for (object, needs) in tables.chain(views) {
        for need in needs {
            let is_missing = !has(selected, &need);
            // What was missing before is not for a selection to mend.
            if is_missing && (has(all, &need) || has(from, &need)) {
                let word = match has(from, &need) {
                    true => "is dropped",
                    false => "is not there and not selected",
                };
                let (kind, name) = (need.kind.word(), need.name);
                lacks.insert(format!("`{object}` needs {kind} `{name}`, which {word}"));
            }
        }
    }
    match lacks.is_empty() {
        true => Ok(()),
        false => {
            let lacks: Vec<String> = lacks.into_iter().collect();
            Err(Failure::new(lacks.join("\n"))
                .help("select both with `--only`, or leave both out with `--exclude`"))
        }
    }
}

/// The tables and types that a table cannot be without.
fn needs(table: &Table) -> Vec<ObjectKey> {
    let keys = table.constraints.iter().filter_map(|it| match &it.kind {
        ConstraintKind::ForeignKey(key) => Some((ObjectKind::Table, &key.references)),
        _ => None,
    });
    let columns = table.columns.iter();
    let types = columns.flat_map(|column| column.logical_type.references());
    let types = types.map(|name| (ObjectKind::Type, name));
    let parents = (table.inherits.iter())
        .chain(table.partition_of.iter().map(|of| &of.parent))
        .map(|name| (ObjectKind::Table, name));
    let named = keys.chain(types).chain(parents);
    let named = named.map(|(kind, name)| ObjectKey {
        kind,
        name: name.clone(),
    });
    named.chain(table.depends_on.iter().cloned()).collect()
}

fn has(schema: &Schema, key: &ObjectKey) -> bool {
    match key.kind {
        ObjectKind::Table => schema.table(&key.name).is_some(),
        ObjectKind::View => schema.view(&key.name).is_some(),
        ObjectKind::Type => schema.type_definition(&key.name).is_some(),
        ObjectKind::Sequence => schema.sequences.iter().any(|it| it.name == key.name),
        ObjectKind::Routine => schema.routines.iter().any(|it| it.name == key.name),
        _ => true,
    }
}
