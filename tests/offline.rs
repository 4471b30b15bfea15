//! What is read of `.sql` text, beside what an engine makes of the same text.
//!
//! - `tests/offline/<case>/<dialect>/*.sql` are read offline, and executed in an empty database, in
//!   the order of their names; `unmodelled.txt`, if there is one, is what is listed, line by line.
//! - `tests/introspect/<case>/<dialect>/schema.sql` are read offline too, and compared with
//!   `snapshot.json`. What may differ stands in `offline.diff`, line by line.
//!   Where the engine is a server, what only the server knows is not compared.
//! - `tests/ddl-errors/<case>/<dialect>/schema.sql` are refused with the message in `error.txt`;
//!   an engine refuses them too.
//!
//! With `UPDATE_SNAPSHOTS=1` in the environment the `.txt` files are written.

#[path = "support/scratch.rs"]
mod scratch;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use schema_engine::source::{elaborate, read_sql_files};
use schema_engine::text::as_text_says;
use schema_engine::{DIALECTS, Dialect, SqlFile, dialect};
use schema_model::{Schema, differences};
use scratch::scratch;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[test]
fn offline_and_engine_read_the_same() {
    check_all("tests/offline", |dialect, folder| {
        let files = read_sql_files(folder)?;
        let offline = dialect.parse_ddl(&files)?;
        let executed = without_commands(&files);
        let Some(mut database) = scratch(dialect)? else {
            return Ok(());
        };
        let live = elaborate(&mut *database, &executed)?;
        expect_text(&folder.join("unmodelled.txt"), &unmodelled(&offline))?;
        expect_differences(dialect, &folder.join("offline.diff"), &live, &offline)
    });
}

#[test]
fn offline_reads_what_a_database_was_made_of() {
    check_all("tests/introspect", |dialect, folder| {
        let snapshot = fs::read_to_string(folder.join("snapshot.json"))?;
        let snapshot: Schema = schema_model::json::from_text(&snapshot)?;
        let offline = dialect.parse_ddl(&read_sql_files(&folder.join("schema.sql"))?)?;
        expect_differences(dialect, &folder.join("offline.diff"), &snapshot, &offline)
    });
}

#[test]
fn what_contradicts_itself_is_refused() {
    check_all("tests/ddl-errors", |dialect, folder| {
        let files = read_sql_files(&folder.join("schema.sql"))?;
        if scratch(dialect)?.is_some_and(|mut it| elaborate(&mut *it, &files).is_ok()) {
            return Err("the engine takes it".into());
        }
        let Err(error) = dialect.parse_ddl(&files) else {
            return Err("it was read".into());
        };
        expect_text(&folder.join("error.txt"), &format!("{error}\n"))
    });
}

fn check_all(root: &str, check: impl Fn(&dyn Dialect, &Path) -> Result<()>) {
    let mut failures = Vec::new();
    let cases = cases(root).expect("the folder of cases is beside this file");
    assert!(!cases.is_empty(), "there are no cases in {root}");
    for folder in cases {
        let name = folder.file_name().and_then(|name| name.to_str());
        let result = match name.and_then(dialect) {
            Some(dialect) if dialect.reads_text() => check(dialect, &folder),
            Some(dialect) => refuses_text(dialect),
            None => Err("the folder is not named like a dialect".into()),
        };
        if let Err(error) = result {
            failures.push(format!("{}: {error}", folder.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// A dialect that does not read text says what to do instead.
fn refuses_text(dialect: &dyn Dialect) -> Result<()> {
    let file = SqlFile {
        path: "a.sql".into(),
        text: String::new(),
    };
    match dialect.parse_ddl(&[file]) {
        Err(error) if error.to_string().contains("name a snapshot") => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

fn folders(root: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(root)? {
        folders.push(entry?.path());
    }
    folders.sort();
    Ok(folders)
}

/// The folders of all dialects of all cases.
fn cases(root: &str) -> Result<Vec<PathBuf>> {
    let mut cases = Vec::new();
    for case in folders(Path::new(root))? {
        cases.extend(folders(&case)?);
    }
    Ok(cases)
}

/// Lines for the command line mean nothing to the engine itself, nor does the data that a client
/// sends between them.
fn without_commands(files: &[SqlFile]) -> Vec<SqlFile> {
    let mut files = files.to_vec();
    for file in &mut files {
        let mut is_data = false;
        let lines = file.text.split_inclusive('\n').filter(|line| {
            let was_data = is_data;
            is_data = (is_data || line.ends_with("FROM stdin;\n")) && !line.starts_with("\\.");
            !was_data && !is_data && !line.starts_with(['.', '\\'])
        });
        file.text = lines.collect();
    }
    files
}

fn unmodelled(schema: &Schema) -> String {
    let lines = schema.unmodelled.iter();
    lines
        .map(|it| format!("{} {} `{}`: {}\n", it.place, it.kind, it.name, it.reason))
        .collect()
}

fn expect_text(path: &Path, actual: &str) -> Result<()> {
    let is_there = path.is_file();
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() && (is_there || !actual.is_empty()) {
        return Ok(fs::write(path, actual)?);
    }
    let expected = match is_there {
        true => fs::read_to_string(path)?,
        false => String::new(),
    };
    match expected == actual {
        true => Ok(()),
        false => Err(format!("expected\n{expected}\nfound\n{actual}").into()),
    }
}

/// Differences are only taken when someone has written them down.
fn expect_differences(
    dialect: &dyn Dialect,
    path: &Path,
    from: &Schema,
    to: &Schema,
) -> Result<()> {
    let differences = match dialect.capability().file_based {
        true => differences(from, to),
        false => differences(&as_text_says(from), &as_text_says(to)),
    };
    let actual: String = differences.iter().map(|it| format!("{it}\n")).collect();
    let expected = match path.is_file() {
        true => fs::read_to_string(path)?,
        false => String::new(),
    };
    match expected == actual {
        true => Ok(()),
        false => Err(format!("expected\n{expected}\nfound\n{actual}").into()),
    }
}

/// Parts of statements, so that texts come near to what readers look for.
const PARTS: &[&str] = &[
    "CREATE ",
    "TABLE ",
    "VIEW ",
    "INDEX ",
    "TRIGGER ",
    "VIRTUAL TABLE ",
    "TEMP ",
    "a",
    "b",
    " AS ",
    "SELECT ",
    "*",
    " FROM ",
    "(",
    ")",
    ",",
    ";",
    "'",
    "\"",
    "[",
    "]",
    "--",
    "/*",
    "*/",
    "\n",
    " BEGIN ",
    " END",
    "INSERT INTO ",
    "ALTER TABLE ",
    "RENAME TO ",
    "RENAME COLUMN ",
    "ADD COLUMN ",
    "DROP COLUMN ",
    "DROP ",
    " ON ",
    "PRIMARY KEY ",
    "REFERENCES ",
    "CHECK ",
    "WITH ",
    "UNION ",
    "USING fts5",
    "1",
    "é",
    "🦀",
    ".",
    "=",
    "NOT ",
    "NULL ",
    "CASE ",
    "ROLLBACK",
    "SAVEPOINT a",
    "PRAGMA ",
    "x'0",
    "\\",
    "$",
    "::",
    "$$",
    "DO $$ BEGIN ",
    "U&'",
    "ALTER TYPE ",
    "AS ENUM ",
    "COMMENT ON ",
    " IS ",
    "IF NOT EXISTS ",
    "INHERITS ",
    "LIKE ",
    "PARTITION OF ",
    "GENERATED ALWAYS AS ",
    "IDENTITY ",
];

/// The texts of the cases of a dialect.
fn texts_of_cases(dialect: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for root in ["tests/offline", "tests/introspect", "tests/ddl-errors"] {
        for folder in cases(root).expect("the folder of cases is beside this file") {
            if folder.ends_with(dialect)
                && let Ok(files) = read_sql_files(&folder)
            {
                texts.extend(files.into_iter().map(|file| file.text));
            }
        }
    }
    texts
}

/// A text without some of its characters, and with a part in their place; or cut off there.
fn changed(text: &str, cut: usize, length: usize, part: &str, is_truncated: bool) -> String {
    let before: String = text.chars().take(cut).collect();
    let after = text.chars().skip(cut + length);
    let after: String = after.filter(|_| !is_truncated).collect();
    format!("{before}{part}{after}")
}

proptest! {
    /// Whatever a text is, it is read, or refused with a message.
    #[test]
    fn no_text_makes_the_reader_panic(parts in prop::collection::vec(prop::sample::select(PARTS), 0..60)) {
        for dialect in DIALECTS {
            let file = SqlFile { path: "a.sql".into(), text: parts.concat() };
            match dialect.parse_ddl(&[file]) {
                Ok(_) => {}
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }

    /// Whatever happens to a text that can be read, it is read, or refused with a message.
    #[test]
    fn no_change_makes_the_reader_panic(
        file in 0_usize..1000,
        cut in any::<prop::sample::Index>(),
        length in 0_usize..200,
        part in prop::sample::select(PARTS),
        is_truncated in any::<bool>(),
    ) {
        for dialect in DIALECTS {
            let texts = texts_of_cases(dialect.name());
            let Some(text) = texts.get(file % texts.len().max(1)) else { continue };
            let text = changed(text, cut.index(text.len() + 1), length, part, is_truncated);
            let file = SqlFile { path: "a.sql".into(), text };
            match dialect.parse_ddl(&[file]) {
                Ok(_) => {}
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }

    /// Each statement is in the schema or in the list.
    #[test]
    fn no_statement_is_lost(kinds in prop::collection::vec(0..4, 0..20)) {
        let Some(dialect) = dialect("sqlite") else { return Ok(()) };
        let statements: Vec<String> = kinds.iter().enumerate().map(|(at, kind)| match kind {
            0 => format!("CREATE TABLE t{at} (a, b TEXT DEFAULT ';')"),
            1 => format!("CREATE VIEW v{at} AS SELECT {at} AS a"),
            2 => format!("MAKE SOMETHING {at}"),
            _ => format!("CREATE TEMP TABLE x{at} (a)"),
        }).collect();
        let file = SqlFile { path: "a.sql".into(), text: statements.join(";\n-- ;\n") };
        let schema = dialect.parse_ddl(&[file]).unwrap();
        let read = schema.tables.len() + schema.views.len();
        prop_assert_eq!(read + schema.unmodelled.len(), statements.len());
    }
}
