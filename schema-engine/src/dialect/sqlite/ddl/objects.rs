//! The rows of the catalog, in the order in which they were made, and found by their names.

use std::collections::{BTreeMap, HashMap};

use crate::dialect::sqlite::catalog::Object;

/// The rows of the catalog.
#[derive(Clone, Default)]
pub(super) struct Objects {
    rows: BTreeMap<usize, Object>,
    /// Tables, views and indexes share one set of names; triggers have another.
    names: HashMap<(bool, String), usize>,
    next: usize,
}

/// SQLite folds the case of ASCII letters alone.
pub(super) fn fold(name: &str) -> String {
    name.to_ascii_lowercase()
}

impl Objects {
    /// The table, view or index of that name.
    pub(super) fn find(&self, name: &str) -> Option<&Object> {
        self.rows.get(self.names.get(&(false, fold(name)))?)
    }

    pub(super) fn find_trigger(&self, name: &str) -> Option<&Object> {
        self.rows.get(self.names.get(&(true, fold(name)))?)
    }

    pub(super) fn push(&mut self, object: Object) {
        self.names.insert(key(&object), self.next);
        self.rows.insert(self.next, object);
        self.next += 1;
    }

    /// Removes what is not kept.
    pub(super) fn retain(&mut self, mut is_kept: impl FnMut(&Object) -> bool) {
        let names = &mut self.names;
        self.rows.retain(|_, object| {
            let kept = is_kept(object);
            if !kept {
                names.remove(&key(object));
            }
            kept
        });
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Object> {
        self.rows.values()
    }

    /// The rows with their numbers, which stay the same.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &Object)> {
        self.rows.iter().map(|(row, object)| (*row, object))
    }

    pub(super) fn row(&self, row: usize) -> Option<&Object> {
        self.rows.get(&row)
    }

    /// A row, whose name must not be changed here.
    pub(super) fn row_mut(&mut self, row: usize) -> Option<&mut Object> {
        self.rows.get_mut(&row)
    }

    /// The number of the table, view or index of that name.
    pub(super) fn row_of(&self, name: &str) -> Option<usize> {
        self.names.get(&(false, fold(name))).copied()
    }

    /// Changes each row; names may change too.
    pub(super) fn for_each_mut(&mut self, mut change: impl FnMut(&mut Object)) {
        for (row, object) in &mut self.rows {
            let before = key(object);
            change(object);
            let after = key(object);
            if before != after {
                self.names.remove(&before);
                self.names.insert(after, *row);
            }
        }
    }

    pub(super) fn into_rows(self) -> Vec<Object> {
        self.rows.into_values().collect()
    }
}

fn key(object: &Object) -> (bool, String) {
    (object.kind == "trigger", fold(&object.name))
}
