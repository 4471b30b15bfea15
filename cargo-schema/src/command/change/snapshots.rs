//! Two sides that are both snapshots: they are read beside each other, since most of them is the same.

use std::path::Path;

use schema_engine::{Compared, DIALECTS, Loaded, Source};
use schema_model::snapshot::{Same, read_pair};

use super::name_of_snapshot;
use crate::cli::Sides;
use crate::failure::Failure;
use crate::project::Project;
use crate::shell::Shell;
use crate::source::{self, Named};

/// A side that is read.
type To = (String, Loaded);

/// Loads both sides; none if one of them is no snapshot.
pub fn load(
    sides: &Sides,
    same: Same,
    project: &Project,
    shell: &mut Shell,
) -> Result<Option<(Named, Loaded, To)>, Failure> {
    let Some(from) = &sides.from else {
        return Ok(None);
    };
    if !is_snapshot(from, project)? {
        return Ok(None);
    }
    let to = match &sides.to {
        Some(to) if !is_snapshot(to, project)? => return Ok(None),
        to => to,
    };
    let parse = |text: &str, shell: &mut Shell| {
        source::parse(text, Path::new(""), DIALECTS[0], project, shell)
    };
    let from = parse(from, shell)?;
    let to = to.as_ref().map(|to| parse(to, shell)).transpose()?;
    let own = project.snapshot_folder();
    let folder = |side: &Named| match &side.source {
        Source::Snapshot { path } => Some(path.clone()),
        _ => None,
    };
    let (a, b) = (folder(&from), to.as_ref().map_or(Some(own), folder));
    let (Some(a), Some(b)) = (a, b) else {
        return Ok(None);
    };
    let name = to
        .as_ref()
        .map_or_else(|| name_of_snapshot(project), Named::to_string);
    let progress = shell.progress(format_args!("reading {from} and {name}"));
    let read = read_pair([&a, &b], same)?.map(|schema| Loaded {
        schema,
        compared: Compared::Snapshot,
    });
    drop(progress);
    read.iter()
        .for_each(|side| source::warn_of_unmodelled(side, shell));
    let [a, b] = read;
    Ok(Some((from, a, (name, b))))
}

/// Whether a source is a snapshot, as far as that shows without reading it.
fn is_snapshot(text: &str, project: &Project) -> Result<bool, Failure> {
    let base = match text.starts_with('@') {
        true => &project.folder,
        false => Path::new(""),
    };
    Ok(match source::meaning(text, project)? {
        None => true,
        Some(meant) => matches!(
            Source::parse(&meant, DIALECTS[0], base),
            Ok(Source::Snapshot { .. })
        ),
    })
}
