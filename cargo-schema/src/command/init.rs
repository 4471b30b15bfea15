//! `cargo schema init`: sets a project up, and says what it cannot do itself.
//!
//! Every file is decided on before the first is written, so `--dry-run` shows what would be there.
//! What people wrote stays: files are added to, never replaced. A second run finds nothing to do.

mod detect;
mod files;
mod manifest;
mod templates;

use std::path::Path;

use schema_engine::DIALECTS;
use similar::TextDiff;

use crate::cli::{Ci, Global, Hook, HookAction, Init, Refresh};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::replace::replace;
use crate::shell::Shell;
use crate::{command, source};
use detect::Detected;
use files::{Change, Plan};

/// Runs the command.
pub fn run(
    arguments: &Init,
    global: &Global,
    project: &Project,
    shell: &mut Shell,
) -> Result<Outcome, Failure> {
    if let Some(text) = &arguments.from {
        // A source that is none would be remembered in the settings.
        source::parse(text, Path::new(""), DIALECTS[0], project, shell)?;
    }
    let detected = Detected::of(arguments, project, shell)?;
    shell.note(detected.describe());
    let plan = files::plan(arguments, &detected, project)?;
    for change in &plan.changes {
        match arguments.dry_run {
            true => shell.data(&preview(change))?,
            false => write(change, shell)?,
        }
    }
    if arguments.dry_run {
        say_rest(arguments, &detected, &plan, project, shell);
        return Ok(Outcome::Done);
    }
    if plan.changes.is_empty() {
        shell.note("settings, manifests and build scripts are as they should be");
    }
    // What was written says how the source is read.
    let project = Project::find(global, shell)?;
    refresh(arguments, &detected, &project, shell)?;
    if arguments.hook {
        let action = HookAction::Install { refresh: false };
        command::hook::run(&Hook { action }, &project, shell)?;
    }
    say_advice(&plan, shell);
    Ok(Outcome::Done)
}

fn refresh(
    arguments: &Init,
    detected: &Detected,
    project: &Project,
    shell: &mut Shell,
) -> Result<(), Failure> {
    if !detected.has_source {
        shell.warn("there is no source yet: run `cargo schema refresh --from SOURCE` to write the snapshot");
        return Ok(());
    }
    let arguments = Refresh {
        from: arguments.from.clone(),
        check: false,
        out: None,
    };
    command::refresh::run(&arguments, project, shell).map(drop)
}

fn write(change: &Change, shell: &Shell) -> Result<(), Failure> {
    replace(&change.path, &change.after)?;
    let verb = if change.before.is_some() {
        "changed"
    } else {
        "wrote"
    };
    shell.note(format_args!("{verb} `{}`", change.path.display()));
    Ok(())
}

/// What would change, as a patch.
fn preview(change: &Change) -> String {
    let before = change.before.as_deref().unwrap_or_default();
    let name = change.path.display().to_string();
    let from = if change.before.is_some() {
        name.as_str()
    } else {
        "/dev/null"
    };
    TextDiff::from_lines(before, &change.after)
        .unified_diff()
        .header(from, &name)
        .to_string()
}

/// What a dry run leaves undone beside the files that it showed.
fn say_rest(arguments: &Init, detected: &Detected, plan: &Plan, project: &Project, shell: &Shell) {
    if detected.has_source {
        let folder = project.snapshot_folder();
        shell.note(format_args!(
            "would read the source and write the snapshot to `{}`",
            folder.display()
        ));
    }
    if arguments.hook {
        shell.note("would install the Git hook");
    }
    say_advice(plan, shell);
    shell.note("nothing was written");
}

fn say_advice(plan: &Plan, shell: &Shell) {
    for line in &plan.advice {
        shell.note(format_args!("to do: {line}"));
    }
}

/// The file of a system for continuous integration.
fn ci_files(ci: Ci) -> &'static [(&'static str, &'static str)] {
    match ci {
        Ci::Github => templates::GITHUB,
        Ci::Gitlab => templates::GITLAB,
    }
}

/// Whether a folder has a file of that name.
fn has(folder: &Path, name: &str) -> bool {
    folder.join(name).is_file()
}

/// Whether the project has a source, without looking at it.
fn has_source(arguments: &Init, project: &Project, shell: &mut Shell) -> Result<bool, Failure> {
    Ok(arguments.from.is_some() || source::is_any(project, shell)?)
}
