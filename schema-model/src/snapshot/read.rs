//! Reading.

use std::fs;
use std::path::{Path, PathBuf};

use super::layout::{HEADER_FILE, Kind, marked_file, plain_file};
use super::room::Room;
use super::{FORMAT, Header, SnapshotError};
use crate::json::{self, Fields, FromJson, Json, JsonError};
use crate::{ObjectName, Schema};

/// Reads a whole snapshot, in canonical form.
///
/// # Errors
/// When there is none, when a file cannot be read, is damaged or in the wrong place, or when the
/// format is newer than [`FORMAT`].
pub fn read(folder: &Path) -> Result<Schema, SnapshotError> {
    let mut schema = empty(folder)?;
    let paths = object_paths(folder)?;
    let parts = on_threads(&paths, |paths| {
        let mut part = Schema::default();
        let mut room = Room::default();
        for path in paths {
            let full = folder.join(path);
            push_object(path, &full, room.text_of(&full)?, &mut part)?;
        }
        Ok(part)
    });
    for part in parts {
        add(&mut schema, part?);
    }
    schema.normalize();
    Ok(schema)
}

/// A schema with what its header says, and nothing in it yet.
pub(super) fn empty(folder: &Path) -> Result<Schema, SnapshotError> {
    let Header {
        format: _,
        dialect,
        server_version,
        search_path,
        options,
        namespaces,
        extensions,
        unmodelled,
    } = read_header(folder)?;
    Ok(Schema {
        dialect,
        server_version,
        search_path,
        options,
        namespaces,
        extensions,
        unmodelled,
        ..Schema::default()
    })
}

/// As many files as are worth a thread.
const FILES: usize = 100;

/// Goes through files; on several threads where there are many, since that is what a diff waits for.
pub(super) fn on_threads<F: Sync, T: Send>(
    files: &[F],
    read: impl Fn(&[F]) -> Result<T, SnapshotError> + Sync,
) -> Vec<Result<T, SnapshotError>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let size = files.len().div_ceil(threads).max(FILES);
    if files.len() <= size {
        return vec![read(files)];
    }
    let read = &read;
    std::thread::scope(|scope| {
        let parts: Vec<_> = files
            .chunks(size)
            .map(|files| scope.spawn(move || read(files)))
            .collect();
        let joined = parts.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined
            .map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Adds the objects of a part to those before.
pub(super) fn add(schema: &mut Schema, part: Schema) {
    // Named one by one, so that a new list has to be added here.
    let Schema {
        dialect: _,
        server_version: _,
        search_path: _,
        options: _,
        namespaces: _,
        extensions: _,
        types,
        sequences,
        tables,
        views,
        routines,
        events,
        objects,
        unmodelled: _,
    } = part;
    schema.types.extend(types);
    schema.sequences.extend(sequences);
    schema.tables.extend(tables);
    schema.views.extend(views);
    schema.routines.extend(routines);
    schema.events.extend(events);
    schema.objects.extend(objects);
}

/// Reads `snapshot.json` alone.
///
/// # Errors
/// As [`read`].
pub fn read_header(folder: &Path) -> Result<Header, SnapshotError> {
    let path = folder.join(HEADER_FILE);
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(SnapshotError::Missing {
                folder: folder.into(),
            });
        }
        Err(error) => return Err(SnapshotError::io("read", &path, error)),
        Ok(text) => text,
    };
    // The version is read on its own first: a newer format may differ in everything else.
    let Version(found) = parse(&path, &text)?;
    if found > FORMAT {
        return Err(SnapshotError::NewerFormat { path, found });
    }
    parse(&path, &text)
}

struct Version(u32);

impl FromJson for Version {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        Fields::of(json)?.required("format").map(Self)
    }
}

/// Adds the object that the text of a file says.
pub(super) fn push_object(
    path: &Path,
    full: &Path,
    text: &str,
    schema: &mut Schema,
) -> Result<(), SnapshotError> {
    let kind = kind_of(path);
    macro_rules! push {
        ($list:ident, $kind:expr, $name:expr) => {{
            let object = parse(full, text)?;
            let name: ObjectName = $name(&object);
            expect_place($kind, &name, path, full)?;
            schema.$list.push(object);
        }};
    }
    match kind {
        Some(kind @ Kind::Table) => push!(tables, kind, |o: &crate::Table| o.name.clone()),
        Some(kind @ Kind::View) => push!(views, kind, |o: &crate::View| o.name.clone()),
        Some(kind @ Kind::Type) => push!(types, kind, |o: &crate::TypeDefinition| o.name.clone()),
        Some(kind @ Kind::Sequence) => push!(sequences, kind, |o: &crate::Sequence| o.name.clone()),
        Some(kind @ Kind::Function) => push!(routines, kind, crate::Routine::key_name),
        Some(kind @ Kind::Event) => push!(events, kind, |o: &crate::Event| o.name.clone()),
        Some(kind @ Kind::Object) => push!(objects, kind, |o: &crate::DefinedObject| {
            o.name.sibling(format!("{}.{}", o.kind, o.name.name))
        }),
        None => {}
    }
    Ok(())
}

fn expect_place(
    kind: Kind,
    name: &ObjectName,
    path: &Path,
    full: &Path,
) -> Result<(), SnapshotError> {
    let plain = plain_file(kind, name);
    if *path == plain || *path == marked_file(kind, name) {
        return Ok(());
    }
    Err(SnapshotError::Misplaced {
        path: full.into(),
        object: name.to_string(),
        expected: plain,
    })
}

fn parse<T: FromJson>(path: &Path, text: &str) -> Result<T, SnapshotError> {
    json::from_text(text).map_err(|error| SnapshotError::json(path, error))
}

/// The object files of a snapshot, relative to its folder, sorted. None when there is no folder.
pub(super) fn object_paths(folder: &Path) -> Result<Vec<PathBuf>, SnapshotError> {
    let mut paths = Vec::new();
    for first in sub_folders(folder)? {
        // Without namespaces the first folder is a kind, with namespaces the second one is; a
        // namespace may itself be called `tables`.
        if kind_of(&first.join("x")).is_some() {
            push_files(folder, &first, &mut paths)?;
        }
        for second in sub_folders(&folder.join(&first))? {
            let second = first.join(second);
            if kind_of(&second.join("x")).is_some() {
                push_files(folder, &second, &mut paths)?;
            }
        }
    }
    // Bytes, since to compare paths takes each of them apart.
    paths.sort_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    Ok(paths)
}

pub(super) fn kind_of(path: &Path) -> Option<Kind> {
    let folder = path.parent()?.file_name()?.to_str()?;
    Kind::ALL.into_iter().find(|kind| kind.folder() == folder)
}

fn sub_folders(folder: &Path) -> Result<Vec<PathBuf>, SnapshotError> {
    let mut folders = Vec::new();
    for (name, is_folder) in entries(folder)? {
        if is_folder {
            folders.push(PathBuf::from(name));
        } else if Kind::ALL.into_iter().any(|kind| name == kind.folder()) {
            // All objects of a kind would be passed over in silence.
            let not_a_folder = std::io::ErrorKind::NotADirectory.into();
            return Err(SnapshotError::io("read", &folder.join(name), not_a_folder));
        }
    }
    Ok(folders)
}

fn push_files(root: &Path, folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), SnapshotError> {
    for (name, is_folder) in entries(&root.join(folder))? {
        let path = Path::new(&name);
        if !is_folder
            && path
                .extension()
                .is_some_and(|extension| extension == "json")
        {
            paths.push(folder.join(path));
        }
    }
    Ok(())
}

/// The names in a folder, and whether each is a folder; nothing when there is no such folder.
fn entries(folder: &Path) -> Result<Vec<(std::ffi::OsString, bool)>, SnapshotError> {
    let failed = |error| SnapshotError::io("read", folder, error);
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(failed)?,
    };
    listing
        .map(|entry| {
            let entry = entry.map_err(failed)?;
            let is_folder = entry.file_type().map_err(failed)?.is_dir();
            Ok((entry.file_name(), is_folder))
        })
        .collect()
}
