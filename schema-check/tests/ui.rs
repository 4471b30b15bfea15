//! What people see when a struct and the database disagree, and that nothing is seen when they agree.
//!
//! `tests/ui/<topic>/<case>.rs` must fail as `<case>.stderr` says; `tests/ui/<topic>/pass/<case>.rs`
//! must compile. All of them share the snapshots `tests/ui/schema*`, which the derive is told of
//! by the variable that a build script sets; so the test starts itself again with it.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const VARIABLE: &str = "SCHEMA_SNAPSHOT";

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui/schema");
    if std::env::var_os(VARIABLE).is_some_and(|set| set == *folder) {
        compile_cases();
        return ExitCode::SUCCESS;
    }
    for snapshot in [folder.clone(), folder.with_file_name("schema-shop")] {
        expect_canonical(&snapshot);
    }
    let this = std::env::current_exe().expect("a test knows where it is");
    let status = Command::new(this)
        .args(std::env::args_os().skip(1))
        .env(VARIABLE, &folder)
        .status()
        .expect("a test can start itself");
    match status.success() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn compile_cases() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*/*.rs");
    cases.pass("tests/ui/*/pass/*.rs");
}

/// The snapshots are written by hand; they must be what the model would write, and with `UPDATE=1`
/// they become that.
fn expect_canonical(folder: &Path) {
    let schema = schema_model::snapshot::read(folder).expect("the snapshot can be read");
    for (path, text) in schema_model::snapshot::files(&schema) {
        let path: PathBuf = folder.join(path);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &text).expect("the snapshot can be written");
        }
        let found = std::fs::read_to_string(&path).expect("the file is there");
        assert_eq!(found, text, "{}", path.display());
    }
}
