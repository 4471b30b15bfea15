use std::fs;
use std::path::PathBuf;

use schema_model::TableKind;
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

    fn url(&self, name: &str) -> String {
        format!("sqlite:{}", self.path(name).display())
    }

    fn open(&self, name: &str) -> Result<SqliteConnector, EngineError> {
        SqliteConnector::open(&self.url(name), TIMEOUT)
    }

    /// A database that holds what the statements make.
    fn database(&self, name: &str, sql: &str) -> SqliteConnector {
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

#[test]
fn a_file_that_is_not_there_is_never_made() {
    let folder = Folder::new();
    let error = message(folder.open("missing.db"));
    assert!(error.contains("there is no file"), "{error}");
    assert!(!folder.path("missing.db").exists());
    let error = message(folder.open("missing/folder.db"));
    assert!(error.contains("there is no file"), "{error}");
    let error = message(SqliteConnector::open(
        &format!("{}?mode=rwc", folder.url("missing.db")),
        TIMEOUT,
    ));
    assert!(error.contains("there is no file"), "{error}");
    assert!(!folder.path("missing.db").exists());
}

#[test]
fn what_is_no_database_is_an_error_with_its_cause() {
    let folder = Folder::new();
    fs::create_dir(folder.path("folder")).unwrap();
    fs::write(folder.path("text.db"), "hello ".repeat(1000)).unwrap();
    for (name, part) in [("folder", "is a folder"), ("text.db", "not a database")] {
        let error = message(folder.open(name));
        assert!(error.contains(part) && error.contains(name), "{error}");
    }
}

#[test]
fn an_empty_file_is_an_empty_database() {
    let folder = Folder::new();
    fs::write(folder.path("empty.db"), "").unwrap();
    let schema = folder.open("empty.db").unwrap().introspect().unwrap();
    assert_eq!(schema, Schema::new("sqlite"));
}

#[test]
fn a_damaged_file_is_an_error_wherever_it_ends() {
    let folder = Folder::new();
    let columns: Vec<String> = (0..300).map(|n| format!("a_long_name_{n} TEXT")).collect();
    let sql = format!(
        "CREATE TABLE t ({}); CREATE TABLE u (a)",
        columns.join(", ")
    );
    drop(folder.database("whole.db", &sql));
    let whole = fs::read(folder.path("whole.db")).unwrap();
    for length in [10, 90, 200, 4000, 4096, whole.len() - 4096] {
        fs::write(folder.path("cut.db"), &whole[..length]).unwrap();
        let result = folder
            .open("cut.db")
            .and_then(|mut connector| connector.introspect());
        assert!(result.is_err(), "{length} of {} bytes", whole.len());
    }
}

#[test]
fn a_schema_that_contradicts_itself_is_an_error() {
    let folder = Folder::new();
    let sql = "CREATE TABLE t (a); PRAGMA writable_schema = ON;
               UPDATE sqlite_master SET sql = 'CREATE TABLE t (a'";
    drop(folder.database("bad.db", sql));
    let result = folder
        .open("bad.db")
        .and_then(|mut connector| connector.introspect());
    let error = message(result);
    assert!(error.contains("malformed database schema"), "{error}");
}

#[test]
fn a_locked_database_is_waited_for_no_longer_than_asked() {
    let folder = Folder::new();
    let mut holder = folder.database("locked.db", "CREATE TABLE t (a)");
    let mut reader = folder.open("locked.db").unwrap();
    holder.execute("BEGIN EXCLUSIVE").unwrap();
    for error in [
        message(reader.introspect()),
        message(folder.open("locked.db")),
    ] {
        assert!(error.contains("database is locked"), "{error}");
        assert!(error.contains("another program"), "{error}");
    }
    holder.execute("COMMIT").unwrap();
    assert_eq!(reader.introspect().unwrap().tables.len(), 1);
}

#[test]
fn a_file_that_is_removed_meanwhile_makes_no_panic() {
    let folder = Folder::new();
    let mut connector = folder.database("gone.db", "CREATE TABLE t (a)");
    fs::remove_file(folder.path("gone.db")).unwrap();
    // Whether the open file can still be read is the system's affair.
    let _ = connector.introspect();
    assert!(!folder.path("gone.db").exists());
}

#[test]
fn reading_leaves_the_file_and_its_folder_as_they_are() {
    let folder = Folder::new();
    drop(folder.database("a.db", "CREATE TABLE t (a); ANALYZE"));
    let before = fs::read(folder.path("a.db")).unwrap();
    let mut connector = folder.open("a.db").unwrap();
    assert_eq!(
        connector.introspect().unwrap(),
        connector.introspect().unwrap()
    );
    drop(connector);
    assert_eq!(fs::read(folder.path("a.db")).unwrap(), before);
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 1);
}

#[test]
fn a_write_ahead_log_is_read_too() {
    let folder = Folder::new();
    let mut writer = folder.database(
        "wal.db",
        "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (a)",
    );
    assert_eq!(
        folder
            .open("wal.db")
            .unwrap()
            .introspect()
            .unwrap()
            .tables
            .len(),
        1
    );
    writer.execute("BEGIN; CREATE TABLE u (a)").unwrap();
    assert_eq!(
        folder
            .open("wal.db")
            .unwrap()
            .introspect()
            .unwrap()
            .tables
            .len(),
        1
    );
    writer.execute("COMMIT").unwrap();
    assert_eq!(
        folder
            .open("wal.db")
            .unwrap()
            .introspect()
            .unwrap()
            .tables
            .len(),
        2
    );
    drop(writer);
    assert_eq!(
        folder
            .open("wal.db")
            .unwrap()
            .introspect()
            .unwrap()
            .tables
            .len(),
        2
    );
}

#[test]
fn paths_can_hold_what_urls_cannot() {
    let folder = Folder::new();
    for (name, encoded) in [
        ("a b.db", "a b.db"),
        ("a b.db", "a%20b.db"),
        ("100%.db", "100%25.db"),
        ("what?.db", "what%3F.db"),
        ("naïve 🦀#1.db", "naïve 🦀#1.db"),
        ("file:x.db", "file:x.db"),
    ] {
        folder.database_at(name);
        let schema = folder.open(encoded).unwrap().introspect().unwrap();
        assert_eq!(schema.tables.len(), 1, "{encoded}");
    }
}

impl Folder {
    /// A database in a file of exactly that name.
    fn database_at(&self, name: &str) {
        drop(self.database("plain.db", "CREATE TABLE t (a)"));
        fs::rename(self.path("plain.db"), self.path(name)).unwrap();
    }
}

#[test]
fn a_virtual_table_whose_module_is_unknown_is_listed() {
    let folder = Folder::new();
    let sql = "CREATE TABLE t (a); PRAGMA writable_schema = ON;
               INSERT INTO sqlite_master VALUES
                 ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING absent(a)')";
    drop(folder.database("module.db", sql));
    let schema = folder.open("module.db").unwrap().introspect().unwrap();
    assert_eq!(schema.tables[1].kind, TableKind::Virtual);
    let [unmodelled] = schema.unmodelled.as_slice() else {
        panic!("{schema:?}");
    };
    assert_eq!(unmodelled.name, "v");
    assert!(
        unmodelled.reason.contains("no such module: absent"),
        "{unmodelled:?}"
    );
}

#[test]
fn values_are_returned_as_text() {
    let folder = Folder::new();
    let mut connector = folder.database("values.db", "CREATE TABLE t (a)");
    let rows = connector
        .query("SELECT 1, 2.5, 'x', x'0aff', NULL UNION ALL SELECT 'y', 0, '', x'', 9")
        .unwrap();
    let text = |values: [Option<&str>; 5]| values.map(|value| value.map(str::to_owned)).to_vec();
    assert_eq!(
        rows,
        [
            text([Some("1"), Some("2.5"), Some("x"), Some("0aff"), None]),
            text([Some("y"), Some("0"), Some(""), Some(""), Some("9")]),
        ]
    );
    assert!(message(connector.query("SELECT absent")).contains("no such column"));
    assert!(message(connector.execute("SELECT 1; nonsense")).contains("syntax error"));
}
