use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::*;

/// A short time, since what is waited for never comes.
const TIMEOUT: Duration = Duration::from_millis(50);

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn open(&self, name: &str) -> Result<DuckdbConnector, EngineError> {
        DuckdbConnector::open(&format!("duckdb:{}", self.path(name).display()), TIMEOUT)
    }

    /// A database that holds what the statements make.
    fn database(&self, name: &str, sql: &str) -> DuckdbConnector {
        fs::write(self.path(name), "").unwrap();
        let mut connector = self.open(name).unwrap();
        connector.execute(sql).unwrap();
        connector
    }
}

fn message<T>(result: Result<T, EngineError>) -> String {
    match result {
        Ok(_) => panic!("this should have failed"),
        Err(error) => error.to_string(),
    }
}

fn memory(sql: &str) -> DuckdbConnector {
    let mut connector = DuckdbConnector::open("duckdb::memory:", TIMEOUT).unwrap();
    connector.execute(sql).unwrap();
    connector
}

#[test]
fn a_file_that_is_not_there_is_never_made() {
    let folder = Folder::new();
    for name in ["missing.db", "missing/folder.db"] {
        let error = message(folder.open(name));
        assert!(error.contains("there is no file"), "{error}");
        assert!(!folder.path(name).exists());
    }
}

#[test]
fn what_is_no_database_is_an_error_with_its_cause() {
    let folder = Folder::new();
    fs::create_dir(folder.path("folder")).unwrap();
    fs::write(folder.path("text.db"), "hello ".repeat(1000)).unwrap();
    fs::write(folder.path("short.db"), "hello").unwrap();
    fs::write(folder.path("other.db"), "SQLite format 3\0").unwrap();
    for (name, part) in [
        ("folder", "is a folder"),
        ("text.db", "is not a DuckDB database"),
        ("short.db", "is not a DuckDB database"),
        ("other.db", "is not a DuckDB database"),
    ] {
        let error = message(folder.open(name));
        assert!(error.contains(part) && error.contains(name), "{error}");
    }
}

/// A checksum guards the version in a file, so that no file of a newer version can be made up here.
#[test]
fn messages_of_the_engine_end_with_a_remedy() {
    for (said, remedy) in [
        (
            "IO Error: Trying to read a database file with version number 69, but we can only read \
             versions between 64 and 68.",
            "update this program",
        ),
        (
            "IO Error: Could not set lock on file \"a.db\"",
            "another program has it open",
        ),
        (
            "IO Error: Cannot open file \"a.db.wal\": Permission denied",
            "not writable",
        ),
        (
            "INTERNAL Error: x\n\nStack Trace:\n0x1",
            "INTERNAL Error: x",
        ),
    ] {
        let error = duckdb::Error::DuckDBFailure(duckdb::ffi::Error::new(1), Some(said.into()));
        let shown = explain(&error);
        assert!(shown.contains(remedy) && !shown.contains("0x1"), "{shown}");
    }
}

#[test]
fn a_damaged_file_is_an_error() {
    let folder = Folder::new();
    drop(folder.database("a.db", "CREATE TABLE t (a INTEGER)"));
    let bytes = fs::read(folder.path("a.db")).unwrap();
    for length in [12, 100, 5000, bytes.len() - 4096] {
        fs::write(folder.path("cut.db"), &bytes[..length]).unwrap();
        let opened = folder.open("cut.db");
        let read = opened.and_then(|mut connector| connector.introspect());
        assert!(read.is_err(), "{length}");
    }
}

#[test]
fn an_empty_file_is_an_empty_database_that_can_be_filled() {
    let folder = Folder::new();
    fs::write(folder.path("a.db"), "").unwrap();
    let mut connector = folder.open("a.db").unwrap();
    assert!(connector.introspect().unwrap().tables.is_empty());
    assert_eq!(folder.path("a.db").metadata().unwrap().len(), 0);
    connector.execute("CREATE TABLE t (a INTEGER)").unwrap();
    drop(connector);
    let schema = folder.open("a.db").unwrap().introspect().unwrap();
    assert_eq!(schema.tables.len(), 1);
}

#[test]
fn reading_does_not_write() {
    let folder = Folder::new();
    drop(folder.database("a.db", "CREATE TABLE t (a INTEGER)"));
    let before = fs::read(folder.path("a.db")).unwrap();
    // Two may read at once.
    let mut first = folder.open("a.db").unwrap();
    let mut second = folder.open("a.db").unwrap();
    assert_eq!(first.introspect().unwrap(), second.introspect().unwrap());
    assert_eq!(fs::read(folder.path("a.db")).unwrap(), before);
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 1);
}

/// Holds a file open in another process, until its input ends.
#[test]
fn holds_a_file() {
    let Ok(path) = std::env::var("SCHEMA_TEST_HOLD_FILE") else {
        return;
    };
    let connector = open_file(Path::new(&path), AccessMode::ReadWrite, TIMEOUT).unwrap();
    let mut stdout = std::io::stdout();
    writeln!(stdout, "\nholding").unwrap();
    stdout.flush().unwrap();
    let _ = std::io::stdin().read_line(&mut String::new());
    drop(connector);
}

#[test]
fn a_file_that_another_program_holds_is_waited_for_and_then_an_error() {
    let folder = Folder::new();
    drop(folder.database("a.db", "CREATE TABLE t (a INTEGER)"));
    let mut holder = Command::new(std::env::current_exe().unwrap())
        .args(["--nocapture", "holds_a_file"])
        .env("SCHEMA_TEST_HOLD_FILE", folder.path("a.db"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(holder.stdout.take().unwrap());
    let mut lines = output.lines().map(Result::unwrap);
    assert!(lines.any(|line| line == "holding"));
    let error = message(folder.open("a.db"));
    assert!(error.contains("another program has it open"), "{error}");
    drop(holder.stdin.take());
    let url = format!("duckdb:{}", folder.path("a.db").display());
    DuckdbConnector::open(&url, Duration::from_secs(30)).unwrap();
    holder.wait().unwrap();
}

#[test]
fn a_view_over_what_is_not_there_is_listed() {
    let mut connector = memory(
        "CREATE TABLE t (a INTEGER); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v; \
         CREATE VIEW fine AS SELECT 1 AS a; DROP TABLE t",
    );
    let schema = connector.introspect().unwrap();
    let views: Vec<_> = schema.views.iter().map(|it| it.name.to_string()).collect();
    assert_eq!(views, ["main.fine"]);
    let listed: Vec<_> = schema
        .unmodelled
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(listed, ["main.v", "main.w"]);
    assert!(schema.unmodelled[0].reason.contains("does not exist"));
}

#[test]
fn reading_leaves_the_session_as_it_was() {
    let mut connector =
        memory("CREATE SCHEMA s; CREATE TABLE s.t (a INTEGER); SET search_path = 's'");
    let first = connector.introspect().unwrap();
    assert_eq!(first, connector.introspect().unwrap());
    assert_eq!(
        connector.query("SELECT count(*) AS n FROM t").unwrap(),
        [[Some("0".to_owned())]]
    );
}

#[test]
fn an_open_transaction_is_read_and_left_open() {
    let mut connector = memory("CREATE TABLE t (a INTEGER); BEGIN");
    connector.execute("CREATE TABLE u (a INTEGER)").unwrap();
    assert_eq!(connector.introspect().unwrap().tables.len(), 2);
    connector.execute("ROLLBACK").unwrap();
    assert_eq!(connector.introspect().unwrap().tables.len(), 1);
}

#[test]
fn values_are_read_as_text() {
    let mut connector = memory("SELECT 1");
    let rows = connector
        .query("SELECT 1 AS a, NULL AS b, [1, 2] AS c, 'it''s' AS d")
        .unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(rows, [[text("1"), None, text("[1, 2]"), text("it's")]]);
}

#[test]
fn a_sequence_that_was_used_reads_as_before() {
    let mut connector = memory("CREATE SEQUENCE s; CREATE SEQUENCE t START 1 INCREMENT BY 5");
    let before = connector.introspect().unwrap();
    connector
        .execute("SELECT nextval('s'), nextval('t'), nextval('t')")
        .unwrap();
    assert_eq!(connector.introspect().unwrap(), before);
}

#[test]
fn the_token_is_never_shown() {
    let connector = DuckdbConnector {
        url: "md:shop".into(),
        timeout: TIMEOUT,
        connection: None,
        read_only: None,
        secret: Some("s3cret-token".into()),
        in_transaction: false,
    };
    let refused = memory("SELECT 1")
        .connection()
        .unwrap()
        .execute_batch("SELECT 's3cret-token'::INTEGER");
    let shown = connector
        .database_error("query", &refused.unwrap_err())
        .to_string();
    assert!(
        shown.contains("***") && !shown.contains("s3cret"),
        "{shown}"
    );
    let error = message(DuckdbConnector::open(
        "md:shop?motherduck_token=&x=y",
        TIMEOUT,
    ));
    assert!(error.contains("`x` is unknown"), "{error}");
    // An empty token is none.
    let url = "md:shop?motherduck_token=";
    if std::env::var_os(TOKEN_VARIABLE).is_none() {
        let error = message(DuckdbConnector::open(url, TIMEOUT));
        assert!(error.contains("set `MOTHERDUCK_TOKEN`"), "{error}");
    }
}

/// A file with a log beside it, as a killed program leaves it: so many bytes are missing at the log's end.
fn killed(folder: &Folder, missing: u64) -> PathBuf {
    let path = folder.path("killed.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE kept (a INTEGER);
            CHECKPOINT;
            PRAGMA disable_checkpoint_on_shutdown;
            BEGIN;
            CREATE TABLE late (id INTEGER PRIMARY KEY, a INTEGER);
            INSERT INTO late VALUES (1, 1);
            CREATE INDEX late_a ON late (a);
            COMMIT;",
        )
        .unwrap();
    drop(connection);
    let log = fs::OpenOptions::new()
        .write(true)
        .open(folder.path("killed.db.wal"))
        .unwrap();
    log.set_len(log.metadata().unwrap().len() - missing)
        .unwrap();
    let reading = open_file(&path, AccessMode::ReadOnly, TIMEOUT);
    assert!(is_in_log(&reading.unwrap_err()));
    path
}

fn tables(connector: &mut DuckdbConnector) -> Vec<String> {
    let schema = connector.introspect().unwrap();
    let names = schema.tables.iter().map(|table| table.name.name.clone());
    names.collect()
}

#[test]
fn a_log_that_a_killed_program_left_is_gone_through() {
    for (missing, expected) in [(0, &["kept", "late"][..]), (8, &["kept"])] {
        let folder = Folder::new();
        killed(&folder, missing);
        // What cannot be moved into the file stays beside it, so this has to hold more than once.
        for _ in 0..2 {
            assert_eq!(tables(&mut folder.open("killed.db").unwrap()), expected);
        }
        let mut connector = folder.open("killed.db").unwrap();
        connector.execute("CREATE TABLE more (a INTEGER)").unwrap();
        drop(connector);
        let more = [expected, &["more"]].concat();
        assert_eq!(tables(&mut folder.open("killed.db").unwrap()), more);
    }
}
