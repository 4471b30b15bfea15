//! Two snapshots that are to be compared, which are mostly the same.
//!
//! A table whose two files are equal byte by byte is taken apart once; a diff has no use for it.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use super::SnapshotError;
use super::layout::Kind;
use super::read::{add, empty, kind_of, object_paths, on_threads, push_object};
use super::room::Room;
use crate::Schema;

/// What becomes of tables that are the same on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// They are there, on both sides.
    Kept,
    /// They are read, so that damage is found, and left out of both sides.
    LeftOut,
}

/// Reads two snapshots, in canonical form.
///
/// # Errors
/// As [`read`](super::read).
pub fn read_pair(folders: [&Path; 2], same: Same) -> Result<[Schema; 2], SnapshotError> {
    let [mut from, mut to] = [empty(folders[0])?, empty(folders[1])?];
    let files = paired(object_paths(folders[0])?, object_paths(folders[1])?);
    for parts in on_threads(&files, |files| read_files(folders, files, same)) {
        let [from_part, to_part] = parts?;
        add(&mut from, from_part);
        add(&mut to, to_part);
    }
    from.normalize();
    to.normalize();
    Ok([from, to])
}

/// A file that is on one side, or on both.
struct PairedFile {
    path: PathBuf,
    is_in: [bool; 2],
}

/// Merges two sorted lists.
fn paired(from: Vec<PathBuf>, to: Vec<PathBuf>) -> Vec<PairedFile> {
    let mut files = Vec::with_capacity(from.len().max(to.len()));
    let (mut from, mut to) = (from.into_iter().peekable(), to.into_iter().peekable());
    loop {
        let order = match (from.peek(), to.peek()) {
            (Some(a), Some(b)) => a.as_os_str().cmp(b.as_os_str()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return files,
        };
        let a = from.next_if(|_| order.is_le());
        let b = to.next_if(|_| order.is_ge());
        let is_in = [a.is_some(), b.is_some()];
        files.extend(a.or(b).map(|path| PairedFile { path, is_in }));
    }
}

fn read_files(
    folders: [&Path; 2],
    files: &[PairedFile],
    same: Same,
) -> Result<[Schema; 2], SnapshotError> {
    let mut parts = [Schema::default(), Schema::default()];
    let mut both = Schema::default();
    let mut rooms = [Room::default(), Room::default()];
    for PairedFile { path, is_in } in files {
        let full = folders.map(|folder| folder.join(path));
        let [a, b] = &mut rooms;
        let mut texts = [None, None];
        if is_in[0] {
            texts[0] = Some(a.text_of(&full[0])?);
        }
        if is_in[1] {
            texts[1] = Some(b.text_of(&full[1])?);
        }
        let is_same = texts[0] == texts[1] && kind_of(path) == Some(Kind::Table);
        if let (true, Some(text)) = (is_same, texts[0]) {
            push_object(path, &full[0], text, &mut both)?;
            match same {
                Same::Kept => {
                    parts[1].tables.extend_from_slice(&both.tables);
                    parts[0].tables.append(&mut both.tables);
                }
                Same::LeftOut => both.tables.clear(),
            }
            continue;
        }
        for ((text, full), part) in texts.into_iter().zip(&full).zip(&mut parts) {
            if let Some(text) = text {
                push_object(path, full, text, part)?;
            }
        }
    }
    Ok(parts)
}
