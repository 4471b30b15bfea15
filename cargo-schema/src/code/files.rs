//! Which files of a project are Rust that Cargo compiles, as far as names tell.

use std::fs;
use std::path::{Path, PathBuf};

use schema_build::matches_pattern;

use crate::settings::SETTINGS_FILE;

/// A file of Rust.
pub struct RustFile {
    /// Where it is.
    pub path: PathBuf,
    /// The folder of its package.
    pub package: PathBuf,
}

/// Folders of a package in which every file counts.
const SOURCES: &[&str] = &["src", "examples", "benches"];

/// The files of all packages in a folder, in the order of their paths.
pub fn rust_files(project: &Path, exclude: &[String]) -> Vec<RustFile> {
    let mut walk = Walk {
        project,
        exclude,
        found: Vec::new(),
        packages: Vec::new(),
    };
    walk.folder(project);
    walk.found
}

/// The folders of all packages in a folder.
pub fn package_folders(project: &Path) -> Vec<PathBuf> {
    let mut walk = Walk {
        project,
        exclude: &[],
        found: Vec::new(),
        packages: Vec::new(),
    };
    walk.folder(project);
    walk.packages
}

struct Walk<'a> {
    project: &'a Path,
    exclude: &'a [String],
    found: Vec<RustFile>,
    packages: Vec<PathBuf>,
}

impl Walk<'_> {
    /// Looks for packages; one that has settings of its own is another project.
    fn folder(&mut self, folder: &Path) {
        let is_package = folder.join("Cargo.toml").is_file();
        if is_package {
            self.packages.push(folder.to_owned());
            self.package(folder);
        }
        for (path, name) in folders_in(folder) {
            let is_source = is_package && (SOURCES.contains(&name.as_str()) && name != "examples");
            let is_other = path.join(SETTINGS_FILE).is_file();
            if !is_source && !is_other && !is_skipped(&path, &name) {
                self.folder(&path);
            }
        }
    }

    fn package(&mut self, package: &Path) {
        for name in SOURCES {
            self.sources(&package.join(name), package);
        }
        self.files_in(package, package);
        let tests = package.join("tests");
        self.files_in(&tests, package);
        for (folder, _) in folders_in(&tests) {
            // Others hold what tests read.
            if ["main.rs", "mod.rs"]
                .iter()
                .any(|file| folder.join(file).is_file())
            {
                self.files_in(&folder, package);
            }
        }
    }

    fn sources(&mut self, folder: &Path, package: &Path) {
        self.files_in(folder, package);
        for (path, name) in folders_in(folder) {
            // A package inside has its own turn.
            if !path.join("Cargo.toml").is_file() && !is_skipped(&path, &name) {
                self.sources(&path, package);
            }
        }
    }

    fn files_in(&mut self, folder: &Path, package: &Path) {
        for (path, name) in entries_in(folder) {
            if name.ends_with(".rs") && !self.is_excluded(&path) && path.is_file() {
                self.found.push(RustFile {
                    path,
                    package: package.to_owned(),
                });
            }
        }
    }

    fn is_excluded(&self, path: &Path) -> bool {
        let relative = path.strip_prefix(self.project).unwrap_or(path);
        let relative = relative.to_string_lossy().replace('\\', "/");
        let mut patterns = self.exclude.iter();
        patterns.any(|pattern| matches_pattern(pattern, &relative))
    }
}

/// What others generate or keep for themselves.
fn is_skipped(path: &Path, name: &str) -> bool {
    name.starts_with('.') || name == "node_modules" || path.join("CACHEDIR.TAG").is_file()
}

fn folders_in(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut folders = entries_in(folder);
    folders.retain(|(path, _)| path.is_dir() && !path.is_symlink());
    folders
}

/// What is in a folder, by name; nothing if it cannot be read.
fn entries_in(folder: &Path) -> Vec<(PathBuf, String)> {
    let start = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let entries = fs::read_dir(start).into_iter().flatten().flatten();
    let mut entries: Vec<_> = entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (folder.join(entry.file_name()), name)
        })
        .collect();
    entries.sort();
    entries
}
