//! `cargo schema report`: one file that says how two schemas compare and what one of them is like.
//!
//! What is said is put together once, in `content`; Markdown and HTML only write it differently.

mod advice;
mod content;
mod render;

use std::path::Path;

use schema_model::{Schema, snapshot};

use super::change::Change;
use super::diff::{Found, Selection, find};
use crate::cli::{Report, ReportFormat};
use crate::code::{Code, Uses};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;

/// Everything that a report is made of.
pub struct Material {
    /// What the two sides are called; the same twice when there is nothing to compare with.
    pub names: [String; 2],
    /// What should be; the one that the second half of the report is about.
    pub to: Schema,
    /// How they differ; `None` when there is nothing to compare with.
    pub found: Option<Found>,
    /// The checked code.
    pub code: Code,
}

/// Runs the command.
pub fn run(arguments: &Report, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    let material = material(arguments, project, shell)?;
    let report = content::report(&material);
    let text = match arguments.format {
        ReportFormat::Markdown => render::markdown(&report),
        ReportFormat::Html => render::html(&report),
    };
    match &arguments.out {
        None => shell.data(&text)?,
        Some(path) => {
            write(path, &text)?;
            shell.note(format_args!("written to `{}`", path.display()));
        }
    }
    let differs = material
        .found
        .is_some_and(|found| !found.entries.is_empty());
    Ok(Outcome::of(differs && arguments.exit_code))
}

fn material(arguments: &Report, project: &Project, shell: &mut Shell) -> Result<Material, Failure> {
    let code = Code::scan(project);
    let sides = arguments.sides();
    if sides.from.is_none() && sides.to.is_none() && !crate::source::is_any(project, shell)? {
        let schema = snapshot::read(&project.snapshot_folder())?;
        let name = format!("the snapshot in {}", project.snapshot_name().display());
        return Ok(Material {
            names: [name.clone(), name],
            to: schema,
            found: None,
            code,
        });
    }
    let mut change = Change::load(&sides, project, shell)?;
    let uses = Uses::of(&code, project, project.database_of(&sides));
    let to = change.to.clone();
    let found = find(&mut change, to, &Selection::default(), &uses, project)?;
    Ok(Material {
        names: change.names,
        to: change.to,
        found: Some(found),
        code,
    })
}

/// A report that is there is replaced as a whole or not at all.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    crate::replace::replace(path, text)
}
