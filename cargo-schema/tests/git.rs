//! `git:REV`: the snapshot as it was.

mod support;

use std::process::Command;

use support::{Output, Project};

fn git(project: &Project, arguments: &[&str]) {
    let mut command = Command::new("git");
    command
        .args(["-c", "user.name=a", "-c", "user.email=a@example.invalid"])
        .args(arguments)
        .current_dir(project.path(""))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    Output::of(&mut command).success();
}

fn run(project: &Project, arguments: &[&str]) -> Output {
    let mut command = project.command(arguments);
    Output::of(command.current_dir(project.path("the app")))
}

#[test]
fn a_revision_is_compared_with_what_is_now() {
    let project = Project::new();
    // A name that a file system or a shell could stumble over.
    let first = "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE \"Ünï 'x'\" (id INTEGER);";
    project.write("the app/schema.sql", first);
    git(&project, &["init", "-q", "-b", "main"]);
    run(&project, &["refresh"]).success();
    git(&project, &["add", "."]);
    git(&project, &["commit", "-qm", "first"]);
    run(&project, &["diff", "git:HEAD", "--exit-code"]).code(2);
    run(&project, &["diff", "git:HEAD"]).success();
    let second = format!("{first} CREATE TABLE b (id INTEGER);");
    project.write("the app/schema.sql", &second);
    run(&project, &["refresh"]).success();
    let differs = run(&project, &["diff", "git:main"]).code(1);
    assert!(differs.stdout.contains("added table `b`"), "{differs:#?}");
    let back = run(&project, &["diff", "--from", "schema", "--to", "git:HEAD"]).code(1);
    assert!(back.stdout.contains("dropped table `b`"), "{back:#?}");
    run(&project, &["dump", "git:HEAD"]).success();

    run(&project, &["diff", "git:nowhere"])
        .code(2)
        .says(&["`nowhere`", "branch, tag or commit"]);
    run(&project, &["diff", "git:--output=x"])
        .code(2)
        .says(&["names no revision"]);
    git(&project, &["rm", "-rq", "--cached", "the app/schema"]);
    git(&project, &["commit", "-qm", "without"]);
    run(&project, &["diff", "git:HEAD"])
        .code(2)
        .says(&["has no snapshot in `schema`"]);
    let text = String::from_utf8(std::fs::read(project.path("the app/schema.sql")).unwrap());
    assert_eq!(text.unwrap(), second, "nothing was checked out");
}
