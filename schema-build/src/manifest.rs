//! What we need to know from a `Cargo.toml`. It is not checked: that is Cargo's business.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use schema_model::json::{Content, Fields, FromJson, Json, JsonError};
use serde_json::Value;

#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) dependencies: BTreeMap<String, Dependency>,
    pub(crate) workspace: Option<Workspace>,
}

#[derive(Debug, Default)]
pub(crate) struct Workspace {
    pub(crate) dependencies: BTreeMap<String, Dependency>,
}

/// A dependency as it is declared.
#[derive(Debug, Clone)]
pub(crate) enum Dependency {
    /// By a version alone.
    Version,
    Table(DependencyTable),
}

#[derive(Debug, Clone, Default)]
pub(crate) struct DependencyTable {
    pub(crate) package: Option<String>,
    pub(crate) optional: bool,
    pub(crate) default_features: Option<bool>,
    pub(crate) workspace: bool,
    pub(crate) features: Vec<String>,
}

impl FromJson for Manifest {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            dependencies: fields.optional("dependencies")?,
            workspace: fields.optional("workspace")?,
        })
    }
}

impl FromJson for Workspace {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let dependencies = Fields::of(json)?.optional("dependencies")?;
        Ok(Self { dependencies })
    }
}

impl FromJson for Dependency {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        if let Content::Text(_) = json.content {
            return Ok(Self::Version);
        }
        let mut fields = Fields::of(json)?;
        Ok(Self::Table(DependencyTable {
            package: fields.optional("package")?,
            optional: fields.optional("optional")?,
            default_features: fields.optional("default-features")?,
            workspace: fields.optional("workspace")?,
            features: fields.optional("features")?,
        }))
    }
}

impl Manifest {
    /// Reads `Cargo.toml` in a folder; `None` when there is none that can be understood.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(manifest_path(folder)).ok()?;
        let value: Value = basic_toml::from_str(&text).ok()?;
        Self::from_value(&value).ok()
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
