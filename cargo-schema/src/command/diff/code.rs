//! `cargo schema diff code SOURCE`: the structs and enums of the program as one of the sides.

use std::path::Path;

use schema_model::Address;

use super::{Found, Sides};
use crate::accepted::take_accepted;
use crate::cli::{self, Diff};
use crate::code::Code;
use crate::code::against::{Side, entries};
use crate::command::change::load_side;
use crate::failure::Failure;
use crate::project::Project;
use crate::shell::Shell;
use crate::{source, summary};

const CODE: &str = "code";

/// Which side the code is, if it is one.
pub fn side(sides: &cli::Sides) -> Option<Side> {
    let is_code = |side: &Option<String>| side.as_deref() == Some(CODE);
    // A file or folder of that name is what it is everywhere else.
    match (is_code(&sides.from), is_code(&sides.to)) {
        _ if Path::new(CODE).exists() => None,
        (true, _) => Some(Side::From),
        (_, true) => Some(Side::To),
        _ => None,
    }
}

/// Compares the code with the other side.
pub fn find(
    arguments: &Diff,
    side: Side,
    project: &Project,
    shell: &mut Shell,
) -> Result<(Found, Sides), Failure> {
    let sides = arguments.sides();
    let other = match side {
        Side::From => &sides.to,
        Side::To => &sides.from,
    };
    let database = project.database_of(&sides);
    let (name, loaded) = load(other.as_deref(), side, project, shell)?;
    let code = Code::scan(project);
    for (path, reason) in &code.unread {
        shell.warn(format_args!(
            "`{}` was not looked at: {reason}",
            path.display()
        ));
    }
    let (mut entries, elsewhere) = entries(&code, &loaded.schema, side, (project, database))?;
    let selection = arguments.selection();
    let differing: Vec<&Address> = entries.iter().map(|entry| &entry.address).collect();
    let schema = &loaded.schema;
    let meant = (selection.patterns).check(&differing, [schema, schema])?;
    let (accepted, mut notes) = take_accepted(&mut entries, project)?;
    notes.extend(meant);
    entries.retain(|entry| selection.includes(entry));
    let looked_at = summary::count(code.items.len() - elsewhere, "checked item");
    notes.push(format!(
        "{looked_at} looked at; what none stands for is not compared"
    ));
    let code_name = format!("the code in {}", summary::count(code.files, "file"));
    let fingerprint = Some(loaded.schema.fingerprint().to_string());
    let (names, fingerprints) = match side {
        Side::From => ([code_name, name], [None, fingerprint]),
        Side::To => ([name, code_name], [fingerprint, None]),
    };
    let found = Found {
        compared: loaded.compared,
        entries,
        accepted,
        notes,
    };
    Ok((
        found,
        Sides {
            names,
            fingerprints,
        },
    ))
}

/// The other side: what was named, else what stands there without a name.
fn load(
    named: Option<&str>,
    side: Side,
    project: &Project,
    shell: &mut Shell,
) -> Result<(String, schema_engine::Loaded), Failure> {
    let snapshot = project.snapshot_folder().to_string_lossy().into_owned();
    let (named, loaded) = match (named, side) {
        (None, Side::To) => source::load(None, project, shell)?,
        (named, _) => {
            let text = named.unwrap_or(&snapshot);
            load_side(text, None, project, project.sql_dialect()?, shell)?
        }
    };
    Ok((named.to_string(), loaded))
}
