//! Programs of another release of Debian than the machine's: fetched with all that they link,
//! unpacked into `target/` and started with their own libraries. Nothing is installed.
//!
//! The machine's package manager does the fetching, so that mirrors and keys are the machine's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::install::program;
use crate::process::workspace;
use crate::say::say;

/// A package of a release of Debian.
pub(super) struct Package {
    /// Its name.
    pub name: &'static str,
    /// The release that has it.
    pub suite: &'static str,
    /// Where its program is, from the root of the file system.
    pub program: &'static str,
}

/// The folder with a script that starts the package's program; it is fetched once.
pub(super) fn programs(package: &Package) -> Result<PathBuf, String> {
    let folder = workspace().join("target/servers").join(package.name);
    let name = Path::new(package.program)
        .file_name()
        .ok_or("the program has no name")?;
    let programs = folder.join("bin");
    if programs.join(name).is_file() {
        return Ok(programs);
    }
    for (needed, from) in [("apt-get", "apt"), ("dpkg-deb", "dpkg")] {
        program(needed, &[from])?;
    }
    say(&format!("\nfetching {} of {}", package.name, package.suite));
    fetch(package, &folder)?;
    unpack(&folder)?;
    // The script comes last: without it, everything is fetched again.
    write_script(package, &folder, &programs.join(name))?;
    Ok(programs)
}

/// Downloads a package and what it depends on, as onto a machine that has nothing yet.
fn fetch(package: &Package, folder: &Path) -> Result<(), String> {
    make(&folder.join("state/lists/partial"))?;
    make(&folder.join("cache/archives/partial"))?;
    write(&folder.join("status"), "")?;
    let source = format!("deb {} {} main\n", repository()?, package.suite);
    write(&folder.join("sources.list"), &source)?;
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        for (option, value) in [
            ("Dir::State", "state"),
            ("Dir::State::status", "status"),
            ("Dir::Cache", "cache"),
            ("Dir::Etc::SourceList", "sources.list"),
        ] {
            let value = folder.join(value);
            command.arg(format!("--option={option}={}", value.display()));
        }
        command.args([
            "--option=Dir::Etc::SourceParts=-",
            "--option=pkgCacheGen::ForceEssential=none",
            "--option=APT::Install-Recommends=false",
            "--option=APT::Sandbox::User=root",
            "--option=Acquire::Languages=none",
            "--option=Acquire::Retries=3",
            "-y",
            "-qq",
        ]);
        quietly(command.args(arguments))
    };
    apt(&["update"])?;
    apt(&["--download-only", "install", package.name])
}

/// Where this machine gets its packages of Debian from.
fn repository() -> Result<String, String> {
    let mut command = Command::new("apt-get");
    command.args(["indextargets", "--format", "$(REPO_URI)"]);
    command.args(["Created-By: Packages", "Origin: Debian", "Component: main"]);
    let output = command
        .output()
        .map_err(|error| format!("apt-get failed: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    // Security updates come from elsewhere, and not for every release.
    let found = text.lines().find(|line| !line.contains("security"));
    found
        .map(str::to_owned)
        .ok_or_else(|| "apt knows no packages of Debian: run `apt-get update` first".into())
}

fn unpack(folder: &Path) -> Result<(), String> {
    let root = folder.join("root");
    make(&root)?;
    for archive in entries(&folder.join("cache/archives"))? {
        if archive.extension().is_some_and(|it| it == "deb") {
            let mut command = Command::new("dpkg-deb");
            quietly(command.arg("--extract").arg(&archive).arg(&root))?;
        }
    }
    for done in ["cache", "state"] {
        fs::remove_dir_all(folder.join(done))
            .map_err(|error| format!("failed to remove what was fetched: {error}"))?;
    }
    Ok(())
}

/// The program is started by the loader that came with it, since the machine's may be older.
fn write_script(package: &Package, folder: &Path, script: &Path) -> Result<(), String> {
    let libraries = entries(&folder.join("root/usr/lib"))?;
    let libraries = libraries
        .into_iter()
        .find(|path| path.to_string_lossy().ends_with("-linux-gnu"))
        .ok_or("no libraries were unpacked")?;
    let loader = entries(&libraries)?
        .into_iter()
        .find(|path| path.to_string_lossy().contains("/ld-linux"))
        .ok_or("no loader was unpacked")?;
    let program = folder.join("root").join(package.program);
    if let Some(parent) = script.parent() {
        make(parent)?;
    }
    write(
        script,
        &format!(
            "#!/bin/sh\nexec '{}' --library-path '{}' '{}' \"$@\"\n",
            loader.display(),
            libraries.display(),
            program.display()
        ),
    )?;
    make_executable(script)
}

#[cfg(unix)]
fn make_executable(script: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions = fs::Permissions::from_mode(0o755);
    fs::set_permissions(script, permissions).map_err(|error| format!("{error}"))
}

/// Such packages run nowhere else.
#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<(), String> {
    Ok(())
}

/// Runs a program that is one of many, and shows only why it failed.
fn quietly(command: &mut Command) -> Result<(), String> {
    let output = command.output();
    let failed = |why: String| format!("`{command:?}` failed: {why}");
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(failed(String::from_utf8_lossy(&output.stderr).into_owned())),
        Err(error) => Err(failed(error.to_string())),
    }
}

fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder)
        .map_err(|error| format!("failed to make `{}`: {error}", folder.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("failed to write `{}`: {error}", path.display()))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error| format!("failed to read `{}`: {error}", folder.display());
    let mut entries = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|it| it.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .map_err(failed)?;
    entries.sort();
    Ok(entries)
}
