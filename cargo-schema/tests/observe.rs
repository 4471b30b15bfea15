//! The second observer: the engine's own tools look at what a plan leads to, on every engine.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "support/database.rs"]
mod database;
mod support;

use database::database;
use support::Project;

const FROM: &str = "CREATE TABLE guests (id INT NOT NULL PRIMARY KEY, name VARCHAR(20))";
const TO: &str = "CREATE TABLE guests (id INT NOT NULL PRIMARY KEY, name VARCHAR(20), age INT);
CREATE TABLE rooms (id INT NOT NULL PRIMARY KEY, floor INT DEFAULT 1);
CREATE INDEX rooms_floor ON rooms (floor);
CREATE VIEW upstairs AS SELECT id FROM rooms WHERE floor > 1;";

/// Who observes each engine.
const OBSERVERS: [(&str, &str); 5] = [
    ("sqlite", "sqlite_master"),
    ("postgres", "pg_dump"),
    ("mariadb", "SHOW CREATE"),
    ("mysql", "SHOW CREATE"),
    ("duckdb", "duckdb_tables()"),
];

#[test]
fn who_observes_is_named() {
    for (engine, observer) in OBSERVERS {
        let project = Project::new();
        let Some(database) = database(&project, engine, "observe", FROM) else {
            continue;
        };
        project.write("to.sql", TO);
        let server = std::env::var(format!("SCHEMA_TEST_{}", engine.to_uppercase()));
        let mut arguments = vec!["--from", &database.url, "--to", "to.sql", "--observe"];
        if let (Some(_), Ok(server)) = (&database.server, &server) {
            arguments.extend(["--scratch", server]);
        }
        let run = |words: &[&str]| project.run(&[words, &arguments].concat());
        let says = format!("`{observer}` sees no difference either");
        let shown = run(&["plan"]).code(1).stdout;
        assert!(shown.contains(&says), "{engine}: {shown}");
        run(&["apply", "--yes"]).success();
        run(&["plan"]).success();
    }
}

#[test]
fn a_tool_that_is_not_there_is_named_with_a_remedy() {
    let project = Project::new();
    let Some(database) = database(&project, "postgres", "observe_without", FROM) else {
        return;
    };
    project.write("to.sql", TO);
    let server = std::env::var("SCHEMA_TEST_POSTGRES").unwrap();
    let sides = [
        "--from",
        &database.url,
        "--to",
        "to.sql",
        "--scratch",
        &server,
    ];
    let run = |command: &[&str]| {
        let mut command = project.command(&[command, &["--observe"], &sides].concat());
        let output = command.env("PATH", "").output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    let (code, said) = run(&["plan"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("not proven"), "{said}");
    assert!(said.contains("install the client programs"), "{said}");
    let (code, said) = run(&["apply", "--yes"]);
    assert_eq!(code, Some(4), "{said}");
}
