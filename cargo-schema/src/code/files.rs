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
    for (path, name) in entries_in(folder) {
        if path.is_dir() {
            let is_other = path.join(SETTINGS_FILE).is_file();
            if !path.is_symlink() && !is_other && !is_skipped(&path, &name) {
                push_files(&path, is_wanted, found);
            }
        } else if is_wanted(&path) {
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
        let relative = relative(self.project, path);
        self.exclude.iter().any(|pattern| fits(pattern, &relative))
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
