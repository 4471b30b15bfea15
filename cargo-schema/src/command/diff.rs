//! `cargo schema diff`: compares two schemas, as their engine compares them.

mod code;
mod render;

pub use render::{by_severity, escape, markdown_entries, totals};

use schema_engine::Compared;
use schema_engine::diff::diff;
use schema_model::{Address, Schema, Severity};

use super::change::Change;
use crate::accepted::{Meant, give_same_names, take_accepted};
use crate::cli::{Diff, DiffFormat, Level};
use crate::code::{Code, Uses};
use crate::entry::{Entry, entries};
use crate::entry_text;
use crate::failure::{Failure, Outcome};
use crate::patterns::Patterns;
use crate::project::Project;
use crate::shell::Shell;

/// What was found, without what was not asked for.
pub struct Found {
    /// How far the two sides could be compared.
    pub compared: Compared,
    /// What differs.
    pub entries: Vec<Entry>,
    /// What differs and is meant to, with the reason.
    pub accepted: Vec<Meant>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

/// What is said of the two sides.
struct Sides {
    names: [String; 2],
    /// Code has none.
    fingerprints: [Option<String>; 2],
}

/// What is looked at.
#[derive(Default)]
pub struct Selection<'a> {
    /// These objects and parts.
    pub patterns: Patterns<'a>,
    /// This severity and worse.
    pub severity: Level,
}

/// Runs the command.
pub fn run(arguments: &Diff, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    if let Some(side) = code::side(&arguments.sides()) {
        let (found, sides) = code::find(arguments, side, project, shell)?;
        return print(arguments, &found, &sides, project, shell);
    }
    // The sources of the program are read beside the two sides.
    let (change, uses) = std::thread::scope(|scope| {
        let database = project.database_of(&arguments.sides());
        let uses = scope.spawn(move || Uses::of(&Code::scan(project), project, database));
        let change = match arguments.needs_all(project) {
            true => Change::load(&arguments.sides(), project, shell),
            false => Change::load_for_diff(&arguments.sides(), project, shell),
        };
        (change, uses.join())
    });
    let mut change = change?;
    let uses = uses.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let selection = arguments.selection();
    let fingerprint = |schema: &Schema| match arguments.format {
        DiffFormat::Json => Some(schema.fingerprint().to_string()),
        _ => None,
    };
    let fingerprints = [fingerprint(&change.from), fingerprint(&change.to)];
    let to = std::mem::take(&mut change.to);
    let found = find(&mut change, to, &selection, &uses, project)?;
    let sides = Sides {
        fingerprints,
        names: std::mem::take(&mut change.names),
    };
    print(arguments, &found, &sides, project, shell)
}

impl Diff {
    fn selection(&self) -> Selection<'_> {
        Selection {
            patterns: Patterns {
                only: &self.only,
                exclude: &self.exclude,
            },
            severity: self.severity,
        }
    }

    /// Whether what is the same on both sides is told of too, or can be named.
    fn needs_all(&self, project: &Project) -> bool {
        matches!(self.format, DiffFormat::Json)
            || !self.selection().patterns.is_all()
            || !project.settings.same.is_empty()
    }
}

fn print(
    arguments: &Diff,
    found: &Found,
    sides: &Sides,
    project: &Project,
    shell: &Shell,
) -> Result<Outcome, Failure> {
    shell.data(&match arguments.format {
        DiffFormat::Text => shell.listed(&shell.fitted(&render::text(found))),
        DiffFormat::Json => format!("{:#}\n", render::json(found, sides)),
        DiffFormat::Markdown => render::markdown(found),
        DiffFormat::Html => render::html(found, sides),
        DiffFormat::Sarif => render::sarif(found, project),
    })?;
    for meant in &found.accepted {
        shell.detail(format_args!("accepted: {} ({})", meant.text, meant.reason));
    }
    for note in &found.notes {
        shell.note(format_args!("note: {note}"));
    }
    let [from, to] = &sides.names;
    shell.note(format_args!(
        "from {from} to {to}: {}",
        totals(&found.entries)
    ));
    Ok(Outcome::of(!found.entries.is_empty()))
}

/// Compares the two sides of a change; `to` is its second, or a copy of it.
pub fn find(
    change: &mut Change,
    to: Schema,
    selection: &Selection<'_>,
    uses: &Uses,
    project: &Project,
) -> Result<Found, Failure> {
    let mut notes = give_same_names(&mut change.from, project);
    let scratch = || change.connect_scratch(project);
    let mut found = diff(change.dialect, &change.from, to, &change.hints, &scratch)?;
    notes.append(&mut found.notes);
    let differing = found
        .differences
        .iter()
        .map(|difference| &difference.address);
    let renamed = found.renames.iter().map(|rename| &rename.address);
    let differing: Vec<&Address> = differing.chain(renamed).collect();
    notes.extend(
        selection
            .patterns
            .check(&differing, [&found.from, &found.to])?,
    );
    let (accepted, more) = take_accepted(&mut found.differences, project)?;
    notes.extend(more);
    let mut entries = entries(&found.renames, &found.differences, uses);
    entries.retain(|entry| selection.includes(entry));
    Ok(Found {
        compared: change.compared,
        entries,
        accepted,
        notes,
    })
}

impl Selection<'_> {
    fn includes(&self, entry: &Entry) -> bool {
        entry.severity >= threshold(self.severity) && self.patterns.includes(&entry.address)
    }
}

fn threshold(level: Level) -> Severity {
    match level {
        Level::Low => Severity::Low,
        Level::Medium => Severity::Medium,
        Level::High => Severity::High,
        Level::Critical => Severity::Critical,
    }
}

/// The entries as `check` and `diff` print them.
fn listed(entries: &[Entry]) -> String {
    entry_text::text(entries)
}
