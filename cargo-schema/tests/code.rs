//! Code to database: what the code declares is added, once, and nothing else changes.
//!
//! `code/<case>/` has `project/`, the sources, and a folder for each engine with `from.sql`, what the
//! database has before, and `plan.txt`, what is planned. For every case and engine: the plan is as
//! reviewed, it is applied, the second plan is empty, and the code agrees with the snapshot that is
//! taken then. With `UPDATE_SNAPSHOTS=1` in the environment `plan.txt` is written instead of compared;
//! review what changes in it as code.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "support/database.rs"]
mod database;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use database::database;
use support::{Project, copy};

#[test]
fn code_reaches_the_database() {
    let cases = folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/code"));
    assert!(!cases.is_empty(), "there are no cases");
    for case in cases {
        let engines = folders(&case);
        let engines = engines.iter().filter(|it| it.join("from.sql").is_file());
        for (number, engine) in engines.enumerate() {
            check(&case, engine, number);
        }
    }
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn check(case: &Path, engine: &Path, number: usize) {
    let project = Project::new();
    copy(&case.join("project"), &project.path(""));
    let name = engine.file_name().unwrap().to_str().unwrap();
    let from = fs::read_to_string(engine.join("from.sql")).unwrap();
    let Some(database) = database(&project, name, &number.to_string(), &from) else {
        return;
    };
    let run = |command: &str, arguments: &[&str]| {
        let mut words = vec![command, "--from", &database.url];
        words.extend(arguments);
        if database.server.is_some() {
            words.extend(["--scratch", &database.url]);
        }
        project.run(&words)
    };
    let plan = run("plan", &["--to", "code"]).code(1);
    expect_text(&engine.join("plan.txt"), &plan.stdout);
    run("apply", &["--to", "code", "--yes"]).success();
    let again = run("plan", &["--to", "code", "--format", "sql"]).success();
    assert_eq!(again.stdout.trim(), "", "{}", engine.display());
    run("refresh", &[]).success();
    project.run(&["check", "--offline"]).success();
}

fn expect_text(path: &Path, text: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return fs::write(path, text).unwrap();
    }
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        text,
        "{}",
        path.display()
    );
}
