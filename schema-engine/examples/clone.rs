//! Clones databases from their snapshots alone, for comparing with other tools.
//!
//! `cargo run -p schema-engine --example clone -- DIALECT OUT FILE.sql…` makes, for each file, a folder
//! in OUT with `a.db` (the file, executed), `snapshot/` (what was read of it) and `b.db` (made from
//! the snapshot alone); it fails when reading `b.db` does not give the same snapshot.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use schema_engine::{Dialect, dialect};
use schema_model::{Schema, differences, snapshot};

fn main() -> Result<(), Box<dyn Error>> {
    const USAGE: &str = "usage: clone DIALECT OUT FILE.sql…";
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let name = arguments.next().ok_or(USAGE)?;
    let out = arguments.next().ok_or(USAGE)?;
    let dialect = name.to_str().and_then(dialect);
    let dialect = dialect.ok_or("there is no such dialect")?;
    let mut failed = false;
    for file in arguments {
        let result = clone(dialect, &file, &out);
        failed |= result.is_err();
        let mut stdout = std::io::stdout().lock();
        match result {
            Ok(summary) => writeln!(stdout, "{}: {summary}", file.display())?,
            Err(error) => writeln!(stdout, "{}: FAILED: {error}", file.display())?,
        }
    }
    if failed {
        return Err("not every file could be cloned".into());
    }
    Ok(())
}

fn clone(dialect: &dyn Dialect, file: &Path, out: &Path) -> Result<String, Box<dyn Error>> {
    let stem = file.file_stem().ok_or("the file has no name")?;
    let folder = out.join(stem);
    fs::create_dir_all(&folder)?;
    let original = make(dialect, &folder.join("a.db"), &[fs::read_to_string(file)?])?;
    let snapshot_folder = folder.join("snapshot");
    snapshot::write(&snapshot_folder, &original)?;
    let read = snapshot::read(&snapshot_folder)?;
    if read != original {
        return Err("the snapshot says something else when it is read back".into());
    }
    let copy = make(
        dialect,
        &folder.join("b.db"),
        &dialect.render_schema(&read)?,
    )?;
    if let Some(difference) = differences(&original, &copy).first() {
        return Err(difference.to_string().into());
    }
    if let Some(stale) = snapshot::stale_files(&snapshot_folder, &copy)?.first() {
        return Err(format!("{stale:?}").into());
    }
    Ok(format!(
        "{} tables, {} views, {} unmodelled",
        copy.tables.len(),
        copy.views.len(),
        copy.unmodelled.len()
    ))
}

/// An empty file is an empty database.
fn make(
    dialect: &dyn Dialect,
    path: &Path,
    statements: &[String],
) -> Result<Schema, Box<dyn Error>> {
    fs::write(path, "")?;
    let schemes = dialect.capability().url_schemes;
    let url = format!("{}:{}", schemes[0], path.display());
    let mut connector = dialect.connect(&url, Duration::from_secs(5))?;
    for statement in statements {
        connector
            .execute(statement)
            .map_err(|error| format!("{error}, in:\n{statement}"))?;
    }
    Ok(connector.introspect()?)
}
