//! An apply that finds somebody else at work on the database: it waits, and plans from what they leave.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "support/database.rs"]
mod database;
mod support;

use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use database::database;
use schema_engine::dialect;
use support::Project;

/// Enough for an apply that does not wait to have read the database.
const A_WHILE: Duration = Duration::from_secs(2);

#[test]
fn what_somebody_else_is_doing_is_part_of_the_plan() {
    for engine in ["postgres", "mariadb", "mysql"] {
        let project = Project::new();
        let Some(database) = database(&project, engine, "turns", "CREATE TABLE t (id int)") else {
            continue;
        };
        let wanted = "CREATE TABLE t (id int, theirs int, ours int);";
        project.write("to.sql", wanted);
        let open = |wait| dialect(engine).unwrap().connect(&database.url, wait);
        let mut other = open(Duration::from_secs(20)).unwrap();
        assert!(other.lock(Duration::from_secs(1)).unwrap());
        let scratch = std::env::var(format!("SCHEMA_TEST_{}", engine.to_uppercase())).unwrap();
        let sides = ["--from", &database.url, "--to", "to.sql"];
        let scratch = ["--scratch", &scratch];
        let arguments = [&["apply", "--yes"], &sides[..], &scratch].concat();
        let mut command = project.command(&arguments);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        sleep(A_WHILE);
        let theirs = "ALTER TABLE t ADD COLUMN theirs int";
        other.execute(theirs).unwrap();
        other.unlock().unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{engine}: {output:?}");
        project
            .run(&[&["diff"], &sides[..], &scratch].concat())
            .success();
    }
}
