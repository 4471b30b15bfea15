//! The snapshots against the databases that they were read from.
//!
//! A further database of `[databases]` is looked at when `[environments]` has a source of its name:
//! nothing else says where it is.

use std::path::Path;

use schema_engine::{Compared, Loaded, Rename};
use schema_model::snapshot::{self, Changes};
use schema_model::{Difference, differences};

use crate::accepted::{Acceptable, take_accepted};
use crate::cli::Check;
use crate::code::{Code, Uses, take_awaited};
use crate::entry::{Entry, entries};
use crate::failure::Failure;
use crate::project::Project;
use crate::shell::Shell;
use crate::source;

/// How a snapshot differs from its source.
pub struct Drift {
    /// The further database; `None` for the project's own.
    pub database: Option<String>,
    /// What the snapshot is called.
    pub snapshot: String,
    /// What the source is called.
    pub source: String,
    /// How far the two can be compared.
    pub compared: Compared,
    /// What the code has waited for.
    awaited: Vec<Rename>,
    /// What differs besides.
    differences: Vec<Difference>,
    /// All of it, with the code that it meets.
    pub entries: Vec<Entry>,
    /// How to take over what the source says.
    pub advice: String,
}

impl Drift {
    /// Whether anything differs, shown or not.
    pub fn is_there(&self) -> bool {
        !self.awaited.is_empty() || !self.differences.is_empty()
    }

    /// How many differences there are.
    pub fn counted(&self) -> Changes {
        let mut counted = Changes::of(&self.differences);
        for renamed in &self.entries[..self.awaited.len()] {
            counted.add(renamed.severity);
        }
        counted
    }
}

/// Compares the snapshots with their sources, as far as there are any.
pub fn find(
    arguments: &Check,
    code: &Code,
    project: &Project,
    shell: &mut Shell,
) -> Result<Vec<Drift>, Failure> {
    let mut drifts = Vec::new();
    if let Some((source, loaded)) = source::load_if_any(arguments.from.as_deref(), project, shell)?
    {
        let advice = match arguments.from {
            Some(_) => {
                "run `cargo schema refresh` with the same `--from` to take over what it says"
            }
            None => "run `cargo schema refresh` to take over what the source says",
        };
        let (awaited, differences) =
            drift_of(&project.snapshot_folder(), &loaded, code, (project, None))?;
        drifts.push(Drift {
            database: None,
            snapshot: "the snapshot".into(),
            source: source.to_string(),
            compared: loaded.compared,
            awaited,
            differences,
            entries: Vec::new(),
            advice: advice.into(),
        });
    }
    // A source that was named is that of one database.
    if arguments.from.is_none() {
        for (name, folder) in &project.settings.databases {
            if project.settings.environments.contains_key(name) {
                drifts.push(drift_of_further([name, folder], code, project, shell)?);
            }
        }
    }
    take_out_accepted(&mut drifts, project, shell)?;
    for drift in &mut drifts {
        let uses = Uses::of(code, project, drift.database.as_deref());
        let awaited = drift.awaited.iter();
        drift.entries = awaited.map(|it| Entry::of_awaited(it, &uses)).collect();
        (drift.entries).extend(entries(&[], &drift.differences, &uses));
    }
    Ok(drifts)
}

fn drift_of_further(
    [name, folder]: [&str; 2],
    code: &Code,
    project: &Project,
    shell: &mut Shell,
) -> Result<Drift, Failure> {
    let (source, loaded) = source::load_environment(name, project, shell)?;
    let path = project.folder.join(folder);
    let (awaited, differences) = drift_of(&path, &loaded, code, (project, Some(name)))?;
    Ok(Drift {
        database: Some(name.to_owned()),
        snapshot: format!("`{folder}`"),
        source: source.to_string(),
        compared: loaded.compared,
        awaited,
        differences,
        entries: Vec::new(),
        advice: format!("run `cargo schema refresh --from @{name} --out {folder}` to take it over"),
    })
}

fn drift_of(
    folder: &Path,
    loaded: &Loaded,
    code: &Code,
    database: (&Project, Option<&str>),
) -> Result<(Vec<Rename>, Vec<Difference>), Failure> {
    let mut snapshot = snapshot::read(folder)?;
    let awaited = take_awaited(code, database, &mut snapshot, &loaded.schema);
    let differences = differences(&snapshot, &loaded.schema);
    Ok((awaited, differences))
}

/// A difference with the number of the drift that it belongs to.
struct Numbered(usize, Difference);

impl Acceptable for Numbered {
    fn address(&self) -> &schema_model::Address {
        &self.1.address
    }

    fn text(&self) -> String {
        self.1.to_string()
    }
}

/// Takes out what is accepted; of all drifts at once, since what is accepted may be in any of them.
fn take_out_accepted(
    drifts: &mut [Drift],
    project: &Project,
    shell: &Shell,
) -> Result<(), Failure> {
    if drifts.is_empty() {
        return Ok(());
    }
    let mut all = Vec::new();
    for (number, drift) in drifts.iter_mut().enumerate() {
        let found = std::mem::take(&mut drift.differences).into_iter();
        all.extend(found.map(|difference| Numbered(number, difference)));
    }
    let (accepted, notes) = take_accepted(&mut all, project)?;
    for meant in accepted {
        shell.detail(format_args!("accepted: {} ({})", meant.text, meant.reason));
    }
    for note in notes {
        shell.warn(note);
    }
    for Numbered(number, difference) in all {
        drifts[number].differences.push(difference);
    }
    Ok(())
}
