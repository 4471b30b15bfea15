//! Models in several files: the main one includes a file for each table and view.
//!
//! Included code stands in the same module as everything else, so names and paths are the same
//! however the code is divided.

use std::collections::BTreeMap;

use super::Writer;
use super::code::literal;
use super::plan::{Namespace, Relation};

/// The files beside the main one.
pub(super) struct Files<'p> {
    /// Where the main file finds them; `None` when there is only that.
    folder: Option<&'p str>,
    written: BTreeMap<String, String>,
}

impl<'p> Files<'p> {
    pub(super) fn new(folder: Option<&'p str>) -> Self {
        Self {
            folder,
            written: BTreeMap::new(),
        }
    }

    pub(super) fn finish(self) -> BTreeMap<String, String> {
        self.written
    }
}

impl Writer<'_, '_> {
    pub(super) fn write_relation_in_its_file(
        &mut self,
        namespace: &Namespace,
        relation: &Relation,
    ) {
        let Some(folder) = self.files.folder else {
            return self.write_relation(relation);
        };
        let empty = self.code.empty();
        let main = std::mem::replace(&mut self.code, empty);
        self.write_head();
        self.write_relation(relation);
        let code = std::mem::replace(&mut self.code, main);
        let path = path(namespace, relation);
        let include = literal(&format!("{folder}{path}"));
        self.code.line(format!("include!({include});"));
        self.files.written.insert(path, code.finish());
    }
}

/// Names that Windows keeps for devices.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

fn path(namespace: &Namespace, relation: &Relation) -> String {
    let module = relation.module.plain();
    let safe = if DEVICES.contains(&module) { "_" } else { "" };
    match &namespace.module {
        Some(namespace) => format!("{}/{module}{safe}.rs", namespace.plain()),
        None => format!("{module}{safe}.rs"),
    }
}
