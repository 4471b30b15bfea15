//! Which files of a project are Rust that Cargo compiles, as far as names tell.

use std::ffi::OsString;
use std::fs::{self, DirEntry};
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

impl RustFile {
    /// Whether it is part of what the package is for, rather than a test, a benchmark or an example.
    pub fn is_program(&self) -> bool {
        let inside = self.path.strip_prefix(&self.package).unwrap_or(&self.path);
        let first = inside.components().next().map(|it| it.as_os_str());
        !first.is_some_and(|first| {
            ["tests", "benches", "examples"]
                .iter()
                .any(|it| first == *it)
        })
    }
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

/// The files that are no Rust and fit a pattern, in the order of their paths.
pub fn other_files(project: &Path, patterns: &[String], exclude: &[String]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    if !patterns.is_empty() {
        let is_wanted = |path: &Path| {
            let relative = relative(project, path);
            let fits = |pattern: &String| fits(pattern, &relative);
            patterns.iter().any(fits) && !exclude.iter().any(fits)
        };
        push_files(project, &is_wanted, &mut found);
    }
    found
}

fn push_files(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool, found: &mut Vec<PathBuf>) {
    for entry in entries_in(folder) {
        let path = entry.path_in(folder);
        if entry.is_folder {
            let is_other = path.join(SETTINGS_FILE).is_file();
            if !is_other && !is_skipped(folder, &path, &entry.name()) {
                push_files(&path, is_wanted, found);
            }
        } else if is_wanted(&path) && !path.is_dir() {
            found.push(path);
        }
    }
}

/// `*` stands for any text, slashes too; so `**/` stands for any number of folders, also none.
fn fits(pattern: &str, relative: &str) -> bool {
    matches_pattern(pattern, relative) || matches_pattern(&pattern.replace("**/", "*"), relative)
}

fn relative(project: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(project).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
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
            if !is_source && !is_other && !is_skipped(folder, &path, &name) {
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
            if !path.join("Cargo.toml").is_file() && !is_skipped(folder, &path, &name) {
                self.sources(&path, package);
            }
        }
    }

    fn files_in(&mut self, folder: &Path, package: &Path) {
        for entry in entries_in(folder) {
            let path = entry.path_in(folder);
            let is_rust = path.extension().is_some_and(|it| it == "rs");
            if is_rust && !self.is_excluded(&path) && path.is_file() {
                self.found.push(RustFile {
                    path,
                    package: package.to_owned(),
                });
            }
        }
    }

    fn is_excluded(&self, path: &Path) -> bool {
        let relative = relative(self.project, path);
        self.exclude.iter().any(|pattern| fits(pattern, &relative))
    }
}

/// What others generate or keep for themselves.
fn is_skipped(parent: &Path, path: &Path, name: &str) -> bool {
    let holds = |file: &str| path.join(file).is_file();
    name.starts_with('.')
        || name == "node_modules"
        || holds("CACHEDIR.TAG")
        // Cargo puts no tag into a target folder that someone else has made.
        || holds(".rustc_info.json")
        || name == "target" && parent.join("Cargo.toml").is_file()
}

fn folders_in(folder: &Path) -> Vec<(PathBuf, String)> {
    let folders = entries_in(folder).into_iter().filter(|it| it.is_folder);
    folders
        .map(|entry| (entry.path_in(folder), entry.name()))
        .collect()
}

/// What stands in a folder.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    file_name: OsString,
    /// Links to folders are none: what they lead to is found where it is.
    is_folder: bool,
}

impl Entry {
    fn of(entry: &DirEntry) -> Self {
        Self {
            file_name: entry.file_name(),
            // The listing says it; to ask for each of thousands of files takes long.
            is_folder: entry.file_type().is_ok_and(|kind| kind.is_dir()),
        }
    }

    fn name(&self) -> String {
        self.file_name.to_string_lossy().into_owned()
    }

    fn path_in(&self, folder: &Path) -> PathBuf {
        folder.join(&self.file_name)
    }
}

/// What is in a folder, by name; nothing if it cannot be read.
fn entries_in(folder: &Path) -> Vec<Entry> {
    let start = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let entries = fs::read_dir(start).into_iter().flatten().flatten();
    let mut entries: Vec<_> = entries.map(|entry| Entry::of(&entry)).collect();
    entries.sort();
    entries
}
