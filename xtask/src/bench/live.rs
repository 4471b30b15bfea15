//! What a build that asks the database costs, as a user's build does it (unoptimised): the build
//! script while nothing changed and when it reads everything, and a `cargo check` with nothing to do.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::Arguments;
use super::introspect;
use super::measure::{median, seconds, time};
use super::project::{Project, ours};
use crate::say::say;
use crate::servers::Servers;

const TABLES: usize = 1000;

/// Times itself, so that compiling the build script is not counted.
const BUILD: &str = r#"fn main() {
    let start = std::time::Instant::now();
    schema_build::run();
    std::fs::write("elapsed", start.elapsed().as_micros().to_string()).unwrap();
}
"#;

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let servers = Servers::start(&["postgres-18".into(), "mariadb".into()])?;
    let program = introspect::program(&servers)?;
    let folder =
        tempfile::tempdir().map_err(|error| format!("failed to make a folder: {error}"))?;
    let url = introspect::postgres(TABLES, &servers, folder.path())?;
    let project = project(&url)?;
    let mut refresh = Command::new(program);
    refresh.args(["schema", "refresh", "--quiet", "--from", &url]);
    servers.tell(&mut refresh);
    time(refresh.current_dir(&project.folder))?;
    project.fetch()?;
    settings(&project, &url, true)?;
    let mut read = Vec::new();
    for _ in 0..arguments.runs {
        forget(&project)?;
        time(&mut project.check())?;
        read.push(elapsed(&project)?);
    }
    let (mut unchanged, mut every) = (Vec::new(), Vec::new());
    for _ in 0..arguments.runs {
        every.push(time(&mut project.check())?);
        unchanged.push(elapsed(&project)?);
    }
    settings(&project, &url, false)?;
    time(&mut project.check())?;
    let mut nothing = Vec::new();
    for _ in 0..arguments.runs {
        nothing.push(time(&mut project.check())?);
    }
    say(&format!(
        "PostgreSQL, {TABLES} tables, median of {}",
        arguments.runs
    ));
    say(&format!(
        "script, everything read: {}",
        seconds(median(read))
    ));
    say(&format!(
        "script, nothing changed: {} ms",
        median(unchanged).as_millis()
    ));
    say(&format!(
        "cargo check with nothing to do: {}, with `every_build = true` {}",
        seconds(median(nothing)),
        seconds(median(every))
    ));
    Ok(())
}

fn project(url: &str) -> Result<Project, String> {
    let build = ours("schema-build", "schema-build");
    let build = build.replace(" }", ", features = [\"live-postgres\"] }");
    let project = Project::write(
        "live",
        &format!("[build-dependencies]\n{build}"),
        &[
            ("src/main.rs", "fn main() {}\n".to_owned()),
            ("build.rs", BUILD.to_owned()),
        ],
    )?;
    settings(&project, url, true)?;
    Ok(project)
}

fn settings(project: &Project, url: &str, every_build: bool) -> Result<(), String> {
    let text = format!("source = {url:?}\ncheck = \"live\"\nevery_build = {every_build}\n");
    fs::write(project.folder.join("schema.toml"), text).map_err(|error| error.to_string())
}

/// Removes what the build script remembers of the database.
fn forget(project: &Project) -> Result<(), String> {
    let Ok(builds) = fs::read_dir(project.folder.join("target/debug/build")) else {
        return Ok(());
    };
    let outputs: Vec<PathBuf> = builds
        .flatten()
        .filter(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with("bench-live")
        })
        .map(|entry| entry.path().join("out"))
        .filter(|out| out.is_dir())
        .collect();
    for out in outputs {
        fs::remove_dir_all(&out)
            .and_then(|()| fs::create_dir(&out))
            .map_err(|error| format!("failed to empty `{}`: {error}", out.display()))?;
    }
    Ok(())
}

/// What the build script measured.
fn elapsed(project: &Project) -> Result<Duration, String> {
    let file = project.folder.join("elapsed");
    let text = fs::read_to_string(&file)
        .map_err(|error| format!("failed to read `{}`: {error}", file.display()))?;
    text.parse()
        .map(Duration::from_micros)
        .map_err(|error| format!("`{}` holds no number: {error}", file.display()))
}
