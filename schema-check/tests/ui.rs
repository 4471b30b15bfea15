//! What people see when a struct and the database disagree, and that nothing is seen when they agree.
//!
//! `tests/ui/<topic>/<case>.rs` must fail as `<case>.stderr` says; `tests/ui/<topic>/pass/<case>.rs`
//! must compile, without a warning. A case that passes and is called like one that fails is that one
//! mended; each rule has such a pair.
//! All of them share the snapshots `tests/ui/schema*`, which the derive is told of
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
    if !status.success() {
        return ExitCode::FAILURE;
    }
    expect_every_rule(&folder.with_file_name(""));
    ExitCode::SUCCESS
}

fn compile_cases() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*/*.rs");
    cases.pass("tests/ui/*/pass/*.rs");
}

/// Each rule is reported by a case, and nothing is said about that case once it is mended.
fn expect_every_rule(folder: &Path) {
    let topics = std::fs::read_dir(folder).expect("the cases are there");
    let topics = topics.map(|topic| topic.expect("a folder can be read").path());
    let mut said = String::new();
    for case in topics.flat_map(|topic| files_in(&topic)) {
        let mended = case
            .with_file_name("pass")
            .join(case.file_name().unwrap_or_default());
        let stderr = std::fs::read_to_string(case.with_extension("stderr"));
        if let (true, Ok(stderr)) = (mended.exists(), stderr) {
            said.push_str(&stderr);
        }
        for passing in files_in(&case.with_file_name("pass")) {
            let code = std::fs::read_to_string(&passing).expect("the case can be read");
            let is_strict = code.starts_with("#![deny(warnings)]");
            assert!(is_strict, "{} does not deny warnings", passing.display());
        }
    }
    for rule in schema_check::Rule::ALL {
        let code = format!("[{}]", rule.code());
        assert!(
            said.contains(&code),
            "no case of {code} that fails has its mended one in `pass`"
        );
    }
}

/// The programs in a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let files = entries.map(|entry| entry.expect("a folder can be read").path());
    files
        .filter(|file| file.extension().is_some_and(|end| end == "rs"))
        .collect()
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
