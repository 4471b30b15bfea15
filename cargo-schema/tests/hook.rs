//! `hook`: a commit is stopped on drift, in any sort of repository.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Output, Project};

/// Git, with nobody's settings, and a `cargo` that runs the program under test.
fn git(project: &Project, folder: &Path, arguments: &[&str]) -> Output {
    let tools = project.path("tools");
    if !tools.exists() {
        fake_cargo(project);
    }
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("git");
    command
        .args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.invalid",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .current_dir(folder)
        .env("PATH", path)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_WORK_TREE")
        .env_remove("DATABASE_URL");
    Output::of(&mut command)
}

/// `cargo schema …` runs `cargo-schema schema …`, as Cargo does for installed programs.
fn fake_cargo(project: &Project) {
    project.write(
        "tools/cargo",
        &format!(
            "#!/bin/sh\nexec '{}' \"$@\"\n",
            env!("CARGO_BIN_EXE_cargo-schema")
        ),
    );
    let mut chmod = Command::new("chmod");
    chmod.arg("+x").arg(project.path("tools/cargo"));
    Output::of(&mut chmod).success();
}

fn install(project: &Project, folder: &Path, arguments: &[&str]) -> Output {
    let mut command = project.command(&["hook", "install"]);
    command.args(arguments).current_dir(folder);
    Output::of(&mut command).success()
}

/// A repository whose folder has a space in its name, with a project in a subfolder.
fn repository(project: &Project) -> PathBuf {
    project.write(
        "my repo/the app/schema.sql",
        "CREATE TABLE a (id INTEGER);\n",
    );
    let repository = project.path("my repo");
    git(project, &repository, &["init", "-q"]).success();
    let mut refresh = project.command(&["refresh"]);
    Output::of(refresh.current_dir(repository.join("the app"))).success();
    git(project, &repository, &["add", "."]).success();
    git(project, &repository, &["commit", "-qm", "first"]).success();
    repository
}

fn commit(project: &Project, repository: &Path) -> Output {
    git(project, repository, &["add", "."]).success();
    git(project, repository, &["commit", "-qm", "next"])
}

fn drift(repository: &Path) {
    std::fs::write(
        repository.join("the app/schema.sql"),
        "CREATE TABLE a (id INTEGER, name TEXT);\n",
    )
    .unwrap();
}

#[test]
fn drift_stops_a_commit_until_the_snapshot_is_refreshed() {
    let project = Project::new();
    let repository = repository(&project);
    install(&project, &repository.join("the app"), &[]);
    drift(&repository);
    commit(&project, &repository)
        .code(1)
        .says(&["added column `a.name`", "disagree"]);
    let mut refresh = project.command(&["refresh"]);
    Output::of(refresh.current_dir(repository.join("the app"))).success();
    commit(&project, &repository).success();
}

#[test]
fn a_refreshing_hook_stages_the_snapshot() {
    let project = Project::new();
    let repository = repository(&project);
    install(&project, &repository.join("the app"), &["--refresh"]);
    drift(&repository);
    commit(&project, &repository).success();
    let clean = git(&project, &repository, &["status", "--porcelain"]).success();
    assert_eq!(clean.stdout, "");
    let shown = git(
        &project,
        &repository,
        &["show", "HEAD:the app/schema/tables/a.json"],
    );
    assert!(shown.success().stdout.contains("name"));
}

#[test]
fn a_hook_of_others_stays() {
    let project = Project::new();
    let repository = repository(&project);
    let hook = repository.join(".git/hooks/pre-commit");
    let theirs = "#!/bin/sh\necho theirs >&2\nexit 0\n";
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, theirs).unwrap();
    install(&project, &repository.join("the app"), &[]);
    install(&project, &repository.join("the app"), &[]);
    commit_change(&project, &repository)
        .success()
        .says(&["theirs"]);
    drift(&repository);
    commit(&project, &repository).code(1);
    let mut uninstall = project.command(&["hook", "uninstall"]);
    Output::of(uninstall.current_dir(&repository)).success();
    assert_eq!(std::fs::read_to_string(&hook).unwrap(), theirs);
    commit(&project, &repository).success();
}

fn commit_change(project: &Project, repository: &Path) -> Output {
    std::fs::write(repository.join("readme"), "hello").unwrap();
    commit(project, repository)
}

#[test]
fn worktrees_and_other_hook_folders() {
    let project = Project::new();
    let repository = repository(&project);
    let tree = project.path("my tree");
    let tree_text = tree.to_string_lossy().into_owned();
    git(
        &project,
        &repository,
        &["worktree", "add", "-qb", "tree", &tree_text],
    )
    .success();
    install(&project, &tree.join("the app"), &[]);
    drift(&tree);
    commit(&project, &tree).code(1).says(&["`a.name`"]);

    git(
        &project,
        &repository,
        &["config", "core.hooksPath", "my hooks"],
    )
    .success();
    install(&project, &repository.join("the app"), &[]);
    assert!(repository.join("my hooks/pre-commit").is_file());
    drift(&repository);
    commit(&project, &repository).code(1).says(&["`a.name`"]);
}

#[test]
fn outside_of_a_repository() {
    let project = Project::new();
    let mut command = project.command(&["hook", "install"]);
    command.env(
        "GIT_CEILING_DIRECTORIES",
        project.path("..").canonicalize().unwrap(),
    );
    Output::of(&mut command)
        .code(2)
        .says(&["no Git repository", "git init"]);
    project.run(&["hook", "uninstall"]).code(2);
}

#[test]
fn what_git_refuses_is_told_in_its_words() {
    let project = Project::new();
    git(&project, &project.path(""), &["init", "--quiet"]).success();
    let mut command = project.command(&["hook", "install"]);
    // Git takes the repository for one of another user.
    command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null");
    Output::of(&mut command).code(2).says(&[
        "git gives no answer in",
        "detected dubious ownership",
        "safe.directory",
    ]);
}
