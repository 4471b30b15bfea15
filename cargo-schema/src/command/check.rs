//! `cargo schema check`: code, snapshot and database against each other.
//!
//! The code is held against the snapshot as the derive does it, without compiling; the snapshot
//! against the source, if there is one. What only the compiler can answer, whether a type of the
//! program's own holds what a column holds, is left to the build.

mod drift;
mod problem;
mod render;

use schema_model::snapshot;

use crate::cli::{Check, CheckFormat};
use crate::code::Code;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;
use drift::Drift;
use problem::Problem;
pub use problem::shortened;

/// What was found.
struct Found {
    /// What is wrong with the code.
    problems: Vec<Problem>,
    /// How much code was looked at.
    seen: Seen,
    /// How the snapshots differ from their sources; first of all the project's own.
    drifts: Vec<Drift>,
}

/// How much code was looked at.
struct Seen {
    items: usize,
    files: usize,
    questions: usize,
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
        drifts: match arguments.offline {
            true => Vec::new(),
            false => drift::find(arguments, &code, project, shell)?,
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
    let has_drift = found.drifts.iter().any(Drift::is_there);
    Ok(Outcome::of(is_wrong || has_drift))
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
        if !project.settings.environments.contains_key(name) {
            shell.note(format_args!(
                "`{folder}`, the snapshot of database `{name}`, was not compared: name its source as \
                 `{name}` under [environments] of schema.toml, or run `cargo schema diff {folder} SOURCE`"
            ));
        }
    }
    if found.drifts.iter().all(|drift| drift.database.is_some()) {
        shell.note("snapshot and database were not compared: no source was looked at");
    }
    for drift in &found.drifts {
        shell.note(format_args!("compared: {}", drift.compared.word()));
        shell.note(format_args!(
            "from {} to {}: {}",
            drift.snapshot,
            drift.source,
            crate::summary::totals_of(drift.counted())
        ));
        if drift.is_there() {
            shell.note(&drift.advice);
        }
    }
}
