//! The attributes of sqlx, diesel and sea-orm are understood as those crates do: the package
//! `tests/side-by-side` derives theirs and ours on the same types, and compiles without a warning.

use std::path::Path;
use std::process::Command;

#[test]
fn structs_of_other_mappers_are_checked_as_they_are() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/side-by-side");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--locked"])
        .current_dir(package)
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
