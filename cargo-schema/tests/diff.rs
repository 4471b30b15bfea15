//! `cargo schema diff`: the same findings in each format, and an exit code that a script can use.

mod support;

use serde_json::Value;
use support::Project;

const FROM: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER);
CREATE TABLE old (id INTEGER PRIMARY KEY);
CREATE VIEW adults AS SELECT id FROM users WHERE age >= 18;";
const TO: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT);
CREATE UNIQUE INDEX by_email ON users (email);";

fn project() -> Project {
    let project = Project::new();
    project.write("from.sql", FROM);
    project.write("to.sql", TO);
    project.write("schema.toml", "dialect = \"sqlite\"\n");
    project
}

const SIDES: [&str; 5] = ["diff", "--from", "from.sql", "--to", "to.sql"];

fn diff(project: &Project, more: &[&str]) -> support::Output {
    project.run(&[&SIDES[..], more].concat())
}

#[test]
fn text_and_markdown_are_as_reviewed() {
    let project = project();
    insta::assert_snapshot!("diff-text", diff(&project, &[]).code(1).stdout);
    let markdown = diff(&project, &["--format", "markdown"]).code(1).stdout;
    insta::assert_snapshot!("diff-markdown", markdown);
}

#[test]
fn json_gives_each_difference_a_grade_and_a_reason() {
    let output = diff(&project(), &["--format", "json"]).code(1);
    let document: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(document["compared"], "elaborated");
    let differences = document["differences"].as_array().unwrap();
    assert!(!differences.is_empty());
    for difference in differences {
        assert!(difference["severity"].is_string(), "{difference}");
        assert!(difference["reason"].is_string(), "{difference}");
    }
}

#[test]
fn severity_filters_and_decides_the_exit_code() {
    let project = project();
    let critical = diff(&project, &["--severity", "critical"]).code(1).stdout;
    assert!(critical.contains("dropped table `old`"), "{critical}");
    assert!(!critical.contains("by_email"), "{critical}");
    project.write(
        "to.sql",
        &format!("{FROM}\nCREATE TABLE more (id INTEGER);"),
    );
    diff(&project, &[]).code(1);
    diff(&project, &["--severity", "medium"]).success();
}

#[test]
fn a_schema_does_not_differ_from_itself_however_it_is_spelled() {
    let project = project();
    project.write(
        "to.sql",
        "create table [Users] (ID integer primary key, email text, age integer);
         create view \"Adults\" as select id from users where age >= 18;
         create table Old (id INTEGER PRIMARY KEY);",
    );
    let output = diff(&project, &[]).success();
    assert_eq!(output.stdout, "compared: elaborated\n");
}

#[test]
fn a_rename_by_hint_is_no_loss() {
    let project = Project::new();
    project.write("from.sql", "CREATE TABLE a (x TEXT);");
    project.write("to.sql", "CREATE TABLE a (\n y TEXT -- @renamed from=x\n);");
    project.write("schema.toml", "dialect = \"sqlite\"\n");
    let stdout = diff(&project, &[]).code(1).stdout;
    assert!(stdout.contains("rename `a.x` to `y`"), "{stdout}");
    assert!(!stdout.contains("critical"), "{stdout}");
}
