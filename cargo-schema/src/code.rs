//! The structs and enums of the project that derive `SchemaChecked`, found without compiling.
//!
//! Files are taken apart into tokens only; nothing is expanded. So what a macro makes, and what a
//! build script generates from the snapshot, is not seen.

pub mod against;
mod awaited;
pub mod ddl;
mod files;
mod items;
mod literals;
mod quoted;
pub mod structs;
mod uses;

use std::path::{Path, PathBuf};

use schema_check::{Environment, Findings, Mapping};

use crate::project::Project;

pub use awaited::take_awaited;
pub use files::package_folders;
pub use items::CheckedItem;
pub use uses::{Use, Uses};

/// The checked code of a project.
#[derive(Default)]
pub struct Code {
    /// The structs and enums, file by file.
    pub items: Vec<CheckedItem>,
    /// How many files of Rust there are.
    pub files: usize,
    /// Files that could not be read, and why.
    pub unread: Vec<(PathBuf, String)>,
}

impl Code {
    /// Looks through the sources of a project.
    pub fn scan(project: &Project) -> Self {
        let mut code = Self::default();
        for file in files::rust_files(&project.folder, &project.settings.code.exclude) {
            code.files += 1;
            match items::items_of(&file) {
                Ok(items) => code.items.extend(items),
                Err(reason) => code.unread.push((file.path, reason)),
            }
        }
        code
    }

    /// What the items of one database stand for: of the project's own, or of a further one.
    pub fn mappings_of(
        &self,
        project: &Project,
        database: Option<&str>,
    ) -> impl Iterator<Item = (&Path, Mapping)> {
        let here = self
            .items
            .iter()
            .filter(|item| !item.has_own_snapshot(project));
        let mapped = here.filter_map(|item| {
            let mapping = schema_check::map_item(item.tokens.clone())?;
            Some((item.path.as_path(), mapping))
        });
        mapped.filter(move |(_, mapping)| mapping.database.as_deref() == database)
    }

    /// What the items stand for.
    pub fn mappings(&self) -> impl Iterator<Item = (&Path, Mapping)> {
        let mapped = |item: &CheckedItem| schema_check::map_item(item.tokens.clone());
        let items = self.items.iter();
        items.filter_map(move |item| Some((item.path.as_path(), mapped(item)?)))
    }
}

impl CheckedItem {
    /// Whether its package has a snapshot that is not the project's.
    pub fn has_own_snapshot(&self, project: &Project) -> bool {
        self.package != project.folder && self.package.join("schema/snapshot.json").is_file()
    }

    /// Holds the item against the snapshot, as the derive does.
    pub fn examine(&self, project: &Project) -> Findings {
        let environment = Environment {
            // A package that has a snapshot of its own is held against that one.
            snapshot: (!self.has_own_snapshot(project)).then(|| project.snapshot_folder()),
            manifest: std::path::absolute(self.package.join(".")).ok(),
        };
        schema_check::examine_item(self.tokens.clone(), &environment)
    }
}
