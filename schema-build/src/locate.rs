//! Where settings and snapshot are: the crate's folder, or else the workspace's root.

use std::path::{Path, PathBuf};

use schema_model::snapshot::HEADER_FILE;

use crate::manifest::workspace_root;
use crate::{BuildError, SETTINGS_FILE, Settings};

/// Settings, and what they are relative to.
#[derive(Debug, Clone)]
pub struct Place {
    /// The settings.
    pub settings: Settings,
    /// The folder that relative paths in the settings are relative to.
    pub base: PathBuf,
    /// The settings file, if there is one.
    pub file: Option<PathBuf>,
}

impl Place {
    /// The snapshot's folder, whether it exists or not.
    pub fn snapshot(&self) -> PathBuf {
        self.base.join(&self.settings.snapshot)
    }
}

/// Finds the settings of the crate in a folder.
///
/// The first of these that has a `schema.toml` or a snapshot is taken: the folder itself, the root
/// of its workspace. When none has, it is the folder itself, with default settings.
///
/// # Errors
/// When the settings cannot be read.
pub fn locate(crate_folder: &Path) -> Result<Place, BuildError> {
    let root = workspace_root(crate_folder);
    let folders = [Some(crate_folder), root.as_deref()];
    for folder in folders.into_iter().flatten() {
        let file = folder.join(SETTINGS_FILE);
        if file.exists() {
            return Ok(Place {
                settings: Settings::read(&file)?,
                base: folder.into(),
                file: Some(file),
            });
        }
        let default = Settings::default();
        if folder.join(&default.snapshot).join(HEADER_FILE).exists() {
            return Ok(place_without_file(folder));
        }
    }
    Ok(place_without_file(crate_folder))
}

fn place_without_file(folder: &Path) -> Place {
    Place {
        settings: Settings::default(),
        base: folder.into(),
        file: None,
    }
}
