//! `refresh`: what it writes, what it says, what it leaves alone.

mod support;

use support::Project;

/// A project with another snapshot to refresh from.
fn project() -> Project {
    let project = Project::new();
    project.write(
        "from/snapshot.json",
        "{\"format\": 1, \"dialect\": \"sqlite\"}",
    );
    write_users(&project, &["id", "email"]);
    project
}

fn write_users(project: &Project, columns: &[&str]) {
    let columns: Vec<_> = columns
        .iter()
        .map(|name| format!("{{\"name\": \"{name}\", \"type\": \"TEXT\", \"logical\": \"text\"}}"))
        .collect();
    let columns = columns.join(", ");
    project.write(
        "from/tables/users.json",
        &format!("{{\"name\": \"users\", \"columns\": [{columns}]}}"),
    );
}

const REFRESH: &[&str] = &["schema", "refresh", "--from", "from"];
const CHECK: &[&str] = &["refresh", "--from", "from", "--check"];

#[test]
fn a_second_refresh_changes_no_byte() {
    let project = project();
    project
        .run(REFRESH)
        .success()
        .says(&["new snapshot: 1 table"]);
    let files = project.files("schema");
    assert_eq!(files.len(), 4, "{:?}", files.keys());
    project.run(REFRESH).success().says(&["no difference"]);
    assert_eq!(project.files("schema"), files);
}

#[test]
fn check_writes_nothing_and_says_what_differs() {
    let project = project();
    let missing = project.run(CHECK).code(1);
    assert!(missing.stdout.contains("no snapshot"), "{missing:?}");
    assert!(!project.path("schema").exists());

    project.run(REFRESH).success();
    project.run(CHECK).success().says(&["up to date"]);
    let files = project.files("schema");

    write_users(&project, &["id", "name"]);
    let stale = project.run(CHECK).code(1).says(&["without `--check`"]);
    assert_eq!(
        stale.stdout,
        "critical  dropped column `users.email`\nhigh      added column `users.name`: `TEXT`, NOT NULL\n"
    );
    assert_eq!(project.files("schema"), files);
}

#[test]
fn every_refresh_that_changed_something_is_in_the_history() {
    let project = project();
    project.run(REFRESH).success();
    project.run(REFRESH).success();
    write_users(&project, &["id"]);
    project
        .run(REFRESH)
        .success()
        .says(&["1 difference: 1 critical", "dropped column `users.email`"]);
    let history = schema_model::snapshot::read_history(&project.path("schema")).unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].from, None);
    assert_eq!(history[1].from.as_ref(), Some(&history[0].to));
    assert_eq!(history[1].changes.critical, 1);
    assert!(history[1].time.ends_with('Z') && history[1].time.len() == 20);
    assert_eq!(
        project.read("schema/.gitattributes"),
        "history.jsonl merge=union\n"
    );
}

#[test]
fn out_leaves_the_project_alone() {
    let project = project();
    project
        .run(&["refresh", "--from", "from", "--out", "elsewhere"])
        .success();
    assert!(!project.path("schema").exists());
    assert!(!project.path("elsewhere/history.jsonl").exists());
    let written = schema_model::snapshot::read(&project.path("elsewhere")).unwrap();
    assert_eq!(written.tables.len(), 1);
}

#[test]
fn a_damaged_snapshot_is_repaired() {
    let project = project();
    project.run(REFRESH).success();
    let files = project.files("schema");
    project.write("schema/tables/users.json", "{\"name\": \"us");
    project
        .run(REFRESH)
        .success()
        .says(&["warning", "users.json:1:"]);
    assert_eq!(project.files("schema"), files);
}

#[test]
fn a_newer_format_is_not_overwritten() {
    let project = project();
    project.write(
        "schema/snapshot.json",
        "{\"format\": 99, \"something\": \"else\"}",
    );
    let files = project.files("schema");
    for command in [REFRESH, CHECK, &["check", "--from", "from"], &["dump"]] {
        project
            .run(command)
            .code(2)
            .says(&["snapshot.json", "format 99", "update"]);
    }
    assert_eq!(project.files("schema"), files);
}

#[test]
fn settings_say_where_source_and_snapshot_are() {
    let project = project();
    project.write("schema.toml", "source = \"from\"\nsnapshot = \"db\"\n");
    project.write("deep/inside/x", "");
    let mut command = project.command(&["refresh"]);
    command.current_dir(project.path("deep/inside"));
    support::Output::of(&mut command)
        .success()
        .says(&["source: ", "`source` of schema.toml"]);
    assert!(project.path("db/tables/users.json").is_file());
    project.run(&["-C", "deep", "check"]).success();
}

#[test]
fn the_environment_and_dot_env_name_a_source() {
    let project = project();
    project.write(".env", "# ours\nDATABASE_URL=from\n");
    project
        .run(&["refresh"])
        .success()
        .says(&["DATABASE_URL of .env"]);
    let mut command = project.command(&["refresh"]);
    command.env("DATABASE_URL", "nowhere");
    support::Output::of(&mut command)
        .code(2)
        .says(&["DATABASE_URL of the environment", "nowhere"]);
}

#[test]
fn quiet_says_nothing_and_verbose_names_the_files() {
    let project = project();
    let output = project.run(&["refresh", "--from", "from", "-q"]).success();
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("", ""));
    write_users(&project, &["id"]);
    project
        .run(&["refresh", "--from", "from", "-v"])
        .success()
        .says(&["users.json", "project: "]);
}
