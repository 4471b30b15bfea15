//! Writing: only files that changed, each by temporary file and rename.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::layout::{HEADER_FILE, Kind, object_files};
use super::{FORMAT, Header, SnapshotError};
use crate::json::{Layout, ToJson};
use crate::normalize::Normalize;
use crate::{ObjectName, Schema};

/// What a write did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WriteReport {
    /// Files that were new or changed.
    pub written: Vec<PathBuf>,
    /// Files of objects that are gone.
    pub removed: Vec<PathBuf>,
    /// Number of files that were as they should be.
    pub unchanged: usize,
}

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stale {
    /// It has other content, or is missing.
    Changed(PathBuf),
    /// Its object is gone.
    Removed(PathBuf),
}

/// The files of a snapshot, relative to its folder, with their content.
pub fn files(schema: &Schema) -> BTreeMap<PathBuf, String> {
    // Named one by one, so that a new list has to be given a place here.
    let Schema {
        dialect,
        server_version,
        search_path,
        options,
        namespaces,
        extensions,
        types,
        sequences,
        tables,
        views,
        routines,
        events,
        objects,
        unmodelled,
    } = schema;
    // A large schema is not copied as a whole to bring it into canonical form.
    let mut said_once = Schema {
        namespaces: namespaces.clone(),
        extensions: extensions.clone(),
        unmodelled: unmodelled.clone(),
        ..Schema::default()
    };
    said_once.normalize();
    let header = Header {
        format: FORMAT,
        dialect: dialect.clone(),
        server_version: server_version.clone(),
        search_path: search_path.clone(),
        options: options.clone(),
        namespaces: said_once.namespaces,
        extensions: said_once.extensions,
        unmodelled: said_once.unmodelled,
    };
    let mut files = BTreeMap::from([(PathBuf::from(HEADER_FILE), to_text(&header))]);
    add(&mut files, Kind::Type, types, |object| object.name.clone());
    add(&mut files, Kind::Sequence, sequences, |object| {
        object.name.clone()
    });
    add(&mut files, Kind::Table, tables, |object| {
        object.name.clone()
    });
    add(&mut files, Kind::View, views, |object| object.name.clone());
    add(&mut files, Kind::Function, routines, |object| {
        object.key_name()
    });
    add(&mut files, Kind::Event, events, |object| {
        object.name.clone()
    });
    add(&mut files, Kind::Object, objects, |object| {
        object
            .name
            .sibling(format!("{}.{}", object.kind, object.name.name))
    });
    files
}

fn add<T: ToJson + Clone + Normalize>(
    files: &mut BTreeMap<PathBuf, String>,
    kind: Kind,
    objects: &[T],
    name: impl Fn(&T) -> ObjectName,
) {
    let mut folded: HashMap<String, usize> = HashMap::new();
    let fold = |path: &Path| path.to_string_lossy().to_lowercase();
    for object in objects {
        let [plain, _] = object_files(kind, &name(object));
        *folded.entry(fold(&plain)).or_default() += 1;
    }
    for object in objects {
        let [plain, marked] = object_files(kind, &name(object));
        let is_lower = fold(&plain) == plain.to_string_lossy();
        let path = if folded[&fold(&plain)] > 1 && !is_lower {
            marked
        } else {
            plain
        };
        let mut object = object.clone();
        object.normalize();
        let mut text = to_text(&object);
        // Thousands of texts are held at once.
        text.shrink_to_fit();
        files.insert(path, text);
    }
}

/// A snapshot that is to be written into a folder, compared with what is there.
#[derive(Debug)]
pub struct Pending {
    folder: PathBuf,
    files: BTreeMap<PathBuf, String>,
    stale: Vec<Stale>,
}

impl Pending {
    /// Compares without writing.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn new(folder: &Path, schema: &Schema) -> Result<Self, SnapshotError> {
        let files = files(schema);
        Ok(Self {
            folder: folder.into(),
            stale: stale_among(folder, &files)?,
            files,
        })
    }

    /// The files that are not as they should be; none when there is nothing to write.
    pub fn stale(&self) -> &[Stale] {
        &self.stale
    }

    /// Writes those files.
    ///
    /// # Errors
    /// When a file cannot be written or removed; what was written before that stays, each file
    /// whole, and the next write repairs the rest.
    pub fn write(self) -> Result<WriteReport, SnapshotError> {
        let Self {
            folder,
            files,
            stale,
        } = self;
        let mut report = WriteReport {
            unchanged: files.len(),
            ..WriteReport::default()
        };
        // The header goes last: a snapshot without one is no snapshot, so a first write that is
        // interrupted is not taken for a whole one.
        let (header, rest): (Vec<_>, Vec<_>) = stale.into_iter().partition(
            |stale| matches!(stale, Stale::Changed(path) if path == Path::new(HEADER_FILE)),
        );
        let mut made = HashSet::new();
        for stale in rest.into_iter().chain(header) {
            match stale {
                Stale::Changed(path) => {
                    write_file(&folder.join(&path), &files[&path], &mut made)?;
                    report.unchanged -= 1;
                    report.written.push(path);
                }
                Stale::Removed(path) => {
                    remove_file(&folder, &path)?;
                    report.removed.push(path);
                }
            }
        }
        Ok(report)
    }
}

/// A part of the model in the snapshot's layout, with a newline at the end.
pub fn to_text(content: &dyn ToJson) -> String {
    let mut text = crate::json::to_text(content, Layout::Lines);
    text.push('\n');
    text
}

/// Writes a snapshot into a folder.
///
/// # Errors
/// As [`Pending::new`] and [`Pending::write`].
pub fn write(folder: &Path, schema: &Schema) -> Result<WriteReport, SnapshotError> {
    Pending::new(folder, schema)?.write()
}

/// The files that a write would change.
///
/// # Errors
/// As [`Pending::new`].
pub fn stale_files(folder: &Path, schema: &Schema) -> Result<Vec<Stale>, SnapshotError> {
    Ok(Pending::new(folder, schema)?.stale)
}

fn stale_among(
    folder: &Path,
    files: &BTreeMap<PathBuf, String>,
) -> Result<Vec<Stale>, SnapshotError> {
    let mut stale = Vec::new();
    for (path, content) in files {
        let full = folder.join(path);
        match fs::read(&full) {
            Ok(bytes) if bytes == content.as_bytes() => {}
            Ok(_) => stale.push(Stale::Changed(path.clone())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                stale.push(Stale::Changed(path.clone()));
            }
            Err(error) => return Err(SnapshotError::io("read", &full, error)),
        }
    }
    for path in super::read::object_paths(folder)? {
        if !files.contains_key(&path) {
            stale.push(Stale::Removed(path));
        }
    }
    Ok(stale)
}

/// Writes a file; `made` are the folders that are there.
fn write_file(
    path: &Path,
    content: &str,
    made: &mut HashSet<PathBuf>,
) -> Result<(), SnapshotError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    if !made.contains(folder) {
        fs::create_dir_all(folder).map_err(|error| SnapshotError::io("write", folder, error))?;
        made.insert(folder.into());
    }
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = PathBuf::from(temporary);
    let result = fs::write(&temporary, content).and_then(|()| fs::rename(&temporary, path));
    result.map_err(|error| {
        // Best effort; the first error is the one to tell.
        let _ = fs::remove_file(&temporary);
        SnapshotError::io("write", path, error)
    })
}

/// Removes a file, and its folders when nothing else is in them.
fn remove_file(folder: &Path, path: &Path) -> Result<(), SnapshotError> {
    let full = folder.join(path);
    fs::remove_file(&full).map_err(|error| SnapshotError::io("remove", &full, error))?;
    let mut parent = path.parent();
    while let Some(inner) = parent.filter(|inner| !inner.as_os_str().is_empty()) {
        if fs::remove_dir(folder.join(inner)).is_err() {
            break;
        }
        parent = inner.parent();
    }
    Ok(())
}
