//! The state that a server sums up for us changes with everything that we read of it, so that a
//! build which trusts it never takes a changed database for an unchanged one.
//!
//! Every statement of `tests/introspect/*/<dialect>/schema.sql` and of `tests/live/<dialect>/*.sql`
//! is executed on its own. Where the state stays as it was, the schema has to.

#[path = "support/scratch.rs"]
mod scratch;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use schema_engine::split::{Body, PieceKind, Rules, split};
use schema_engine::{Connector, Dialect, dialect};
use scratch::scratch;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How the files of the cases are split. They hold statements alone.
const RULES: Rules = Rules {
    quotes: &[(b'\'', b'\''), (b'"', b'"')],
    backslash_quotes: b"",
    escape_strings: true,
    dollar_quotes: true,
    hash_comments: false,
    dash_comments_need_blank: false,
    nested_comments: true,
    conditional_comments: false,
    command: None,
    delimiter_lines: false,
    copy_data: false,
    body: Body::Atomic,
};

#[test]
fn the_state_changes_with_everything_that_is_read() {
    let mut dialects = fs::read_dir("tests/live").unwrap().peekable();
    assert!(dialects.peek().is_some(), "there are no cases");
    for folder in dialects {
        let name = folder.unwrap().file_name();
        let dialect = dialect(name.to_str().unwrap()).expect("a folder is called like a dialect");
        let Some(mut database) = scratch(dialect).unwrap() else {
            continue;
        };
        assert!(database.state().unwrap().is_some());
        for file in files(dialect.name()).unwrap() {
            let checked = check(dialect, &file);
            checked.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
    }
}

fn files(dialect: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for case in fs::read_dir("tests/introspect")? {
        files.push(case?.path().join(dialect).join("schema.sql"));
    }
    for file in fs::read_dir(Path::new("tests/live").join(dialect))? {
        files.push(file?.path());
    }
    files.retain(|file| file.is_file());
    files.sort();
    Ok(files)
}

fn check(dialect: &dyn Dialect, file: &Path) -> Result<()> {
    let text = fs::read_to_string(file)?;
    let pieces = split(&text, &RULES).filter(|piece| piece.kind == PieceKind::Statement);
    let statements: Vec<&str> = pieces.map(|piece| piece.text).collect();
    let silent = silent(&mut *database(dialect)?, &statements)?;
    if silent.is_empty() {
        return Ok(());
    }
    // The second time the schema is read before and after those alone, since reading takes long.
    let mut database = database(dialect)?;
    for (index, statement) in statements.iter().enumerate() {
        if !silent.contains(&index) {
            database.execute(statement)?;
            continue;
        }
        let before = database.introspect()?;
        database.execute(statement)?;
        if database.introspect()? != before {
            return Err(format!("the state does not show what this does: {statement}").into());
        }
    }
    Ok(())
}

fn database(dialect: &dyn Dialect) -> Result<Box<dyn Connector>> {
    Ok(scratch(dialect)?.ok_or("there is no server any more")?)
}

/// The statements that do not change the state.
fn silent(database: &mut dyn Connector, statements: &[&str]) -> Result<Vec<usize>> {
    let mut silent = Vec::new();
    let mut state = database.state()?;
    for (index, statement) in statements.iter().enumerate() {
        database
            .execute(statement)
            .map_err(|error| format!("{error}, of {statement}"))?;
        let after = database.state()?;
        if after == state {
            silent.push(index);
        }
        state = after;
    }
    Ok(silent)
}
