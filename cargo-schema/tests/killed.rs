//! An apply whose process is killed at each of its statements in turn, and, where the engine runs
//! inside of that process, at moments while statements run over large tables: the next apply leads to
//! the schema that was asked for, and no row is lost.
//!
//! Where statements are in a transaction, nothing of the first apply is left. Where they are not, the
//! second one goes on from what is there.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use schema_engine::{Connector, Dialect, dialect};
use support::Project;

/// A database for one apply.
struct Database {
    url: String,
    dialect: &'static dyn Dialect,
    /// Removes it, on the server that it is on.
    drop: Option<(String, String)>,
    /// Where plans are tried, for those that need a server for it.
    scratch: Vec<String>,
}

impl Database {
    fn connect(&self) -> Box<dyn Connector> {
        connect(self.dialect, &self.url)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, sql)) = &self.drop {
            connect(self.dialect, server).execute(sql).unwrap();
        }
    }
}

fn connect(dialect: &'static dyn Dialect, url: &str) -> Box<dyn Connector> {
    dialect.connect(url, Duration::from_secs(30)).unwrap()
}

/// A database in a file of the project.
fn file(project: &Project, name: &str) -> Database {
    let dialect = dialect(name).unwrap();
    let path = project.path("database");
    // An empty file is an empty database, for the engine that takes it for one.
    match dialect.name() {
        "sqlite" => std::fs::write(&path, "").unwrap(),
        _ => {
            let attach = format!("ATTACH '{}' AS made", path.display());
            let mut other = dialect.connect_scratch().unwrap();
            other.execute(&attach).unwrap();
        }
    }
    Database {
        url: format!("{name}:{}", path.display()),
        dialect,
        drop: None,
        scratch: Vec::new(),
    }
}

/// A database on the server of a variable; none when that was left out on purpose.
fn on_server(name: &str, variable: &str) -> Option<Database> {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let server = std::env::var(variable);
    let server = server.expect("run `cargo xtask test`, which starts the servers that tests need");
    if server == "left-out" {
        return None;
    }
    let dialect = dialect(name).unwrap();
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let database = format!("killed_{}_{number}", std::process::id());
    let make = format!("CREATE DATABASE {database}");
    connect(dialect, &server).execute(&make).unwrap();
    let (host, _) = server.rsplit_once('/').unwrap();
    // The killed one may still be connected.
    let force = if dialect.capability().namespaces {
        " WITH (FORCE)"
    } else {
        ""
    };
    Some(Database {
        url: format!("{host}/{database}"),
        dialect,
        scratch: vec!["--scratch".into(), server.clone()],
        drop: Some((server, format!("DROP DATABASE {database}{force}"))),
    })
}

/// What is to be done to a database, and what must be the same before and after.
struct Change {
    from: &'static str,
    to: &'static str,
    rows: &'static str,
    more: &'static [&'static str],
}

/// An apply that says its statements.
fn start(project: &Project, database: &Database, more: &[&str]) -> Child {
    let mut arguments = vec!["apply", "-v", "--from", &database.url, "--to", "to.sql"];
    arguments.extend(["--yes", "--allow", "destructive"]);
    arguments.extend(more);
    arguments.extend(database.scratch.iter().map(String::as_str));
    let mut command = project.command(&arguments);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Kills an apply some time after it is at statement `number`; `false` when it ends before.
fn kill_at(child: &mut Child, number: usize, later: Duration) -> bool {
    let sign = format!("statement {number} of ");
    let mut said = String::new();
    for line in BufReader::new(child.stderr.take().unwrap()).lines() {
        let line = line.unwrap();
        if line.starts_with(&sign) {
            sleep(later);
            child.kill().unwrap();
            return !child.wait().unwrap().success();
        }
        said.push_str(&line);
        said.push('\n');
    }
    assert!(child.wait().unwrap().success(), "{said}");
    false
}

/// The next apply arrives, nothing is left to do after it, and the rows are the same.
fn expect_arrives(
    project: &Project,
    database: &Database,
    change: &Change,
    rows: &[Vec<Option<String>>],
    place: &str,
) {
    let sides = ["--from", &database.url, "--to", "to.sql"];
    let run = |words: &[&str]| {
        let scratch: Vec<&str> = database.scratch.iter().map(String::as_str).collect();
        let arguments: Vec<&str> = [words, &sides, change.more, &scratch].concat();
        project.run(&arguments)
    };
    let again = run(&["apply", "--yes", "--allow", "destructive"]);
    assert_eq!(again.code, Some(0), "killed {place}: {again:#?}");
    let plan = run(&["plan"]);
    assert_eq!(plan.code, Some(0), "killed {place}: {plan:#?}");
    assert!(!plan.stdout.contains("stopped"), "{plan:#?}");
    let kept = database.connect().query(change.rows).unwrap();
    assert_eq!(kept, rows, "killed {place}");
}

fn check(change: &Change, make: impl Fn(&Project) -> Option<Database>) {
    let mut killed = 0;
    for number in 1.. {
        let project = Project::new();
        project.write("to.sql", change.to);
        let Some(database) = make(&project) else {
            return;
        };
        database.connect().execute(change.from).unwrap();
        let rows = database.connect().query(change.rows).unwrap();
        let mut child = start(&project, &database, change.more);
        if !kill_at(&mut child, number, Duration::ZERO) {
            break;
        }
        killed += 1;
        let place = format!("at {number}");
        expect_arrives(&project, &database, change, &rows, &place);
    }
    assert!(killed > 5, "only {killed} statements: too few to tell");
}

/// How many times an apply over large tables is killed.
const MOMENTS: u32 = 8;

/// Kills an apply at moments that lie evenly in the time that its statements take.
fn check_moments(change: &Change, name: &str) {
    let mut killed = 0;
    let mut takes = Duration::ZERO;
    for moment in 0..=MOMENTS {
        let project = Project::new();
        project.write("to.sql", change.to);
        let database = file(&project, name);
        database.connect().execute(change.from).unwrap();
        let rows = database.connect().query(change.rows).unwrap();
        let mut child = start(&project, &database, change.more);
        if moment == 0 {
            takes = time_of_statements(&mut child);
        } else if kill_at(&mut child, 1, takes * (moment - 1) / MOMENTS) {
            killed += 1;
        }
        let place = format!("at moment {moment} of {MOMENTS} in {takes:?}");
        expect_arrives(&project, &database, change, &rows, &place);
    }
    assert!(killed > 0, "it was never killed");
}

/// How long an apply takes from its first statement to its end.
fn time_of_statements(child: &mut Child) -> Duration {
    let mut begin = Instant::now();
    for line in BufReader::new(child.stderr.take().unwrap()).lines() {
        if line.unwrap().starts_with("statement 1 of ") {
            begin = Instant::now();
        }
    }
    assert!(child.wait().unwrap().success());
    begin.elapsed()
}

const SQLITE: Change = Change {
    from: "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id));
        CREATE VIEW seen AS SELECT a FROM parent;
        INSERT INTO parent (id, a) VALUES (1, 'x'), (7, 'y');
        INSERT INTO child VALUES (1, 7);",
    to: "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL CHECK (a <> ''), b TEXT);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE);
        CREATE TABLE fresh (id INTEGER PRIMARY KEY);
        CREATE INDEX by_a ON parent (a);
        CREATE VIEW seen AS SELECT a, b FROM parent;",
    rows: "SELECT p.id, p.a, c.id, s.seq FROM parent p LEFT JOIN child c ON c.parent_id = p.id, sqlite_sequence s ORDER BY 1",
    more: &[],
};

#[test]
fn nothing_is_lost_on_sqlite() {
    check(&SQLITE, |project| Some(file(project, "sqlite")));
}

/// The same with so many rows that a statement takes a while.
const LARGE_SQLITE: Change = Change {
    from: "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id));
        CREATE VIEW seen AS SELECT a FROM parent;
        WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 30000)
        INSERT INTO parent SELECT n, printf('%0200d', n) FROM number;
        INSERT INTO child SELECT id, id FROM parent;",
    rows: "SELECT count(*), sum(p.a), sum(c.id), min(s.seq) FROM parent p JOIN child c ON c.parent_id = p.id, sqlite_sequence s",
    ..SQLITE
};

#[test]
fn nothing_is_lost_inside_of_a_statement_on_sqlite() {
    check_moments(&LARGE_SQLITE, "sqlite");
}

/// Indexes are built beside other work, outside of transactions, and may be left behind half-built.
const POSTGRES: Change = Change {
    from: "CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE parent (id int PRIMARY KEY, a int, m mood DEFAULT 'good');
        CREATE TABLE child (id int PRIMARY KEY, parent_id int);
        CREATE VIEW seen AS SELECT id FROM parent;
        INSERT INTO parent SELECT n, n FROM generate_series(1, 2000) n;
        INSERT INTO child SELECT n, n FROM generate_series(1, 2000) n;",
    to: "CREATE TYPE mood AS ENUM ('good', 'fair', 'bad');
        CREATE TABLE parent (id int PRIMARY KEY, a int NOT NULL, m mood DEFAULT 'fair', b int DEFAULT 7);
        CREATE TABLE child (id int PRIMARY KEY, parent_id int UNIQUE REFERENCES parent (id), CHECK (id > 0));
        CREATE TABLE fresh (id bigint PRIMARY KEY);
        CREATE INDEX by_a ON parent (a);
        CREATE VIEW seen AS SELECT id, b FROM parent;",
    rows: "SELECT count(*), sum(p.a), sum(c.id), min(p.m::text) FROM parent p JOIN child c ON c.parent_id = p.id",
    more: &["--online", "always"],
};

#[test]
fn nothing_is_lost_on_postgres() {
    check(&POSTGRES, |_| on_server("postgres", "SCHEMA_TEST_POSTGRES"));
}

const MARIADB: Change = Change {
    from: "CREATE TABLE parent (id int PRIMARY KEY, a int);
        CREATE TABLE child (id int PRIMARY KEY, parent_id int, CONSTRAINT old_key FOREIGN KEY (parent_id) REFERENCES parent (id));
        CREATE VIEW seen AS SELECT id FROM parent;
        INSERT INTO parent VALUES (1, 10), (2, 20);
        INSERT INTO child VALUES (1, 2);",
    to: "CREATE TABLE parent (id bigint PRIMARY KEY, a int, b int, KEY by_a (a));
        CREATE TABLE child (id int PRIMARY KEY, parent_id bigint, CONSTRAINT new_key FOREIGN KEY (parent_id) REFERENCES parent (id));
        CREATE TABLE fresh (id int PRIMARY KEY);
        CREATE VIEW seen AS SELECT id, b FROM parent;",
    rows: "SELECT p.id, p.a, c.id FROM parent p LEFT JOIN child c ON c.parent_id = p.id ORDER BY 1",
    more: &[],
};

#[test]
fn nothing_is_lost_on_mariadb() {
    check(&MARIADB, |_| on_server("mariadb", "SCHEMA_TEST_MARIADB"));
}

#[test]
fn nothing_is_lost_on_mysql() {
    check(&MARIADB, |_| on_server("mysql", "SCHEMA_TEST_MYSQL"));
}

#[cfg(feature = "duckdb")]
const DUCKDB: Change = Change {
    from: "CREATE TABLE parent (id INTEGER PRIMARY KEY, a INTEGER);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id));
        CREATE VIEW seen AS SELECT id FROM parent;
        INSERT INTO parent VALUES (1, 10), (2, 20);
        INSERT INTO child VALUES (1, 2);",
    to: "CREATE TABLE parent (id INTEGER PRIMARY KEY, a BIGINT NOT NULL, b VARCHAR);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id));
        CREATE TABLE fresh (id INTEGER PRIMARY KEY);
        CREATE INDEX by_a ON parent (a);
        CREATE VIEW seen AS SELECT id, b FROM parent;",
    rows: "SELECT p.id, p.a, c.id FROM parent p LEFT JOIN child c ON c.parent_id = p.id ORDER BY 1",
    more: &[],
};

#[cfg(feature = "duckdb")]
#[test]
fn nothing_is_lost_on_duckdb() {
    check(&DUCKDB, |project| Some(file(project, "duckdb")));
}

/// The same with so many rows that a statement takes a while.
#[cfg(feature = "duckdb")]
const LARGE_DUCKDB: Change = Change {
    from: "CREATE TABLE parent (id INTEGER PRIMARY KEY, a INTEGER);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id));
        CREATE VIEW seen AS SELECT id FROM parent;
        INSERT INTO parent SELECT n, n FROM range(1, 100001) AS number (n);
        INSERT INTO child SELECT id, id FROM parent;",
    rows: "SELECT count(*)::VARCHAR, sum(p.a)::VARCHAR, sum(c.id)::VARCHAR FROM parent p JOIN child c ON c.parent_id = p.id",
    ..DUCKDB
};

#[cfg(feature = "duckdb")]
#[test]
fn nothing_is_lost_inside_of_a_statement_on_duckdb() {
    check_moments(&LARGE_DUCKDB, "duckdb");
}
