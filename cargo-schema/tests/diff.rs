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

#[test]
fn patterns_that_mean_nothing_are_said() {
    let project = project();
    for command in ["diff", "plan"] {
        let run = |pattern: [&str; 2]| {
            let sides = ["--from", "from.sql", "--to", "to.sql"];
            project.run(&[&[command], &sides[..], &pattern].concat())
        };
        // It is there and the same on both sides.
        let same = run(["--only", "users.id"]).success();
        let said = same.stdout.clone() + &same.stderr;
        assert!(
            said.contains("`--only users.id` means nothing that differs"),
            "{said}"
        );
        run(["--only", "user"]).code(2).says(&[
            "`--only user` means nothing on either side",
            "did you mean `users`?",
        ]);
        run(["--exclude", "users.emial"])
            .code(2)
            .says(&["did you mean `users.email`?"]);
        run(["--only", "log_*"])
            .code(2)
            .says(&["`*` stands for any text"]);
        // What is left out as a precaution need not be there today.
        let none = run(["--exclude", "log_*"]).code(1);
        let said = none.stdout.clone() + &none.stderr;
        assert!(
            said.contains("`--exclude log_*` means nothing that is there"),
            "{said}"
        );
    }
}

#[test]
fn two_snapshots_differ_as_the_schemas_in_them() {
    let project = project();
    for (source, folder) in [("from.sql", "a"), ("to.sql", "b")] {
        let settings = format!("dialect = \"sqlite\"\nsnapshot = \"{folder}\"\n");
        project.write("schema.toml", &settings);
        let table = "\nCREATE TABLE same (id INTEGER PRIMARY KEY REFERENCES users);";
        project.write("both.sql", &(project.read(source) + table));
        project.run(&["refresh", "--from", "both.sql"]).success();
    }
    let expected = diff(&project, &[]).code(1).stdout;
    let found = project.run(&["diff", "a", "b"]).code(1).stdout;
    assert_eq!(
        found.replace("compared: snapshot", "compared: elaborated"),
        expected
    );
    // Without `TO` it is the project's own snapshot.
    assert_eq!(project.run(&["diff", "a"]).code(1).stdout, found);
    project.run(&["diff", "b", "b"]).success();
    // A file that is damaged on both sides is no less damaged.
    for folder in ["a", "b"] {
        project.write(&format!("{folder}/tables/same.json"), "<<<<<<< HEAD\n");
    }
    project
        .run(&["diff", "a", "b"])
        .code(2)
        .says(&["a/tables/same.json:1:1"]);
}
