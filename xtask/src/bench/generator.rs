//! The build script on a large schema, as a user's build runs it (unoptimised): when the models are
//! written, and when nothing changed.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::Arguments;
use super::measure::{median, seconds, time};
use super::project::{Project, ours};
use crate::say::say;

const TABLES: usize = 1000;
const COLUMNS: usize = 12;

/// Times itself, so that compiling the build script is not counted.
const BUILD: &str = r#"fn main() {
    let start = std::time::Instant::now();
    schema_build::run();
    let file = std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("elapsed");
    std::fs::write(file, start.elapsed().as_micros().to_string()).unwrap();
}
"#;

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
        fs::remove_dir_all(output_folder(&project)?).map_err(|error| error.to_string())?;
        written.push(run_build_script(&project)?);
        unchanged.push(run_build_script(&project)?);
    }
    say(&format!("models written:  {}", seconds(median(written))));
    say(&format!("nothing changed: {}", seconds(median(unchanged))));
    Ok(())
}

/// Runs the build script again, and gives the time that it measured.
fn run_build_script(project: &Project) -> Result<Duration, String> {
    project.touch("build.rs")?;
    time(&mut project.check())?;
    let file = output_folder(project)?.join("elapsed");
    let text = fs::read_to_string(&file)
        .map_err(|error| format!("failed to read `{}`: {error}", file.display()))?;
    text.parse()
        .map(Duration::from_micros)
        .map_err(|error| format!("`{}` holds no number: {error}", file.display()))
}

/// `OUT_DIR` of the build script.
fn output_folder(project: &Project) -> Result<PathBuf, String> {
    let builds = project.folder.join("target/debug/build");
    let entries = fs::read_dir(&builds)
        .map_err(|error| format!("failed to read `{}`: {error}", builds.display()))?;
    entries
        .flatten()
        .map(|entry| entry.path().join("out"))
        .find(|out| out.join("elapsed").is_file())
        .ok_or_else(|| format!("no build script has written into `{}`", builds.display()))
}

fn project() -> Result<Project, String> {
    let dependencies = format!(
        "[build-dependencies]\n{}",
        ours("schema-build", "schema-build")
    );
    let mut files = vec![
        ("src/main.rs".to_owned(), "fn main() {}\n".to_owned()),
        ("build.rs".to_owned(), BUILD.to_owned()),
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
