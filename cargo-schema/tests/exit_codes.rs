//! What goes wrong ends with exit code 2 and a message that names place, cause and remedy.

mod support;

use support::Project;

#[track_caller]
fn check(project: &Project, arguments: &[&str], says: &[&str]) {
    let output = project.run(arguments).code(2).says(says);
    assert_eq!(output.stdout, "", "failures are not data");
}

#[test]
fn nothing_to_work_on() {
    let project = Project::new();
    check(
        &project,
        &["refresh"],
        &["no source", "schema.toml", "--from"],
    );
    check(
        &project,
        &["check"],
        &["no snapshot", "cargo schema refresh"],
    );
    check(
        &project,
        &["dump"],
        &["no snapshot", "cargo schema refresh"],
    );
    check(
        &project,
        &["-C", "nowhere", "dump"],
        &["no folder `nowhere`"],
    );
}

#[test]
fn sources_that_are_none() {
    let project = Project::new();
    project.write("empty/readme.md", "");
    project.write("notes.txt", "");
    for (source, says) in [
        ("missing.sql", "missing.sql"),
        ("empty", "no `.sql` file"),
        ("notes.txt", "neither"),
        ("oracle://db", "`sqlite:`"),
        ("", "source"),
    ] {
        check(&project, &["refresh", "--from", source], &[says]);
        check(&project, &["dump", source], &[says]);
    }
}

#[test]
fn damaged_snapshots() {
    let project = Project::new();
    let header = "{\"format\": 1, \"dialect\": \"sqlite\"}";
    for (file, text, says) in [
        ("snapshot.json", "{\"format\": 1, \"dia", "snapshot.json:1:"),
        ("snapshot.json", "", "snapshot.json:1:1"),
        ("snapshot.json", "{\"format\": 2}", "format 2"),
        ("tables/users.json", "{}", "missing field `name`"),
        ("tables/users.json", "[]", "users.json:1:"),
        (
            "tables/users.json",
            "{\"name\": \"orders\", \"columns\": []}",
            "belongs into `tables/orders.json`",
        ),
        (
            "tables/users.json",
            "{\"name\": \"users\", \"columns\": [{\"name\": \"id\", \"type\": \"INT\", \"logical\": \"int\"}]}",
            "unknown word `int`",
        ),
    ] {
        project.write("schema/snapshot.json", header);
        project.write(&format!("schema/{file}"), text);
        check(&project, &["dump"], &[says, file]);
        check(&project, &["check", "--from", "schema"], &[says]);
        let _ = std::fs::remove_dir_all(project.path("schema"));
    }
}

#[test]
fn a_dialect_that_nobody_knows() {
    let project = Project::new();
    project.write(
        "schema/snapshot.json",
        "{\"format\": 1, \"dialect\": \"foxpro\"}",
    );
    check(
        &project,
        &["dump", "--format", "sql"],
        &["`foxpro`", "known are"],
    );
    project.run(&["dump"]).success();
}

#[test]
fn settings_and_dot_env_that_cannot_be_read() {
    let project = Project::new();
    project.write(".env", "DATABASE_URL='unclosed\n");
    check(&project, &["refresh"], &[".env", "NAME=value"]);
    project.write("schema.toml", "source = \n");
    check(&project, &["refresh"], &["`schema.toml:1`"]);
}

#[test]
fn folders_in_the_way() {
    let project = Project::new();
    project.write(
        "from/snapshot.json",
        "{\"format\": 1, \"dialect\": \"sqlite\"}",
    );
    project.write("schema", "a file where the folder belongs");
    check(&project, &["refresh", "--from", "from"], &["schema"]);
    project.write("schema.toml/file", "");
    check(&project, &["refresh", "--from", "from"], &["failed to"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder() {
    use std::os::unix::fs::PermissionsExt;

    let project = Project::new();
    project.write(
        "schema/snapshot.json",
        "{\"format\": 1, \"dialect\": \"sqlite\"}",
    );
    project.write(
        "schema/tables/users.json",
        "{\"name\": \"users\", \"columns\": []}",
    );
    let tables = project.path("schema/tables");
    let set_mode =
        |mode| std::fs::set_permissions(&tables, PermissionsExt::from_mode(mode)).unwrap();
    set_mode(0o000);
    // Permissions do not hold root back, so a loop of links stands in for what cannot be read.
    let held_back = std::fs::read_dir(&tables).is_err();
    if !held_back {
        std::os::unix::fs::symlink("users~loop.json", tables.join("users~loop.json")).unwrap();
    }
    let output = project.run(&["dump"]);
    set_mode(0o755);
    output.code(2).says(&["failed to read snapshot", "tables"]);
}

#[test]
fn usage_errors() {
    let project = Project::new();
    check(&project, &[], &["Usage: cargo schema"]);
    check(&project, &["dump", "--format", "jsn"], &["'jsn'", "json"]);
    check(&project, &["refresh", "--form", "x"], &["'--from'"]);
    check(&project, &["-q", "-v", "dump"], &["cannot be used with"]);
}
