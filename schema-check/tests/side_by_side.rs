//! The attributes of sqlx, diesel and sea-orm are understood as those crates do: the package
//! `tests/side-by-side` derives theirs and ours on the same types, and compiles without a warning.
//!
//! It is compiled in a copy, since its lock file names what our own crates depend on.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn structs_of_other_mappers_are_checked_as_they_are() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("side-by-side");
    let _ = fs::remove_dir_all(&folder);
    copy(&here.join("tests/side-by-side"), &folder);
    let root = here.parent().unwrap().display().to_string();
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let manifest = manifest.replace("\"../../..\"", &format!("{root:?}"));
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet"])
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap(),
        )
        .env_remove("SCHEMA_SNAPSHOT")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}
