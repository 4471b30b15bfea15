//! Planning between two large PostgreSQL schemas: alone, with both of them in memory, and the command
//! as users install it, from snapshot to snapshot, without a proof and with one.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Arguments;
use super::introspect::{postgres_text, program_with};
use super::measure::{median, seconds};
use super::project::{Project, ours};
use crate::say::say;
use crate::servers::Servers;

const TABLES: usize = 1_000;
/// One table in so many differs.
const DIFFERS: usize = 20;

/// What differs, in turn.
const CHANGES: &[(&str, &str)] = &[
    ("title text NOT NULL DEFAULT 'untitled'", "title text"),
    ("quantity integer DEFAULT 1", "quantity bigint DEFAULT 2"),
    ("  tags text[],\n", ""),
    (
        "updated_at timestamptz,",
        "updated_at timestamptz,\n  seen_at timestamptz,",
    ),
    (" WHERE is_active;", " WHERE NOT is_active;"),
];

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let servers = Servers::start(&["postgres-18".into(), "mariadb".into(), "mysql".into()])?;
    let server = servers.url("SCHEMA_TEST_POSTGRES");
    let server = server.ok_or("its server was left out")?;
    let program = program_with(&servers, &[])?;
    let text = postgres_text(TABLES);
    let files = [
        ("schema.toml", "dialect = \"postgres\"\n".to_owned()),
        ("old.sql", text.clone()),
        ("new.sql", changed(&text)),
    ];
    let project = Project::write("plan", "", &files)?;
    let start = |words: &[&str]| {
        let mut command = Command::new(&program);
        servers.tell(&mut command);
        command.arg("schema").args(words);
        command.current_dir(&project.folder);
        command
    };
    for side in ["old", "new"] {
        let (file, out) = (format!("{side}.sql"), format!("{side}-schema"));
        let words = ["refresh", "-q", "--from", &file, "--out", &out];
        let scratch = ["--scratch", &server];
        time(start(&words).args(scratch), &project.folder)?;
    }
    let sides = ["plan", "--quiet", "--from", "old-schema", "--to"];
    let take = |more: &[&str]| -> Result<Duration, String> {
        let runs = (0..arguments.runs.max(1)).map(|_| {
            let mut command = start(&sides);
            time(command.arg("new-schema").args(more), &project.folder)
        });
        Ok(median(runs.collect::<Result<Vec<_>, _>>()?))
    };
    let alone = alone(&project.folder, arguments.runs.max(1))?;
    let (plain, proven) = (take(&[])?, take(&["--scratch", &server])?);
    say(&format!(
        "{TABLES} tables that differ in {}, median of {}",
        TABLES / DIFFERS,
        arguments.runs.max(1)
    ));
    say(&format!(
        "planning alone, both schemas in memory, without proof: {} ms",
        alone.as_millis()
    ));
    say(&format!(
        "the command, snapshots read and plan printed: {}, with its proof {}",
        seconds(plain),
        seconds(proven)
    ));
    Ok(())
}

/// How long it takes to plan between two schemas that are in memory, in a program of its own: this one
/// is not optimised.
fn alone(snapshots: &Path, runs: usize) -> Result<Duration, String> {
    let engine = ours("schema-engine", "schema-engine");
    let engine = engine.replace(" }", ", default-features = false }");
    let model = ours("schema-model", "schema-model");
    let program = Project::write(
        "plan-alone",
        &format!("[dependencies]\n{engine}{model}"),
        &[("src/main.rs", include_str!("plan/alone.rs").to_owned())],
    )?;
    program.fetch()?;
    let mut command = program.run();
    command.args(["old-schema", "new-schema"].map(|side| snapshots.join(side)));
    let output = command.arg(runs.to_string()).output();
    let output = output.map_err(|error| format!("failed to start {command:?}: {error}"))?;
    let (said, error) = (output.stdout, String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&said);
    let times: Result<Vec<u64>, _> = said.lines().map(str::parse).collect();
    match times {
        Ok(times) if output.status.success() && !times.is_empty() => Ok(median(
            times.into_iter().map(Duration::from_micros).collect(),
        )),
        _ => Err(format!("{command:?} failed:\n{error}{said}")),
    }
}

fn changed(text: &str) -> String {
    let mut tables: Vec<String> = text.split("CREATE TABLE ").map(str::to_owned).collect();
    let differing = tables.iter_mut().skip(1).step_by(DIFFERS);
    for (table, (from, to)) in differing.zip(CHANGES.iter().cycle()) {
        *table = table.replacen(from, to, 1);
    }
    tables.join("CREATE TABLE ")
}

/// Exit code 1 says that there is something to do.
fn time(command: &mut Command, folder: &Path) -> Result<Duration, String> {
    let start = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("failed to start {command:?}: {error}"))?;
    let elapsed = start.elapsed();
    match output.status.code() {
        Some(0 | 1) => Ok(elapsed),
        _ => Err(format!(
            "{command:?} in {} failed:\n{}",
            folder.display(),
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}
