//! The shared library of an engine that tests link: fetched once into `target/`.
//!
//! Which release goes with the crate that links it, the crate's version says; the library comes from
//! the package that people of another language get it in, since that is in a registry.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{run, workspace};
use crate::say::say;
use crate::servers::install;

/// The name that `--without` takes.
pub const NAME: &str = "duckdb";

/// The Cargo features that link it.
pub const FEATURES: &str = "--features=schema-engine/duckdb,cargo-schema/duckdb";

/// Fetches the library unless it is here, and says which variables a build and a test need.
pub fn variables() -> Result<Vec<(&'static str, String)>, String> {
    let folder = folder().map_err(|error| {
        format!("no library to test {NAME} with: {error}; `--without {NAME}` leaves it out")
    })?;
    let path = folder.display().to_string();
    let known = std::env::var("LD_LIBRARY_PATH").unwrap_or_default();
    let found = match known.is_empty() {
        true => path.clone(),
        false => format!("{path}:{known}"),
    };
    Ok(vec![("DUCKDB_LIB_DIR", path), ("LD_LIBRARY_PATH", found)])
}

/// The folder that the library is in.
fn folder() -> Result<PathBuf, String> {
    let lock = fs::read_to_string(workspace().join("Cargo.lock"))
        .map_err(|error| format!("failed to read Cargo.lock: {error}"))?;
    let release = release(&lock).ok_or("Cargo.lock names no release of it")?;
    let folder = workspace().join("target/duckdb").join(&release);
    if !folder.join("libduckdb.so").is_file() {
        fetch(&release, &folder)?;
    }
    Ok(folder)
}

/// Version 1.10506.1 of the crate goes with release 1.5.6 of the library.
fn release(lock: &str) -> Option<String> {
    let (_, rest) = lock.split_once("name = \"duckdb\"\nversion = \"1.")?;
    let number: u32 = rest.split('.').next()?.parse().ok()?;
    let (major, minor, patch) = (number / 10_000, number / 100 % 100, number % 100);
    Some(format!("{major}.{minor}.{patch}"))
}

fn package() -> Result<String, String> {
    let machine = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "linux-x64",
        ("linux", "aarch64") => "linux-arm64",
        (os, arch) => return Err(format!("we do not know where to get it for {os} on {arch}")),
    };
    Ok(format!("@duckdb/node-bindings-{machine}"))
}

fn fetch(release: &str, folder: &Path) -> Result<(), String> {
    let package = package()?;
    install::program("npm", &["npm"])?;
    say(&format!("\nfetching the library of {NAME} {release}"));
    let failed = |error: std::io::Error| format!("failed to write `{}`: {error}", folder.display());
    let scratch = tempfile::tempdir().map_err(failed)?;
    // Each release has a number of builds; any will do, the newest is taken.
    let wanted = format!("{package}@>={release}-r.0 <={release}");
    let mut pack = Command::new("npm");
    run(pack
        .args(["pack", "--silent", &wanted])
        .current_dir(scratch.path()))?;
    let entries = fs::read_dir(scratch.path()).map_err(failed)?.flatten();
    let archive = entries.map(|entry| entry.path()).max();
    let archive = archive.ok_or("npm fetched nothing")?;
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(archive).arg("package/libduckdb.so");
    run(tar.current_dir(scratch.path()))?;
    fs::create_dir_all(folder).map_err(failed)?;
    // Whole or not at all, whoever interrupts.
    let part = folder.join("libduckdb.so.part");
    fs::copy(scratch.path().join("package/libduckdb.so"), &part).map_err(failed)?;
    fs::rename(part, folder.join("libduckdb.so")).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_says_which_release_it_goes_with() {
        let lock = "[[package]]\nname = \"duckdb\"\nversion = \"1.10506.1\"\n";
        assert_eq!(release(lock).as_deref(), Some("1.5.6"));
        assert_eq!(release("name = \"other\""), None);
        let lock = fs::read_to_string(workspace().join("Cargo.lock")).unwrap();
        assert!(release(&lock).is_some());
    }
}
