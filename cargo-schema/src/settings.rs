//! `schema.toml`, which the build script reads too.

use std::fs;
use std::path::Path;

pub use schema_build::{SETTINGS_FILE, Settings};

use crate::failure::Failure;
use crate::shell::Shell;

/// Reads the file in a folder; without a file everything has its default.
pub fn read(folder: &Path, shell: &mut Shell) -> Result<Settings, Failure> {
    let path = folder.join(SETTINGS_FILE);
    match fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(error) => Err(Failure::new(format!(
            "failed to read `{}`: {error}",
            path.display()
        ))),
        Ok(text) => {
            shell.learn_secrets(&text);
            Settings::parse(&text, &path).map_err(Failure::new)
        }
    }
}
