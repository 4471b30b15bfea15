//! The build script on a large schema, as a user's build runs it (unoptimised): when the models are
//! written, and when nothing changed.

use std::fmt::Write;

use super::Arguments;
use super::measure::time;
use super::project::{Project, ours};
use super::script;
use crate::say::say;

const TABLES: usize = 1000;
const COLUMNS: usize = 12;

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    say(&format!(
        "{TABLES} tables of {COLUMNS} columns, median of {}",
        arguments.runs
    ));
    let project = project()?;
    project.fetch()?;
    time(&mut project.check())?;
    let mut written = Vec::new();
    let mut unchanged = Vec::new();
    for _ in 0..arguments.runs {
        script::forget(&project)?;
        project.touch("build.rs")?;
        written.push(script::run(&project)?);
        project.touch("build.rs")?;
        unchanged.push(script::run(&project)?);
    }
    say(&format!("models written:  {}", script::shown(&written)));
    say(&format!("nothing changed: {}", script::shown(&unchanged)));
    Ok(())
}

fn project() -> Result<Project, String> {
    let dependencies = format!(
        "[build-dependencies]\n{}",
        ours("schema-build", "schema-build")
    );
    let mut files = vec![
        ("src/main.rs".to_owned(), "fn main() {}\n".to_owned()),
        ("build.rs".to_owned(), script::BUILD.to_owned()),
        (
            "schema/snapshot.json".to_owned(),
            "{\"format\": 1, \"dialect\": \"sqlite\"}\n".to_owned(),
        ),
    ];
    files.extend((0..TABLES).map(|n| (format!("schema/tables/table_{n}.json"), table(n))));
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    Project::write("generator", &dependencies, &files)
}

fn table(n: usize) -> String {
    let mut columns =
        String::from("    {\"name\": \"id\", \"type\": \"INTEGER\", \"logical\": \"int64\"}");
    for column in 1..COLUMNS {
        let _ = write!(
            columns,
            ",\n    {{\"name\": \"column_{column}\", \"type\": \"TEXT\", \"logical\": \"text\", \"nullable\": true}}"
        );
    }
    format!("{{\n  \"name\": \"table_{n}\",\n  \"columns\": [\n{columns}\n  ]\n}}\n")
}
