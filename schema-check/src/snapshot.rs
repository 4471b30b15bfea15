//! The part of a snapshot that one derive needs: where it is, its header, and single objects.

pub mod cache;
mod locate;
mod object;

pub use object::{Relation, TypeDefinition, View, column_of_domain, why_not_writable};
pub use schema_model::{Column, ForeignKey, OneOf};

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use schema_model::snapshot::{HEADER_FILE, HISTORY_FILE, Header, Kind, SnapshotError};
use schema_model::snapshot::{
    folder_of, marked_file, object_name_of_file, plain_file, read_header,
};
use schema_model::{ObjectName, Unmodelled};

use crate::model::Named;
use crate::{Environment, Rule};

/// A snapshot whose objects are read when they are asked for.
pub struct Snapshot {
    folder: PathBuf,
    header: Arc<Header>,
    /// Every file that had a say, relative to nothing.
    files: RefCell<Vec<Rc<Path>>>,
}

impl Snapshot {
    /// The snapshot that counts in this environment, or what to do to get one.
    pub fn find(
        environment: &Environment,
        database: Option<&Named>,
    ) -> Result<Self, (Rule, String)> {
        let found = match database {
            Some(database) => locate::locate_named(environment, &database.name),
            None => locate::locate(environment).map(|folder| (folder, None)),
        };
        let (folder, settings) = found.map_err(|problem| (Rule::NoSnapshot, problem))?;
        let opened = Self::open(folder);
        if let (Ok(snapshot), Some(settings)) = (&opened, settings) {
            snapshot.note(settings);
        }
        opened.map_err(|error| match (&error, database) {
            (SnapshotError::Missing { folder }, Some(database)) => (
                Rule::NoSnapshot,
                format!(
                    "no snapshot of database `{}` in `{}`\n\
                     help: run `cargo schema refresh --from SOURCE --out FOLDER` with that folder to make \
                     one, and name it with `{0} = \"…\"` under `[databases]` in `schema.toml` if it is \
                     another",
                    database.name,
                    folder.display()
                ),
            ),
            (SnapshotError::Missing { .. }, None) => (Rule::NoSnapshot, error.to_string()),
            _ => (Rule::UnreadableSnapshot, error.to_string()),
        })
    }

    /// The snapshot in that folder.
    fn open(folder: PathBuf) -> Result<Self, SnapshotError> {
        let path = folder.join(HEADER_FILE);
        let header = cache::get(&path, |_| read_header(&folder))?;
        let Some(header) = header else {
            return Err(SnapshotError::Missing { folder });
        };
        Ok(Self {
            folder,
            header,
            files: RefCell::new(vec![path.into()]),
        })
    }

    /// The files that were read, so that a change of one rebuilds.
    pub fn files(&self) -> Vec<Rc<Path>> {
        self.files.borrow().clone()
    }

    /// The dialect of the database.
    pub fn dialect(&self) -> &str {
        &self.header.dialect
    }

    /// Lets a rebuild depend on every refresh that changes something: what is still to come is in
    /// no file yet.
    pub fn await_changes(&self) {
        let path = self.folder.join(HISTORY_FILE);
        if path.is_file() {
            self.note(path);
        }
    }

    /// The table or view that a name means.
    pub fn relation(&self, name: &ObjectName) -> Result<Option<Arc<Relation>>, SnapshotError> {
        for name in self.meanings(name) {
            for kind in [Kind::Table, Kind::View] {
                let found = self.object(kind, &name, |relation: &Relation| &relation.name)?;
                if found.is_some() {
                    return Ok(found);
                }
            }
        }
        Ok(None)
    }

    /// What the source has under that name, or with it in its text, and the snapshot only lists.
    pub fn not_modelled(&self, name: &str) -> Option<&Unmodelled> {
        let is_word = |c: char| c == '_' || c.is_alphanumeric();
        let listed = self.header.unmodelled.iter();
        let mut named = listed.filter(|listed| {
            let mut words = listed.name.split(|c| !is_word(c));
            words.any(|word| word.eq_ignore_ascii_case(name))
        });
        named.next()
    }

    /// The named type that a name means.
    pub fn type_definition(
        &self,
        name: &ObjectName,
    ) -> Result<Option<Arc<TypeDefinition>>, SnapshotError> {
        for name in self.meanings(name) {
            let found = self.object(Kind::Type, &name, |ty: &TypeDefinition| &ty.name)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn object<T>(
        &self,
        kind: Kind,
        name: &ObjectName,
        name_of: fn(&T) -> &ObjectName,
    ) -> Result<Option<Arc<T>>, SnapshotError>
    where
        T: schema_model::json::FromJson + Send + Sync + 'static,
    {
        for file in [plain_file, marked_file] {
            let path = self.folder.join(file(kind, name));
            // Where names differ only in case, the plain file may hold the other object.
            let found: Option<Arc<T>> = cache::get(&path, |text| object::parse(&path, text))?;
            if let Some(object) = found.filter(|object| name_of(object) == name) {
                self.note(path);
                return Ok(Some(object));
            }
        }
        Ok(None)
    }

    fn note(&self, path: PathBuf) {
        let mut files = self.files.borrow_mut();
        if !files.iter().any(|known| **known == *path) {
            files.push(path.into());
        }
    }

    /// The full names that a name can mean, in order.
    fn meanings(&self, name: &ObjectName) -> Vec<ObjectName> {
        if name.namespace.is_some() {
            return vec![name.clone()];
        }
        let namespaces = self.search_path();
        if namespaces.is_empty() {
            return vec![name.clone()];
        }
        namespaces
            .into_iter()
            .map(|namespace| ObjectName::qualified(namespace, &name.name))
            .collect()
    }

    fn search_path(&self) -> Vec<String> {
        if self.header.search_path.is_empty() {
            return self.namespaces();
        }
        self.header.search_path.clone()
    }

    fn namespaces(&self) -> Vec<String> {
        let namespaces = self.header.namespaces.iter();
        namespaces.map(|namespace| namespace.name.clone()).collect()
    }

    /// The names of the objects of some kinds, as a program would write them; for suggestions.
    pub fn names(&self, kinds: &[Kind]) -> Vec<String> {
        let search_path = self.search_path();
        let mut namespaces: Vec<Option<String>> = self.namespaces().into_iter().map(Some).collect();
        for namespace in &search_path {
            if !namespaces.iter().flatten().any(|known| known == namespace) {
                namespaces.push(Some(namespace.clone()));
            }
        }
        if namespaces.is_empty() {
            namespaces.push(None);
        }
        let mut names = Vec::new();
        for namespace in namespaces {
            let bare = namespace
                .as_ref()
                .is_none_or(|namespace| search_path.contains(namespace));
            for kind in kinds {
                let folder = self.folder.join(folder_of(namespace.as_deref(), *kind));
                names.extend(names_in(&folder).map(|name| match &namespace {
                    Some(namespace) if !bare => ObjectName::qualified(namespace, name).to_string(),
                    _ => ObjectName::bare(name).to_string(),
                }));
            }
        }
        names.sort();
        names.dedup();
        names
    }
}

fn names_in(folder: &Path) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| object_name_of_file(entry.file_name().to_str()?))
}
