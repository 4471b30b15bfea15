//! What we need to know from a `Cargo.toml`. It is not checked: that is Cargo's business.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Manifest {
    pub(crate) dependencies: BTreeMap<String, Dependency>,
    pub(crate) workspace: Option<Workspace>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Workspace {
    pub(crate) dependencies: BTreeMap<String, Dependency>,
}

/// A dependency as it is declared.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Dependency {
    Version(#[expect(dead_code, reason = "only that there is one counts")] String),
    Table(DependencyTable),
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DependencyTable {
    pub(crate) package: Option<String>,
    pub(crate) optional: bool,
    pub(crate) workspace: bool,
    pub(crate) features: Vec<String>,
}

impl Manifest {
    /// Reads `Cargo.toml` in a folder; `None` when there is none that can be understood.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(manifest_path(folder)).ok()?;
        basic_toml::from_str(&text).ok()
    }
}

/// Path of the `Cargo.toml` in a folder.
pub(crate) fn manifest_path(folder: &Path) -> PathBuf {
    folder.join("Cargo.toml")
}

/// The nearest folder, this one or above, whose `Cargo.toml` has a `[workspace]`.
pub(crate) fn workspace_root(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .find(|ancestor| {
            Manifest::read(ancestor).is_some_and(|manifest| manifest.workspace.is_some())
        })
        .map(Path::to_owned)
}
