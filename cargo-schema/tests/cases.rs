//! Whole runs of the command line: each folder in `cases/` is a project and the commands that are
//! run in it; what they print and how they end is a snapshot. A new case needs no Rust.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::fmt::Write;
use std::fs;

use support::{Project, copy};

#[test]
fn every_case_is_as_reviewed() {
    insta::glob!("cases/*/commands.txt", |path| {
        let project = Project::new();
        copy(&path.parent().unwrap().join("project"), &project.path(""));
        let transcript = transcript(&project, &fs::read_to_string(path).unwrap());
        insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false,
            snapshot_path => path.parent().unwrap(), snapshot_suffix => ""}, {
            insta::assert_snapshot!("output", transcript);
        });
    });
}

/// Every command with what it says, and how it ends.
fn transcript(project: &Project, commands: &str) -> String {
    let mut text = String::new();
    for line in commands.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let output = project.run(&words);
        writeln!(text, "$ cargo schema {line}").unwrap();
        text.push_str(&output.stdout);
        for line in output.stderr.lines() {
            writeln!(text, "! {line}").unwrap();
        }
        writeln!(text, "exit {}\n", output.code.unwrap()).unwrap();
    }
    let folder = project.path("schema.toml");
    let folder = folder.parent().unwrap().to_string_lossy();
    let checkout = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let checkout = fs::canonicalize(checkout).unwrap();
    text.replace(&*folder, "[project]")
        .replace(&*checkout.to_string_lossy(), "[checkout]")
}
