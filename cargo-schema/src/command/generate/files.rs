//! The files of the models: which of them are stale, in what they differ, and writing them.
//!
//! A file of ours that no table asks for any more is removed; files of others are never touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use schema_build::{GENERATED, Models};
use similar::TextDiff;

use crate::failure::Failure;

/// What the models should be on disk.
pub struct Files {
    main: PathBuf,
    /// The text of each file.
    wanted: BTreeMap<PathBuf, String>,
    /// Files that we wrote once and that are not wanted any more.
    left_over: Vec<PathBuf>,
}

/// A file that is not as it should be.
pub struct Change {
    path: PathBuf,
    /// What is there; empty when nothing is.
    from: String,
    /// What should be there; `None` when nothing should.
    to: Option<String>,
}

/// The folder of the included files, as the main file names it: `models.rs` has them in `models/`,
/// `mod.rs` beside itself.
pub fn folder_in(main: &Path) -> String {
    match main.file_stem().map(|stem| stem.to_string_lossy()) {
        Some(stem) if stem != "mod" => format!("{stem}/"),
        _ => String::new(),
    }
}

impl Files {
    /// The files of these models.
    pub fn of(main: &Path, models: &Models) -> Result<Self, Failure> {
        let parent = main.parent().unwrap_or(Path::new(""));
        let folder = parent.join(folder_in(main));
        let mut wanted = BTreeMap::from([(main.to_owned(), models.code.clone())]);
        for (path, text) in &models.files {
            wanted.insert(folder.join(path), text.clone());
        }
        let mut left_over = Vec::new();
        if folder != parent || !models.files.is_empty() {
            collect_ours(&folder, &mut left_over).map_err(|error| {
                Failure::new(format!("failed to read `{}`: {error}", folder.display()))
            })?;
        }
        left_over.retain(|path| !wanted.contains_key(path));
        Ok(Self {
            main: main.to_owned(),
            wanted,
            left_over,
        })
    }

    /// The main file.
    pub fn main(&self) -> &Path {
        &self.main
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.wanted.len()
    }

    /// The files that are not as they should be.
    pub fn changes(&self) -> Vec<Change> {
        let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
        let wanted = self.wanted.iter().map(|(path, text)| Change {
            path: path.clone(),
            from: read(path),
            to: Some(text.clone()),
        });
        let left_over = self.left_over.iter().map(|path| Change {
            path: path.clone(),
            from: read(path),
            to: None,
        });
        wanted
            .filter(|change| change.to.as_ref() != Some(&change.from))
            .chain(left_over)
            .collect()
    }

    /// Makes every file what it should be.
    pub fn write(&self, changes: &[Change]) -> Result<(), Failure> {
        for Change { path, to, .. } in changes {
            let done = match to {
                Some(text) => path
                    .parent()
                    .map_or(Ok(()), fs::create_dir_all)
                    .and_then(|()| fs::write(path, text)),
                None => fs::remove_file(path),
            };
            done.map_err(|error| {
                Failure::new(format!("failed to write `{}`: {error}", path.display()))
                    .help("`--out` names a file in a folder that can be written to")
            })?;
        }
        Ok(())
    }
}

impl Change {
    /// What would change, as a patch.
    pub fn diff(&self) -> String {
        let name = self.path.display().to_string();
        let to = self.to.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(self.from.as_str(), to);
        diff.unified_diff().header(&name, &name).to_string()
    }
}

/// The files below a folder that begin as ours do.
fn collect_ours(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        let is_code = path.extension().is_some_and(|extension| extension == "rs");
        if path.is_dir() {
            collect_ours(&path, found)?;
        } else if is_code && fs::read_to_string(&path)?.starts_with(GENERATED) {
            found.push(path);
        }
    }
    found.sort();
    Ok(())
}
