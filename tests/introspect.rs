//! What is read of a database, and that it can be made again from that alone.
//!
//! `tests/introspect/<case>/<dialect>/schema.sql` is executed in an empty database; what is read of
//! it is `snapshot.json`, one document. With `UPDATE_SNAPSHOTS=1` in the environment the file is
//! written instead of compared; review what changes in it as code. A server of another version
//! than `tests/support/recorded.txt` names prints definitions in other words, which are then not
//! compared; the file is not written.

#[path = "support/scratch.rs"]
mod scratch;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use schema_engine::{Connector, Dialect, dialect};
use schema_model::json::{self, Layout};
use schema_model::{Schema, differences, snapshot};
use scratch::scratch;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[test]
fn every_case_is_read_and_made_again() {
    let cases = cases(Path::new("tests/introspect")).unwrap();
    assert!(!cases.is_empty(), "there are no cases");
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let error = check(case).err()?;
            Some(format!("{}: {error}", case.display()))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// The folders that hold a `schema.sql`, two levels down.
fn cases(root: &Path) -> Result<Vec<PathBuf>> {
    let mut cases = Vec::new();
    for case in fs::read_dir(root)? {
        for dialect in fs::read_dir(case?.path())? {
            let folder = dialect?.path();
            assert!(
                folder.join("schema.sql").is_file(),
                "{} has no schema.sql",
                folder.display()
            );
            cases.push(folder);
        }
    }
    cases.sort();
    Ok(cases)
}

fn check(case: &Path) -> Result<()> {
    let name = case.file_name().and_then(|name| name.to_str());
    let dialect = name
        .and_then(dialect)
        .ok_or("the folder is not named like a dialect")?;
    let sql = fs::read_to_string(case.join("schema.sql"))?;
    let Some(mut database) = scratch(dialect)? else {
        return Ok(());
    };
    let schema = read_of(&mut *database, &[sql])?;
    check_document(&schema, &case.join("snapshot.json"))?;
    check_snapshot(&schema)?;
    check_clone(dialect, &schema)
}

/// What is read is what the case says.
fn check_document(schema: &Schema, path: &Path) -> Result<()> {
    // A server has the version that the machine has.
    let mut schema = schema.clone();
    let version = schema.server_version.take();
    if is_other(&schema, version) {
        let expected: Schema = json::from_text(&fs::read_to_string(path)?)?;
        let (expected, schema) = (without_wording(expected), without_wording(schema));
        return expect_same(
            &expected,
            &schema,
            "snapshot.json and a server of another version",
        );
    }
    let schema = &schema;
    let document = format!("{}\n", json::to_text(schema, Layout::Pretty));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return Ok(fs::write(path, document)?);
    }
    let expected: Schema = json::from_text(&fs::read_to_string(path)?)?;
    expect_same(&expected, schema, "snapshot.json and the database")?;
    if fs::read_to_string(path)? != document {
        return Err("snapshot.json is laid out in another way: run with UPDATE_SNAPSHOTS=1".into());
    }
    Ok(())
}

/// Whether a server prints definitions in other words than the one that the files were made with:
/// the beginning of its version stands in `tests/support/recorded.txt`, for dialects where that
/// matters.
fn is_other(schema: &Schema, version: Option<String>) -> bool {
    let recorded = include_str!("support/recorded.txt").lines();
    let mut recorded = recorded.filter_map(|line| line.split_once(' '));
    let recorded = recorded.find(|(dialect, _)| *dialect == schema.dialect);
    recorded.is_some_and(|(_, start)| !version.unwrap_or_default().starts_with(start))
}

/// What versions of a server print in their own ways, taken out.
fn without_wording(mut schema: Schema) -> Schema {
    for view in &mut schema.views {
        view.definition.clear();
    }
    for extension in &mut schema.extensions {
        extension.version = None;
    }
    for table in schema
        .tables
        .iter_mut()
        .filter(|table| table.partition_of.is_some())
    {
        // A partition may count with its parent or not at all.
        table
            .columns
            .iter_mut()
            .for_each(|column| column.identity = None);
    }
    schema
}

/// A snapshot is read back as it was, and writing it again changes nothing.
fn check_snapshot(schema: &Schema) -> Result<()> {
    let folder = tempfile::tempdir()?;
    snapshot::write(folder.path(), schema)?;
    let read = snapshot::read(folder.path())?;
    expect_same(schema, &read, "the schema and its snapshot")?;
    let again = snapshot::write(folder.path(), &read)?;
    if !again.written.is_empty() || !again.removed.is_empty() {
        return Err(format!("a second write changes {again:?}").into());
    }
    Ok(())
}

/// A database that is made from what was read is read as the same.
fn check_clone(dialect: &dyn Dialect, schema: &Schema) -> Result<()> {
    let statements = dialect.render_schema(schema)?;
    let mut empty = scratch(dialect)?.ok_or("there is no server any more")?;
    let clone = read_of(&mut *empty, &statements)
        .map_err(|error| format!("{error}, of\n{}", statements.join(";\n")))?;
    expect_same(schema, &clone, "the database and its clone")?;
    if schema.fingerprint() != clone.fingerprint() {
        return Err("the clone has another fingerprint".into());
    }
    Ok(())
}

fn read_of(connector: &mut dyn Connector, statements: &[String]) -> Result<Schema> {
    for statement in statements {
        connector.execute(statement)?;
    }
    Ok(connector.introspect()?)
}

fn expect_same(from: &Schema, to: &Schema, sides: &str) -> Result<()> {
    let differences = differences(from, to);
    if differences.is_empty() && from == to {
        return Ok(());
    }
    let lines: Vec<String> = differences.iter().map(ToString::to_string).collect();
    Err(format!("{sides} differ:\n{}", lines.join("\n")).into())
}
