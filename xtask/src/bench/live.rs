//! What a build that asks the database costs, as a user's build does it (unoptimised): the build
//! script while nothing changed and when it reads everything, and a `cargo check` with nothing to do.

use std::fs;
use std::process::Command;

use super::Arguments;
use super::introspect;
use super::measure::{median, seconds, time};
use super::project::{Project, ours};
use super::script;
use crate::say::say;
use crate::servers::Servers;

const TABLES: usize = 1000;

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
        if !read.is_empty() {
            script::forget(&project)?;
        }
        read.push(script::run(&project)?);
    }
    let (mut unchanged, mut every) = (Vec::new(), Vec::new());
    for _ in 0..arguments.runs {
        every.push(time(&mut project.check())?);
        unchanged.push(script::last(&project)?);
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
        script::shown(&read)
    ));
    say(&format!(
        "script, nothing changed: {}",
        script::shown(&unchanged)
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
            ("build.rs", script::BUILD.to_owned()),
        ],
    )?;
    settings(&project, url, true)?;
    Ok(project)
}

fn settings(project: &Project, url: &str, every_build: bool) -> Result<(), String> {
    let text = format!("source = {url:?}\ncheck = \"live\"\nevery_build = {every_build}\n");
    fs::write(project.folder.join("schema.toml"), text).map_err(|error| error.to_string())
}
