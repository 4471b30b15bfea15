//! The story that the README of `examples/bookings` tells, told again: what it shows is what the
//! program prints. The build that fails is shown there too; here `check` stands for it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Output, Project};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/bookings")
}

/// The example in a repository of its own, with a database beside it.
fn project() -> Project {
    let project = Project::new();
    for file in [
        "Cargo.toml",
        "build.rs",
        "schema.toml",
        "schema.sql",
        "src/main.rs",
    ] {
        project.write(file, &fs::read_to_string(example().join(file)).unwrap());
    }
    project.write(".gitignore", "app.db\n.env\ntools\n");
    project.write(".env", "DATABASE_URL=sqlite:app.db\n");
    project.write(
        "tools/cargo",
        &format!(
            "#!/bin/sh\nexec '{}' \"$@\"\n",
            env!("CARGO_BIN_EXE_cargo-schema")
        ),
    );
    run(&project, "chmod", &["+x", "tools/cargo"]).success();
    change_database(&project, &project.read("schema.sql"));
    run(&project, "git", &["init", "-q", "-b", "main"]).success();
    project
}

/// Somebody changes the database by hand.
fn change_database(project: &Project, schema: &str) {
    project.write("tools/desired.sql", schema);
    if !project.path("app.db").exists() {
        project.write("app.db", "");
    }
    let change = [
        "apply",
        "--from",
        "sqlite:app.db",
        "--to",
        "tools/desired.sql",
        "--yes",
    ];
    project.run(&change).success();
}

fn run(project: &Project, program: &str, arguments: &[&str]) -> Output {
    let path = format!(
        "{}:{}",
        project.path("tools").display(),
        std::env::var("PATH").unwrap()
    );
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(project.path(""))
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "a")
        .env("GIT_AUTHOR_EMAIL", "a@example.invalid")
        .env("GIT_COMMITTER_NAME", "a")
        .env("GIT_COMMITTER_EMAIL", "a@example.invalid")
        .env_remove("DATABASE_URL");
    Output::of(&mut command)
}

fn commit(project: &Project) -> Output {
    run(project, "git", &["add", "."]).success();
    run(project, "git", &["commit", "-qm", "next"])
}

#[test]
fn a_change_by_hand_is_found_before_it_is_committed() {
    let readme = fs::read_to_string(example().join("README.md")).unwrap();
    let told = |text: &str| {
        for line in text.lines().filter(|line| !line.is_empty()) {
            assert!(
                readme.contains(line.trim_end()),
                "the README does not tell: {line}"
            );
        }
    };
    let project = project();
    let init = project.run(&["init", "--hook"]).success();
    assert!(init.stderr.contains("new snapshot: 2 tables"), "{init:#?}");
    commit(&project).success();

    let changed = project
        .read("schema.sql")
        .replace("guest TEXT NOT NULL", "guest TEXT");
    change_database(&project, &changed);
    project.write("notes.txt", "anything\n");
    let stopped = commit(&project).code(1);
    told(&stopped.stderr);

    let refreshed = project.run(&["refresh"]).success();
    told(&refreshed.stderr);
    // The snapshot is right again, and now the code is not: the build fails, and so does the hook.
    let wrong = project.run(&["check", "--offline", "--quiet"]).code(1);
    told(&wrong.stdout);
    commit(&project).code(1);

    let fixed = project
        .read("src/main.rs")
        .replace("    guest: String,", "    guest: Option<String>,");
    project.write("src/main.rs", &fixed);
    commit(&project).success();
}
