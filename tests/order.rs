//! The statements of `.sql` files may stand in any order.
//!
//! `tests/order/<case>/<dialect>/shuffled/` holds files, whose schema is the one of `ordered.sql`
//! executed as it stands, or which fail as `error.txt` says (`UPDATE_SNAPSHOTS=1` writes that one).

#[path = "support/scratch.rs"]
mod scratch;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use schema_engine::diff::diff;
use schema_engine::{Dialect, Source, dialect};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const TIMEOUT: Duration = Duration::from_secs(20);

#[test]
fn every_case_is_read() {
    let cases = folders(Path::new("tests/order"))
        .and_then(|cases| {
            let each: Result<Vec<_>> = cases.iter().map(|case| folders(case)).collect();
            Ok(each?.concat())
        })
        .expect("the cases are beside this file");
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

fn folders(parent: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(parent)? {
        folders.push(entry?.path());
    }
    folders.sort();
    Ok(folders)
}

fn check(case: &Path) -> Result<()> {
    let name = case.file_name().and_then(|name| name.to_str());
    let dialect = name
        .and_then(dialect)
        .ok_or("the folder is not named like a dialect")?;
    let Some(mut database) = scratch::scratch(dialect)? else {
        return Ok(());
    };
    let shuffled = case.join("shuffled");
    let source = Source::parse(&shuffled.to_string_lossy(), dialect, Path::new(""))?;
    let server = std::env::var(format!("SCHEMA_TEST_{}", dialect.name().to_uppercase()));
    let read = source.load_at(server.as_deref().ok(), TIMEOUT);
    let ordered = case.join("ordered.sql");
    match read {
        Ok(loaded) if ordered.is_file() => {
            database.execute(&fs::read_to_string(ordered)?)?;
            expect_equal(dialect, &database.introspect_written()?, &loaded.schema)
        }
        Ok(_) => Err("it has no `ordered.sql`, and was read".into()),
        Err(error) if ordered.is_file() => Err(error.into()),
        Err(error) => expect_text(&case.join("error.txt"), &format!("{}\n", nameless(&error))),
    }
}

/// Without the names of databases that are made for one use.
fn nameless(error: &dyn Error) -> String {
    let text = error.to_string();
    let words = text.split('`').map(|part| match part.contains("://") {
        true => "URL",
        false => part,
    });
    words.collect::<Vec<_>>().join("`")
}

fn expect_equal(
    dialect: &'static dyn Dialect,
    ordered: &schema_model::Schema,
    found: &schema_model::Schema,
) -> Result<()> {
    let open = || dialect.connect_scratch();
    match diff(dialect, ordered, found.clone(), &[], &open)?
        .differences
        .first()
    {
        None => Ok(()),
        Some(first) => Err(format!("it was read otherwise: {first}").into()),
    }
}

fn expect_text(path: &Path, found: &str) -> Result<()> {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return Ok(fs::write(path, found)?);
    }
    match fs::read_to_string(path) {
        Ok(expected) if expected == found => Ok(()),
        Ok(expected) => Err(format!("it says\n{found}instead of\n{expected}").into()),
        Err(error) => Err(format!("{}: {error}; it says\n{found}", path.display()).into()),
    }
}
