//! The third-party crates that a user's build compiles: facade, macros and build script with
//! default features.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// More than this is too many.
pub const LIMIT: usize = 20;

/// Crates that must never be in it.
pub const FORBIDDEN: &[&str] = &[
    "sqlx",
    "sqlx-core",
    "tokio",
    "sqlparser",
    "clap",
    "duckdb",
    "regex",
    "toml",
];

/// Prints the closure, and fails when it breaks its rules.
pub fn run(workspace: &Path) -> Result<(), String> {
    let crates = third_party(workspace)?;
    for krate in &crates {
        crate::say::say(krate);
    }
    crate::say::say(&format!("{} of at most {LIMIT}", crates.len()));
    judge(&crates)
}

/// Name and version of each third-party crate.
pub fn third_party(workspace: &Path) -> Result<BTreeSet<String>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(workspace).args([
        "tree",
        "--locked",
        "--package=schema-checked",
        "--package=schema-build",
        "--edges=normal,build",
        "--prefix=none",
        "--no-dedupe",
        "--format={p}",
    ]);
    let output = command
        .output()
        .map_err(|error| format!("failed to start `cargo tree`: {error}"))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`cargo tree` failed: {stderr}"));
    }
    // Our own crates have their folder behind the version.
    Ok(String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| line.trim_end_matches(" (proc-macro)"))
        .filter(|line| !line.is_empty() && !line.contains(" ("))
        .map(str::to_owned)
        .collect())
}

/// What is wrong with a closure, if anything.
pub fn judge(crates: &BTreeSet<String>) -> Result<(), String> {
    let name = |krate: &str| krate.split(' ').next().unwrap_or_default().to_owned();
    if let Some(krate) = crates
        .iter()
        .find(|krate| FORBIDDEN.contains(&name(krate).as_str()))
    {
        return Err(format!("`{krate}` is compiled in every user's build"));
    }
    if crates.len() > LIMIT {
        return Err(format!(
            "{} third-party crates are compiled in every user's build, at most {LIMIT} are allowed",
            crates.len()
        ));
    }
    Ok(())
}
