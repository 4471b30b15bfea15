//! What people wait for every day: a diff of two large snapshots, and a check of a large program.
//!
//! The command line is built as it is shipped, and its whole run is measured.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use super::Arguments;
use super::measure::{median, time};
use super::project::Project;
use crate::process::{cargo, workspace};
use crate::say::say;

const TABLES: usize = 1_000;
const STRUCTS: usize = 500;
const COLUMNS: usize = 12;
/// One table in so many differs.
const DIFFERS: usize = 50;

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    say(&format!(
        "whole runs of a release build, median of {}",
        arguments.runs
    ));
    crate::process::run(&mut cargo(&[
        "build",
        "--quiet",
        "--release",
        "--package",
        "cargo-schema",
    ]))?;
    let project = project()?;
    let program = workspace().join("target/release/cargo-schema");
    let times = |words: &[&str]| -> Result<f64, String> {
        let times =
            (0..arguments.runs.max(1)).map(|_| time(&mut command(&program, &project, words)));
        let times: Result<Vec<_>, _> = times.collect();
        Ok(median(times?).as_secs_f64() * 1e3)
    };
    // Differences are exit code 1, which is no failure here: a threshold hides them.
    let diff = times(&[
        "diff",
        "schema",
        "other",
        "--severity",
        "critical",
        "--quiet",
    ])?;
    say(&format!(
        "diff of two snapshots of {TABLES} tables: {diff:.0} ms"
    ));
    let check = times(&["check", "--offline", "--quiet"])?;
    say(&format!(
        "check of {STRUCTS} structs without a database: {check:.0} ms"
    ));
    Ok(())
}

fn command(program: &Path, project: &Project, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(&project.folder);
    command.env_remove("DATABASE_URL");
    command
}

fn project() -> Result<Project, String> {
    // Without settings of its own it would be a part of the project around it.
    let mut files = vec![(
        "schema.toml".to_owned(),
        "dialect = \"sqlite\"\n".to_owned(),
    )];
    for (folder, differs) in [("schema", false), ("other", true)] {
        let header = "{\"format\": 1, \"dialect\": \"sqlite\"}\n";
        files.push((format!("{folder}/snapshot.json"), header.to_owned()));
        for n in 0..TABLES {
            files.push((format!("{folder}/tables/t{n}.json"), table(n, differs)));
        }
    }
    // As many files as people would have: ten structs in each.
    for (file, structs) in (0..STRUCTS).collect::<Vec<_>>().chunks(10).enumerate() {
        files.push((
            format!("src/models_{file}.rs"),
            structs.iter().map(|n| item(*n)).collect(),
        ));
    }
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    Project::write("daily", "", &files)
}

fn table(n: usize, differs: bool) -> String {
    let columns = (0..COLUMNS).map(|column| {
        let nullable = if differs && n.is_multiple_of(DIFFERS) && column == 1 {
            ", \"nullable\": true"
        } else {
            ""
        };
        format!(
            "{{\"name\": \"c{column}\", \"type\": \"INTEGER\", \"logical\": \"int64\"{nullable}}}"
        )
    });
    let columns: Vec<String> = columns.collect();
    format!(
        "{{\"name\": \"t{n}\", \"columns\": [\n{}\n]}}\n",
        columns.join(",\n")
    )
}

fn item(n: usize) -> String {
    let mut text =
        format!("#[derive(SchemaChecked)]\n#[schema(table = \"t{n}\")]\npub struct T{n} {{\n");
    for column in 0..COLUMNS {
        let _ = writeln!(text, "    pub c{column}: i64,");
    }
    text.push_str("}\n\n");
    text
}
