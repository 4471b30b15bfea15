//! `cargo schema generate`: typed models of the schema, in files that are committed.
//!
//! What the models look like is decided by `schema-build`, as in a build script; the constants of
//! `schema_version` are left out, since they would change with every refresh.

mod files;

use std::path::{Path, PathBuf};

use schema_build::{Crates, Layout, Models, SETTINGS_FILE, generate, generate_files};
use schema_model::snapshot;

use crate::cli::Generate;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;
use crate::{source, summary};
use files::Files;

/// Runs the command.
pub fn run(arguments: &Generate, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    let schema = match &arguments.from {
        None => snapshot::read(&project.snapshot_folder())?,
        Some(text) => source::load(Some(text), project, shell)?.1.schema,
    };
    let out = out(arguments, project);
    let mut settings = project.settings.models.clone();
    // As in a build script, but whether an optional dependency is on is not known here.
    let (depends, _) = Crates::detect(&crate_folder(project, out.as_deref()), |_| false);
    settings
        .checked
        .get_or_insert(depends.contains("schema-checked"));
    let crates = settings.crates.as_ref().map_or(depends, Crates::of);
    let models = match (&out, settings.layout) {
        (Some(out), Layout::Tables) => {
            generate_files(&schema, &settings, &crates, &files::folder_in(out))
        }
        _ => generate(&schema, &settings, &crates, None),
    };
    let models = models.map_err(Failure::new)?;
    let outcome = match &out {
        None if arguments.check => Err(Failure::new("no file to compare the models with").help(
            format!("name it with `--out`, or as `out` in `[models]` of {SETTINGS_FILE}"),
        )),
        None => shell.data(&models.code).map(|()| Outcome::Done),
        Some(out) => deliver(&Files::of(out, &models)?, arguments, shell),
    }?;
    report_notes(&models, shell);
    Ok(outcome)
}

/// The main file: what a person types is relative to where they stand, a setting to the project.
fn out(arguments: &Generate, project: &Project) -> Option<PathBuf> {
    let setting = project.settings.models.out.as_ref();
    let setting = setting.map(|out| project.folder.join(out));
    arguments.out.clone().or(setting)
}

/// The crate that the file belongs to, or the project when it belongs to none.
fn crate_folder(project: &Project, out: Option<&Path>) -> PathBuf {
    let out = out.and_then(|out| std::path::absolute(out).ok());
    let found = out.as_deref().and_then(|out| {
        out.ancestors()
            .skip(1)
            .find(|folder| folder.join("Cargo.toml").is_file())
            .map(Path::to_owned)
    });
    found.unwrap_or_else(|| project.folder.clone())
}

fn deliver(files: &Files, arguments: &Generate, shell: &Shell) -> Result<Outcome, Failure> {
    let changes = files.changes();
    if !arguments.check {
        files.write(&changes)?;
        shell.note(format_args!(
            "`{}`: {} changed, {} up to date",
            files.main().display(),
            summary::count(changes.len(), "file"),
            files.count().saturating_sub(changes.len())
        ));
        return Ok(Outcome::Done);
    }
    if changes.is_empty() {
        shell.note("the models are up to date");
        return Ok(Outcome::Done);
    }
    for change in &changes {
        shell.data(&change.diff())?;
    }
    shell.note("the models are stale; run the same without `--check` to write them");
    Ok(Outcome::Differences)
}

/// Says what was not mapped, and why.
fn report_notes(models: &Models, shell: &Shell) {
    for note in &models.notes {
        shell.warn(format_args!("{}: {}", note.place, note.message));
    }
    if !models.notes.is_empty() {
        let count = summary::count(models.notes.len(), "stand-in");
        shell.note(format_args!(
            "{count}; `[models]` in {SETTINGS_FILE} chooses otherwise"
        ));
    }
}
