//! Renames that are offered on a terminal, and taken only when somebody says yes.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::fs::File;
use std::io::Write;
use std::process::Stdio;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use support::{Output, Project};

const QUESTION: &str = "is `users.email` the renamed `users.mail`? [y/N]";

/// What is planned after somebody typed these answers.
fn planned(answers: &str) -> Output {
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&screen).unwrap();
    unlockpt(&screen).unwrap();
    let name = ptsname(&screen, Vec::new()).unwrap();
    let mut options = File::options();
    let terminal = options
        .read(true)
        .write(true)
        .open(name.to_str().unwrap())
        .unwrap();
    let project = Project::new();
    project.write(
        "from.sql",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);",
    );
    project.write(
        "to.sql",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
    );
    let mut command = project.command(&[
        "plan", "--from", "from.sql", "--to", "to.sql", "--format", "sql",
    ]);
    command
        .stdin(terminal.try_clone().unwrap())
        .stderr(terminal)
        .stdout(Stdio::piped());
    let child = command.spawn().unwrap();
    drop(command);
    let mut keyboard = File::from(screen);
    keyboard.write_all(answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let mut shown = vec![0; 1 << 16];
    let length = std::io::Read::read(&mut keyboard, &mut shown).unwrap_or(0);
    Output {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8_lossy(&shown[..length]).into_owned(),
    }
}

#[test]
fn a_rename_is_taken_when_somebody_says_yes() {
    let yes = planned("y\n").code(1).says(&[QUESTION]);
    assert!(yes.stdout.contains("RENAME COLUMN"), "{yes:#?}");
    assert!(!yes.stdout.contains("DROP COLUMN"), "{yes:#?}");
}

#[test]
fn anything_else_is_no() {
    for answer in ["n\n", "\n", "yeah\n"] {
        let no = planned(answer).code(1).says(&[QUESTION]);
        assert!(no.stdout.contains("DROP COLUMN"), "{no:#?}");
        assert!(!no.stdout.contains("RENAME"), "{no:#?}");
    }
}
