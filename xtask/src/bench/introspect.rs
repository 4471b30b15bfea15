//! Reading large databases into snapshots, beside the tools that print a schema: wall time and peak
//! memory of the command as users install it.

mod schemas;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Arguments;
use super::measure::{median, ratio, seconds, time};
use crate::process::{cargo, run as run_command, workspace};
use crate::say::say;
use crate::servers::Servers;

/// A database engine that is read.
struct Subject {
    name: &'static str,
    /// The variable with the server's URL; none where a database is a file.
    server: Option<&'static str>,
    /// How many tables are read.
    tables: &'static [usize],
    /// The text that makes that many tables.
    schema: fn(usize) -> String,
    /// Makes the database and executes the text in it. Without commands for that, the text itself is
    /// read, which includes executing it in memory.
    load: fn(&Place) -> Vec<Command>,
    /// What people would use instead.
    peer: Option<fn(&Place) -> Command>,
}

/// Where a database is.
struct Place {
    /// The server's URL, or nothing.
    server: String,
    /// The database, or the path of its file.
    database: String,
    /// The text that makes its tables.
    sql: PathBuf,
    /// A project folder, whose settings say in which dialect text is written.
    project: PathBuf,
}

impl Place {
    /// A client program with host, port and user, by the options that it has for them.
    fn client(&self, program: &str, options: [&str; 3]) -> Command {
        let rest = self.server.split_once("://").map_or("", |(_, rest)| rest);
        let rest = rest.split('/').next().unwrap_or_default();
        let (user, address) = rest.split_once('@').unwrap_or(("", rest));
        let (host, port) = address.split_once(':').unwrap_or((address, ""));
        let mut client = Command::new(program);
        for (option, value) in options.into_iter().zip([host, port, user]) {
            client.arg(format!("{option}{value}"));
        }
        client
    }

    fn url(&self) -> String {
        match self.server.rsplit_once('/') {
            Some((server, _)) => format!("{server}/{}", self.database),
            None => self.database.clone(),
        }
    }
}

const POSTGRES_OPTIONS: [&str; 3] = ["--host=", "--port=", "--username="];
const MARIADB_OPTIONS: [&str; 3] = ["--host=", "--port=", "--user="];

const SUBJECTS: &[Subject] = &[
    Subject {
        name: "PostgreSQL",
        server: Some("SCHEMA_TEST_POSTGRES"),
        tables: &[1_000, 10_000],
        schema: schemas::postgres,
        load: |place| {
            let psql = |database: &str, option: &str, what: &Path| {
                let mut psql = place.client("psql", POSTGRES_OPTIONS);
                psql.args(["-qX", "-v", "ON_ERROR_STOP=1", "-d", database, option]);
                psql.arg(what);
                psql
            };
            let create = format!("CREATE DATABASE {}", place.database);
            vec![
                psql("postgres", "-c", Path::new(&create)),
                psql(&place.database, "-f", &place.sql),
                // Without statistics the planner guesses, for whoever reads the catalog.
                psql(&place.database, "-c", Path::new("ANALYZE")),
            ]
        },
        peer: Some(|place| {
            let mut dump = place.client("pg_dump", POSTGRES_OPTIONS);
            dump.args(["--schema-only", &place.database]);
            dump
        }),
    },
    Subject {
        name: "MariaDB",
        server: Some("SCHEMA_TEST_MARIADB"),
        tables: &[1_000],
        schema: schemas::mariadb,
        load: |place| {
            let mut create = place.client("mariadb", MARIADB_OPTIONS);
            create.args(["-e", &format!("CREATE DATABASE {}", place.database)]);
            let mut load = place.client("mariadb", MARIADB_OPTIONS);
            load.arg(&place.database);
            load.args(["-e", &format!("source {}", place.sql.display())]);
            vec![create, load]
        },
        peer: Some(|place| {
            let mut dump = place.client("mariadb-dump", MARIADB_OPTIONS);
            dump.args(["--no-data", &place.database]);
            dump
        }),
    },
    Subject {
        name: "SQLite",
        server: None,
        tables: &[1_000],
        schema: schemas::sqlite,
        load: |place| {
            let mut load = Command::new("sqlite3");
            load.arg(place.sql.with_extension("db"));
            load.arg(format!(".read {}", place.sql.display()));
            vec![load]
        },
        peer: None,
    },
    Subject {
        name: "DuckDB",
        server: None,
        tables: &[1_000],
        schema: schemas::duckdb,
        // Its command-line client is in no registry that the others come from.
        load: |_| Vec::new(),
        peer: None,
    },
];

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let servers = Servers::start(&["postgres-18".into()])?;
    program(&servers)?;
    let folder =
        tempfile::tempdir().map_err(|error| format!("failed to make a folder: {error}"))?;
    for subject in SUBJECTS {
        let mut one = None;
        for tables in subject.tables {
            let place = place(subject, *tables, &servers, folder.path())?;
            let figures = measure(subject, &place, arguments.runs, &servers)?;
            report(subject, *tables, &figures);
            let (first, ours) = *one.get_or_insert((*tables, figures.ours));
            if first < *tables {
                let times = ratio(ours, figures.ours);
                say(&format!(
                    "  {tables} tables take {times} as long as {first}"
                ));
            }
        }
    }
    Ok(())
}

/// The command as users install it.
pub fn program(servers: &Servers) -> Result<PathBuf, String> {
    program_with(servers, &["--features=cargo-schema/duckdb"])
}

/// The same, with the features that are named.
pub fn program_with(servers: &Servers, features: &[&str]) -> Result<PathBuf, String> {
    let mut build = cargo(&["build", "--release", "--package=cargo-schema"]);
    build.args(features);
    servers.tell(&mut build);
    run_command(&mut build)?;
    Ok(workspace().join("target/release/cargo-schema"))
}

/// The text that makes a PostgreSQL database of that many tables.
pub fn postgres_text(tables: usize) -> String {
    schemas::postgres(tables)
}

/// A PostgreSQL database of that many tables; its URL.
pub fn postgres(tables: usize, servers: &Servers, folder: &Path) -> Result<String, String> {
    Ok(place(&SUBJECTS[0], tables, servers, folder)?.url())
}

fn place(
    subject: &Subject,
    tables: usize,
    servers: &Servers,
    folder: &Path,
) -> Result<Place, String> {
    let name = format!("bench_{tables}");
    let file = folder.join(format!("{}-{name}", subject.name));
    let server = match subject.server {
        Some(variable) => servers.url(variable).ok_or("its server was left out")?,
        None => String::new(),
    };
    let mut place = Place {
        database: name,
        sql: file.with_extension("sql"),
        project: file.clone(),
        server,
    };
    let failed = |error| format!("failed to write text: {error}");
    fs::write(&place.sql, (subject.schema)(tables)).map_err(failed)?;
    fs::create_dir_all(&place.project).map_err(failed)?;
    let settings = format!("dialect = \"{}\"\n", subject.name.to_lowercase());
    let load = (subject.load)(&place);
    if subject.server.is_none() {
        place.database = match load.is_empty() {
            true => place.sql.display().to_string(),
            false => format!("sqlite:{}", place.sql.with_extension("db").display()),
        };
    }
    if load.is_empty() {
        fs::write(place.project.join("schema.toml"), settings).map_err(failed)?;
    }
    for mut command in load {
        time(&mut command)?;
    }
    Ok(place)
}

/// Medians.
struct Figures {
    /// A first refresh, which writes every file.
    ours: Duration,
    /// A refresh that finds nothing new.
    again: Duration,
    /// Kilobytes.
    peak: Option<u64>,
    peer: Option<Duration>,
}

/// They take turns, so that a busy minute hurts all.
fn measure(
    subject: &Subject,
    place: &Place,
    runs: usize,
    servers: &Servers,
) -> Result<Figures, String> {
    let (mut ours, mut again, mut peer) = (Vec::new(), Vec::new(), Vec::new());
    let mut peak = None;
    for run in 0..runs.max(1) {
        // File systems are slow where files were removed a moment ago.
        let out = place.project.join(run.to_string());
        for times in [&mut ours, &mut again] {
            let (time, memory) = refresh(place, &out, servers)?;
            times.push(time);
            peak = peak.max(memory);
        }
        if let Some(command) = subject.peer {
            peer.push(time(&mut command(place))?);
        }
    }
    Ok(Figures {
        ours: median(ours),
        again: median(again),
        peak,
        peer: (!peer.is_empty()).then(|| median(peer)),
    })
}

/// Runs the command; gives its time and, where the system tells, its peak memory.
fn refresh(
    place: &Place,
    out: &Path,
    servers: &Servers,
) -> Result<(Duration, Option<u64>), String> {
    let mut command = Command::new(workspace().join("target/release/cargo-schema"));
    servers.tell(&mut command);
    let start = Instant::now();
    let mut child = command
        .args([
            "schema",
            "refresh",
            "--quiet",
            "--from",
            &place.url(),
            "--out",
        ])
        .arg(out)
        .current_dir(&place.project)
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("failed to start cargo-schema: {error}"))?;
    let mut peak = None;
    loop {
        peak = peak.max(peak_memory(child.id()));
        let ended = child.try_wait().map_err(|error| error.to_string())?;
        match ended {
            Some(status) if status.success() => return Ok((start.elapsed(), peak)),
            Some(status) => return Err(format!("cargo-schema failed: {status}")),
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// The largest memory that a process has had, in kilobytes, as Linux tells it.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn report(subject: &Subject, tables: usize, figures: &Figures) {
    let peak = match figures.peak {
        Some(peak) => format!(", peak memory {} MB", peak / 1024),
        None => String::new(),
    };
    say(&format!(
        "{}, {tables} tables: first refresh {}, unchanged {}{peak}",
        subject.name,
        seconds(figures.ours),
        seconds(figures.again),
    ));
    if let (Some(peer), Some(command)) = (figures.peer, subject.peer) {
        let program = command(&Place {
            server: String::new(),
            database: String::new(),
            sql: PathBuf::new(),
            project: PathBuf::new(),
        });
        say(&format!(
            "  {} takes {}, {} as long",
            program.get_program().to_string_lossy(),
            seconds(peer),
            ratio(figures.ours, peer)
        ));
    }
}
