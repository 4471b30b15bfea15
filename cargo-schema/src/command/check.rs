//! `cargo schema check`: code, snapshot and database against each other.
//!
//! The code is held against the snapshot as the derive does it, without compiling; the snapshot
//! against the source, if there is one. What only the compiler can answer, whether a type of the
//! program's own holds what a column holds, is left to the build.

mod problem;
mod render;

use schema_engine::Compared;
use schema_model::{Difference, differences, snapshot};

use crate::accepted::take_accepted;
use crate::cli::{Check, CheckFormat};
use crate::code::{Code, Uses};
use crate::entry::{Entry, entries};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;
use crate::source;
use problem::Problem;
pub use problem::shortened;

/// What was found.
struct Found {
    /// What is wrong with the code.
    problems: Vec<Problem>,
    /// How much code was looked at.
    seen: Seen,
    /// How the snapshot differs from the source; `None` without one.
    drift: Option<Drift>,
}

/// How much code was looked at.
struct Seen {
    items: usize,
    files: usize,
    questions: usize,
}

/// How the snapshot differs from the source.
struct Drift {
    source: String,
    /// By `--from`.
    was_named: bool,
    compared: Compared,
    differences: Vec<Difference>,
    entries: Vec<Entry>,
}

/// Runs the command.
pub fn run(arguments: &Check, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    snapshot::read_header(&project.snapshot_folder())?;
    let code = Code::scan(project);
    for (path, reason) in &code.unread {
        shell.warn(format_args!(
            "`{}` was not looked at: {reason}",
            path.display()
        ));
    }
    let (problems, questions) = problem::problems(&code, project);
    let found = Found {
        problems,
        seen: Seen {
            items: code.items.len(),
            files: code.files,
            questions,
        },
        drift: match arguments.offline {
            true => None,
            false => drift(arguments, &code, project, shell)?,
        },
    };
    shell.data(&match arguments.format {
        CheckFormat::Text => shell.listed(&shell.fitted(&render::text(&found))),
        CheckFormat::Json => render::json(&found),
        CheckFormat::Github => render::github(&found),
        CheckFormat::Sarif => render::sarif(&found, project),
    })?;
    say(&found, project, shell);
    let is_wrong = found.problems.iter().any(|problem| problem.is_error);
    let has_drift = found
        .drift
        .as_ref()
        .is_some_and(|drift| !drift.differences.is_empty());
    Ok(Outcome::of(is_wrong || has_drift))
}

fn drift(
    arguments: &Check,
    code: &Code,
    project: &Project,
    shell: &mut Shell,
) -> Result<Option<Drift>, Failure> {
    let Some((source, loaded)) = source::load_if_any(arguments.from.as_deref(), project, shell)?
    else {
        return Ok(None);
    };
    let snapshot = snapshot::read(&project.snapshot_folder())?;
    let mut differences = differences(&snapshot, &loaded.schema);
    let (accepted, notes) = take_accepted(&mut differences, project)?;
    for meant in accepted {
        shell.detail(format_args!("accepted: {} ({})", meant.text, meant.reason));
    }
    for note in notes {
        shell.warn(note);
    }
    Ok(Some(Drift {
        source: source.to_string(),
        was_named: arguments.from.is_some(),
        compared: loaded.compared,
        entries: entries(&[], &differences, &Uses::of(code)),
        differences,
    }))
}

/// What is said beside the data.
fn say(found: &Found, project: &Project, shell: &Shell) {
    shell.note(render::code_totals(found));
    if found.seen.questions > 0 {
        shell.detail(format_args!(
            "{} left to the compiler: only it knows what these types are",
            crate::summary::count(found.seen.questions, "type")
        ));
    }
    for (name, folder) in &project.settings.databases {
        shell.note(format_args!(
            "`{folder}`, the snapshot of database `{name}`, was not compared: \
             `cargo schema diff {folder} SOURCE` does that"
        ));
    }
    match &found.drift {
        None => shell.note("snapshot and database were not compared: no source was looked at"),
        Some(drift) => {
            shell.note(format_args!("compared: {}", drift.compared.word()));
            shell.note(format_args!(
                "from the snapshot to {}: {}",
                drift.source,
                crate::summary::totals(&drift.differences)
            ));
            if !drift.differences.is_empty() {
                shell.note(match drift.was_named {
                    true => "run `cargo schema refresh` with the same `--from` to take over what it says",
                    false => "run `cargo schema refresh` to take over what the source says",
                });
            }
        }
    }
}
