//! A disk that really is full: a file system that is too small for an apply, at different places of it.
//! Nothing is changed, the database is whole, it is said what is the matter, and the same command
//! arrives once there is room.
//!
//! The file system is mounted where only the test sees it. A machine that does not let us mount one
//! says so, loudly; `disk_full` limits the size of files there as everywhere.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use schema_engine::{Connector, dialect};
use support::Project;

/// What is done to a database in a file, and how it is known to be whole.
struct Change {
    engine: &'static str,
    from: &'static str,
    to: &'static str,
    /// The same before and after.
    whole: &'static str,
    /// How much room there is beside the database, in KiB, at the first try, and how much more at each
    /// further one.
    room: (u64, u64),
}

const TRIES: u64 = 8;

const SQLITE: Change = Change {
    engine: "sqlite",
    from: "CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT);
        CREATE TABLE mark (id INTEGER PRIMARY KEY, note INTEGER REFERENCES note (id));
        WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2000)
        INSERT INTO note SELECT n, printf('%0200d', n) FROM number;
        INSERT INTO mark SELECT id, id FROM note;",
    to: "CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL CHECK (text <> ''));
        CREATE TABLE mark (id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES note (id));
        CREATE INDEX by_text ON note (text);",
    whole: "SELECT count(*), sum(note.id), sum(note.text) FROM mark JOIN note ON mark.note = note.id",
    room: (8, 320),
};

/// Runs the command on a disk that is too small, then on the same disk with room, and keeps what the
/// database was between them. Its arguments: the folder to mount, its size in KiB, the program, and
/// those of the program.
const SCRIPT: &str = r#"
place=$1; size=$2; shift 2
mount -t tmpfs -o "size=${size}k" tmpfs "$place" || exit 77
cp database* "$place" || exit 77
"$@" 2> first.said; echo $? > first.code
cp "$place"/database* between
mount -o remount,size=1g "$place" || exit 77
"$@" 2> second.said; echo $? > second.code
cp "$place"/database* after
"#;

/// What a machine says that lets nobody mount.
const NOT_ALLOWED: i32 = 77;

#[test]
fn a_small_disk_changes_nothing_on_sqlite() {
    check(&SQLITE);
}

fn check(change: &Change) {
    if !can_mount() {
        let said = "\n!!! no file system can be mounted here, so NO DISK WAS FILLED by this test; \
                    run it as root, or where `unshare --user --mount` is allowed\n\n";
        // Past what the tests' runner keeps to itself.
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        return;
    }
    let mut full = 0;
    for number in 0..TRIES {
        full += u32::from(is_full(change, number));
    }
    assert!(full > 2, "the disk was full only {full} times");
    assert!(u64::from(full) < TRIES, "there was never room");
}

fn can_mount() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let mount = r#"mount -t tmpfs tmpfs "$1""#;
    let mut command = alone(mount);
    let output = command.arg(folder.path()).output();
    output.is_ok_and(|output| output.status.success())
}

/// A shell whose mounts nobody else sees.
fn alone(script: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount"]);
    command.args(["sh", "-c", script, "sh"]);
    command
}

/// One try; whether the disk was full.
fn is_full(change: &Change, number: u64) -> bool {
    let project = Project::new();
    project.write("to.sql", change.to);
    make(change, &project.path("database"));
    let rows = whole(change, &project.path("database"));
    for folder in ["place", "between", "after"] {
        fs::create_dir(project.path(folder)).unwrap();
    }
    let size = fs::metadata(project.path("database")).unwrap().len() / 1024;
    let size = size + change.room.0 + number * change.room.1;
    run(change, &project, size);
    let read = |name: &str| project.read(name);
    let said = read("first.said");
    assert!(!said.contains("panicked"), "{said}");
    let is_full = read("first.code").trim() != "0";
    if is_full {
        assert_eq!(read("first.code").trim(), "2", "{said}");
        let names_it = ["disk", "space left"].iter().any(|it| said.contains(it));
        assert!(names_it, "{said}");
        assert!(said.contains("nothing was changed"), "{said}");
        let between = project.path("between/database");
        assert_eq!(whole(change, &between), rows, "{said}");
        plan(change, &project, "between").code(1);
    }
    assert_eq!(read("second.code").trim(), "0", "{}", read("second.said"));
    assert_eq!(whole(change, &project.path("after/database")), rows);
    plan(change, &project, "after").success();
    is_full
}

/// The command on the small disk, and again with room.
fn run(change: &Change, project: &Project, size: u64) {
    let place = project.path("place");
    let url = format!("{}:{}", change.engine, place.join("database").display());
    let apply = project.command(&["apply", "--from", &url, "--to", "to.sql", "--yes"]);
    let mut command = alone(SCRIPT);
    command.arg(&place).arg(size.to_string());
    command.arg(apply.get_program()).args(apply.get_args());
    command.current_dir(project.path(""));
    for (name, value) in apply.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let output = command.output().unwrap();
    assert_ne!(output.status.code(), Some(NOT_ALLOWED), "{output:?}");
}

fn plan(change: &Change, project: &Project, folder: &str) -> support::Output {
    let path = project.path(folder).join("database");
    let url = format!("{}:{}", change.engine, path.display());
    project.run(&["plan", "--from", &url, "--to", "to.sql"])
}

fn make(change: &Change, path: &Path) {
    let dialect = dialect(change.engine).unwrap();
    if change.engine == "sqlite" {
        fs::write(path, "").unwrap();
        return connect(change, path).execute(change.from).unwrap();
    }
    let attach = format!("ATTACH '{}' AS made", path.display());
    dialect.connect_scratch().unwrap().execute(&attach).unwrap();
    connect(change, path).execute(change.from).unwrap();
}

fn connect(change: &Change, path: &Path) -> Box<dyn Connector> {
    let dialect = dialect(change.engine).unwrap();
    let url = format!("{}:{}", change.engine, path.display());
    dialect.connect(&url, Duration::from_secs(30)).unwrap()
}

fn whole(change: &Change, path: &Path) -> Vec<Vec<Option<String>>> {
    connect(change, path).query(change.whole).unwrap()
}

#[cfg(feature = "duckdb")]
const DUCKDB: Change = Change {
    engine: "duckdb",
    from: "CREATE TABLE note (id INTEGER PRIMARY KEY, text VARCHAR);
        CREATE TABLE mark (id INTEGER PRIMARY KEY, note INTEGER REFERENCES note (id));
        INSERT INTO note SELECT n, md5(n::VARCHAR) || md5((n * 7)::VARCHAR) FROM range(1, 20001) AS number (n);
        INSERT INTO mark SELECT id, id FROM note;",
    to: "CREATE TABLE note (id INTEGER PRIMARY KEY, text VARCHAR NOT NULL CHECK (text <> ''));
        CREATE TABLE mark (id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES note (id));
        CREATE INDEX by_text ON note (text);",
    whole: "SELECT count(*)::VARCHAR, sum(note.id)::VARCHAR, max(note.text) FROM mark JOIN note ON mark.note = note.id",
    room: (16, 1536),
};

#[cfg(feature = "duckdb")]
#[test]
fn a_small_disk_changes_nothing_on_duckdb() {
    check(&DUCKDB);
}
