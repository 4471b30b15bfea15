//! The settings that the command line needs from `schema.toml`.
//!
//! All of them are read by the build script; these are the ones that say where things are.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::Failure;
use crate::shell::Shell;

/// Name of the file.
pub const SETTINGS_FILE: &str = "schema.toml";

/// What `schema.toml` says.
#[derive(Debug, Default, Deserialize)]
pub struct Settings {
    /// Where the schema comes from.
    pub source: Option<String>,
    /// The dialect of `.sql` text.
    pub dialect: Option<String>,
    /// The server on which `.sql` text is executed.
    pub scratch: Option<String>,
    /// The snapshot's folder.
    pub snapshot: Option<PathBuf>,
}

impl Settings {
    /// Reads the file in a folder; without a file everything has its default.
    pub fn read(folder: &Path, shell: &mut Shell) -> Result<Self, Failure> {
        let path = folder.join(SETTINGS_FILE);
        let failed = |error: &dyn std::fmt::Display| {
            Failure::new(format!("failed to read `{}`: {error}", path.display()))
        };
        match fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(failed(&error)),
            Ok(text) => {
                shell.learn_secrets(&text);
                basic_toml::from_str(&text).map_err(|error| failed(&error))
            }
        }
    }
}
