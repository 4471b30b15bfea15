//! Which files a project gets, and which are added to.

use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::DocumentMut;

use super::detect::{Detected, Package};
use super::{ci_files, manifest, templates};
use crate::cli::Init;
use crate::failure::Failure;
use crate::project::Project;
use crate::settings::SETTINGS_FILE;

/// What is to be done.
#[derive(Default)]
pub struct Plan {
    /// Files that are written; none of them is as it should be.
    pub changes: Vec<Change>,
    /// What is left to people.
    pub advice: Vec<String>,
}

/// A file that is written.
pub struct Change {
    /// Where.
    pub path: PathBuf,
    /// Its text; `None` when it is not there.
    pub before: Option<String>,
    /// What it will say.
    pub after: String,
}

/// Decides on all files.
pub fn plan(arguments: &Init, detected: &Detected, project: &Project) -> Result<Plan, Failure> {
    let mut plan = Plan::default();
    plan.settings(detected, project)?;
    let root = detected.workspace.as_ref();
    for package in &detected.packages {
        plan.package(package, root.map(|root| (root, project.folder.as_path())))?;
    }
    if detected.packages.is_empty() {
        plan.advice.push(format!(
            "in each package with checked structs: `{}`",
            manifest::command()
        ));
    }
    for (path, text) in arguments.ci.iter().flat_map(|ci| ci_files(*ci)) {
        plan.new_file(project.folder.join(path), text)?;
    }
    if let Some(ci) = arguments.ci {
        plan.advice.push(templates::advice(ci).to_owned());
    }
    Ok(plan)
}

impl Plan {
    fn settings(&mut self, detected: &Detected, project: &Project) -> Result<(), Failure> {
        let dialect = detected.dialect.as_ref().map(|(dialect, _)| dialect.name());
        let text = templates::settings(dialect, detected.source.as_deref());
        if dialect.is_none() {
            self.advice.push(format!(
                "set `dialect` in {SETTINGS_FILE}, or name a source"
            ));
        }
        self.new_file(project.folder.join(SETTINGS_FILE), &text)
    }

    fn package(
        &mut self,
        package: &Package,
        workspace: Option<(&DocumentMut, &Path)>,
    ) -> Result<(), Failure> {
        let path = package.folder.join("Cargo.toml");
        let before = package.manifest.to_string();
        let after = package.manifest.clone();
        let after = manifest::with_dependencies(after, &package.folder, workspace).to_string();
        self.change(path, Some(before), after);
        let script = package.folder.join("build.rs");
        match read(&script)? {
            Some(text) if !text.contains("schema_build") => self.advice.push(format!(
                "call `schema_build::run()` at the end of `main` in `{}`",
                script.display()
            )),
            Some(_) => {}
            None => self.change(script, None, templates::BUILD_SCRIPT.to_owned()),
        }
        Ok(())
    }

    /// A file that is there is left alone.
    fn new_file(&mut self, path: PathBuf, text: &str) -> Result<(), Failure> {
        if read(&path)?.is_none() {
            self.change(path, None, text.to_owned());
        }
        Ok(())
    }

    fn change(&mut self, path: PathBuf, before: Option<String>, after: String) {
        if before.as_ref() != Some(&after) {
            self.changes.push(Change {
                path,
                before,
                after,
            });
        }
    }
}

fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new(format!(
            "failed to read `{}`: {error}",
            path.display()
        ))),
    }
}
