//! Cold `cargo check` of a project that uses facade, build script and derive, beside one that uses
//! sqlx with its macros and SQLite. Nothing is downloaded in the measured time.

use std::time::Duration;

use super::Arguments;
use super::measure::{median, ratio, seconds, time};
use super::project::{Project, ours};
use crate::say::say;

const HEADER: &str = "{\"format\": 1, \"dialect\": \"sqlite\"}\n";
const TABLE: &str = "{\"name\": \"users\", \"columns\": [\n  {\"name\": \"id\", \"type\": \"INTEGER\", \"logical\": \"int64\"},\n  {\"name\": \"email\", \"type\": \"TEXT\", \"logical\": \"text\", \"nullable\": true}\n]}\n";
const OURS: &str = "#[derive(schema_checked::SchemaChecked)]\n#[schema(table = \"users\")]\npub struct User {\n    pub id: i64,\n    pub email: Option<String>,\n}\n\nfn main() {}\n";
const THEIRS: &str = "#[derive(sqlx::FromRow)]\npub struct User {\n    pub id: i64,\n    pub email: Option<String>,\n}\n\nfn main() {}\n";

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    // A cold build takes long, and differs little from one time to the next.
    let runs = arguments.runs.div_ceil(2);
    let ours = cold(&ours_project()?, runs)?;
    say(&format!(
        "schema-checked with build script and derive: {}",
        seconds(ours)
    ));
    let theirs = cold(&sqlx_project()?, runs)?;
    say(&format!(
        "sqlx with macros and sqlite:                 {}",
        seconds(theirs)
    ));
    say(&format!("sqlx takes {} as long", ratio(ours, theirs)));
    Ok(())
}

fn cold(project: &Project, runs: usize) -> Result<Duration, String> {
    project.fetch()?;
    let mut times = Vec::new();
    for _ in 0..runs {
        project.clean();
        times.push(time(&mut project.check())?);
    }
    project.clean();
    Ok(median(times))
}

fn ours_project() -> Result<Project, String> {
    let dependencies = format!(
        "[dependencies]\n{}\n[build-dependencies]\n{}",
        ours("schema-checked", ""),
        ours("schema-build", "schema-build")
    );
    let files = [
        ("src/main.rs", OURS.to_owned()),
        ("build.rs", "fn main() { schema_build::run() }\n".to_owned()),
        ("schema/snapshot.json", HEADER.to_owned()),
        ("schema/tables/users.json", TABLE.to_owned()),
    ];
    Project::write("cold-ours", &dependencies, &files)
}

fn sqlx_project() -> Result<Project, String> {
    let dependencies = "[dependencies]\nsqlx = { version = \"0.9\", default-features = false, features = [\"macros\", \"sqlite\", \"runtime-tokio\"] }\n";
    Project::write(
        "cold-sqlx",
        dependencies,
        &[("src/main.rs", THEIRS.to_owned())],
    )
}
