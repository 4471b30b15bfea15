//! `cargo schema diff`: compares two schemas, as their engine compares them.

mod reason;
mod render;

use schema_engine::diff::diff;
use schema_engine::{Compared, Rename};
use schema_model::{Difference, Severity};

use super::change::Change;
use crate::cli::{Diff, DiffFormat, Level};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;

/// What was found, without what is less grave than asked for.
struct Found {
    compared: Compared,
    renames: Vec<Rename>,
    differences: Vec<Difference>,
    notes: Vec<String>,
}

/// Runs the command.
pub fn run(arguments: &Diff, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    let change = Change::load(&arguments.sides, project, shell)?;
    let found = find(&change, threshold(arguments.severity), project)?;
    shell.data(&match arguments.format {
        DiffFormat::Text => render::text(&found),
        DiffFormat::Json => format!("{:#}\n", render::json(&found, &change)),
        DiffFormat::Markdown => render::markdown(&found),
    })?;
    for note in &found.notes {
        shell.note(format_args!("note: {note}"));
    }
    shell.note(found.totals());
    let is_same = found.renames.is_empty() && found.differences.is_empty();
    Ok(Outcome::of(!is_same))
}

fn find(change: &Change, threshold: Severity, project: &Project) -> Result<Found, Failure> {
    let scratch = || change.connect_scratch(project);
    let (from, to) = (&change.from, &change.to);
    let mut found = diff(change.dialect, from, to, &change.hints, &scratch)?;
    found.differences.retain(|one| one.severity >= threshold);
    // A rename breaks code, and loses nothing.
    if threshold > Severity::High {
        found.renames.clear();
    }
    Ok(Found {
        compared: change.compared,
        renames: found.renames,
        differences: found.differences,
        notes: found.notes,
    })
}

fn threshold(level: Level) -> Severity {
    match level {
        Level::Low => Severity::Low,
        Level::Medium => Severity::Medium,
        Level::High => Severity::High,
        Level::Critical => Severity::Critical,
    }
}
