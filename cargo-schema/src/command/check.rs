//! `cargo schema check`: compares the source with the snapshot.

use schema_engine::Compared;
use schema_model::{differences, snapshot};

use crate::cli::Check;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;
use crate::{source, summary};

/// Runs the command.
pub fn run(arguments: &Check, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    let snapshot = snapshot::read(&project.snapshot_folder())?;
    let (source, loaded) = source::load(arguments.from.as_deref(), project, shell)?;
    let found = differences(&snapshot, &loaded.schema);
    shell.data(&summary::differences(&found))?;
    shell.note(format_args!("compared: {}", compared(loaded.compared)));
    shell.note(format_args!(
        "from the snapshot to {source}: {}",
        summary::totals(&found)
    ));
    if !found.is_empty() {
        shell.note("run `cargo schema refresh` to take over what the source says");
    }
    Ok(Outcome::of(!found.is_empty()))
}

fn compared(compared: Compared) -> &'static str {
    match compared {
        Compared::Elaborated => "elaborated",
        Compared::Snapshot => "snapshot",
        Compared::Text => "text",
    }
}
