//! `cargo schema diff`: compares two schemas, as their engine compares them.

use schema_engine::diff::diff;
use serde_json::{Value, json};

use super::change::Change;
use crate::cli::{Diff, DiffFormat};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;
use crate::summary;

/// Runs the command.
pub fn run(arguments: &Diff, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    let change = Change::load(&arguments.sides, project, shell)?;
    let found = diff(change.dialect, &change.from, &change.to, &change.hints)?;
    match arguments.format {
        DiffFormat::Text => {
            for rename in &found.renames {
                shell.data(&format!("high      {rename}\n"))?;
            }
            shell.data(&summary::differences(&found.differences))?;
        }
        DiffFormat::Json => shell.data(&format!("{:#}\n", document(&change, &found)))?,
    }
    for note in &found.notes {
        shell.note(format_args!("note: {note}"));
    }
    shell.note(summary::totals(&found.differences));
    Ok(Outcome::of(!found.is_empty()))
}

fn document(change: &Change, found: &schema_engine::Diff) -> Value {
    let renames = found
        .renames
        .iter()
        .map(|rename| json!({ "address": rename.address.to_string(), "to": rename.to }));
    let differences = found.differences.iter().map(|difference| {
        json!({
            "address": difference.address.to_string(),
            "verb": format!("{:?}", difference.verb).to_lowercase(),
            "from": difference.from,
            "to": difference.to,
            "severity": difference.severity,
        })
    });
    json!({
        "from_fingerprint": change.from.fingerprint().to_string(),
        "to_fingerprint": change.to.fingerprint().to_string(),
        "compared": change.compared,
        "renames": renames.collect::<Vec<_>>(),
        "differences": differences.collect::<Vec<_>>(),
    })
}
