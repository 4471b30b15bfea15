//! Projects that are measured.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::workspace;

/// A package in `target/bench`.
pub struct Project {
    /// Its folder.
    pub folder: PathBuf,
}

impl Project {
    /// Writes a package with these files; what was there before goes away.
    pub fn write(name: &str, dependencies: &str, files: &[(&str, String)]) -> Result<Self, String> {
        let folder = workspace().join("target/bench").join(name);
        let _ = fs::remove_dir_all(&folder);
        let manifest = format!(
            "[package]\nname = \"bench-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{dependencies}\n[workspace]\n"
        );
        write(&folder.join("Cargo.toml"), &manifest)?;
        for (path, text) in files {
            write(&folder.join(path), text)?;
        }
        // The versions are those of this workspace, so nothing has to be looked up.
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock"))
            .map_err(|error| format!("failed to copy Cargo.lock: {error}"))?;
        Ok(Self { folder })
    }

    /// `cargo check`, without the network.
    pub fn check(&self) -> Command {
        let mut command = self.cargo("check");
        command.arg("--offline");
        command
    }

    /// `cargo run`, optimised and without the network; its arguments are those of the program.
    pub fn run(&self) -> Command {
        let mut command = self.cargo("run");
        command.args(["--release", "--quiet", "--offline", "--"]);
        command
    }

    /// Gets what the project depends on, so that downloads are not measured.
    pub fn fetch(&self) -> Result<(), String> {
        super::measure::time(&mut self.cargo("fetch")).map(|_| ())
    }

    /// Forgets everything that was built.
    pub fn clean(&self) {
        let _ = fs::remove_dir_all(self.folder.join("target"));
    }

    /// Forgets what the compiler keeps of the package itself, to be faster the next time.
    pub fn forget_increments(&self) {
        let _ = fs::remove_dir_all(self.folder.join("target/debug/incremental"));
    }

    /// Writes a file anew.
    pub fn put(&self, file: &str, text: &str) -> Result<(), String> {
        write(&self.folder.join(file), text)
    }

    /// Makes Cargo take a file for changed.
    pub fn touch(&self, file: &str) -> Result<(), String> {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        write(&path, &text)
    }

    fn cargo(&self, task: &str) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .arg(task)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            // What Cargo says of the task that runs us is not meant for this package.
            .env_remove("CARGO_MANIFEST_DIR")
            .env_remove("SCHEMA_SNAPSHOT");
        command
    }
}

/// A dependency on a crate of this workspace.
pub fn ours(name: &str, folder: &str) -> String {
    let path = workspace().join(folder);
    format!("{name} = {{ path = {:?} }}\n", path.display().to_string())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error| format!("failed to write `{}`: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}
