//! What a build script says to Cargo, case by case: `tests/builds/<case>/output.txt`.
//!
//! A case has a `project/`, which is copied before the build script runs in it. Where it has more,
//! that comes first: `database.sql` makes the SQLite or DuckDB database `project/app.db`, `environment`
//! sets variables (`NAME=value`) or takes them away (`-NAME`). `models.rs` is compared with what was
//! written. The program is the build script itself when it is called as one.
//!
//! `UPDATE_BUILDS=1` writes the expected files anew; review what changes in them as code.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

#[path = "support/scratch.rs"]
mod scratch;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const AS_BUILD_SCRIPT: &str = "--as-build-script";

#[expect(clippy::print_stderr, reason = "it is the test's own report")]
fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == AS_BUILD_SCRIPT) {
        schema_build::run();
        return ExitCode::SUCCESS;
    }
    let cases = match folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/builds")) {
        Ok(cases) => cases,
        Err(error) => {
            eprintln!("the cases cannot be listed: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut failed = cases.is_empty();
    for case in &cases {
        if let Err(error) = check(case) {
            eprintln!("{}: {error}\n", case.display());
            failed = true;
        }
    }
    eprintln!("{} builds", cases.len());
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
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
    let folder = tempfile::tempdir()?;
    let project = folder.path().join("project");
    let out = folder.path().join("out");
    copy(&case.join("project"), &project)?;
    fs::create_dir_all(&out)?;
    if !make_database(case, &project)? {
        return Ok(());
    }
    let output = run(case, &project, &out)?;
    let root = folder.path().to_string_lossy();
    compare(&case.join("output.txt"), &output.replace(&*root, ""))?;
    if case.join("models.rs").exists() {
        let models = fs::read_to_string(out.join("schema_models.rs"))?;
        compare(&case.join("models.rs"), &models)?;
    }
    check_again(case, &project, &out, &output)
}

/// Makes the database of a case that has one; false where its engine was left out on purpose.
fn make_database(case: &Path, project: &Path) -> Result<bool> {
    let sql = case.join("database.sql");
    if !sql.exists() {
        return Ok(true);
    }
    let settings = fs::read_to_string(project.join("schema.toml"))?;
    let dialect = settings
        .lines()
        .find_map(|line| line.strip_prefix("dialect = "));
    let dialect = dialect.unwrap_or_default().trim_matches('"');
    let engine = schema_engine::dialect(dialect).ok_or("this build has no such dialect")?;
    let Some(mut scratch) = scratch::scratch(engine)? else {
        return Ok(false);
    };
    let database = project.join("app.db");
    // An empty file is a database to SQLite, and none to DuckDB.
    match dialect {
        "duckdb" => scratch.execute(&format!("ATTACH '{}' AS made", database.display()))?,
        _ => fs::write(&database, "")?,
    }
    drop(scratch);
    let url = format!("{dialect}:{}", database.display());
    let mut connector = engine.connect(&url, Duration::from_secs(5))?;
    connector.execute(&fs::read_to_string(sql)?)?;
    Ok(true)
}

/// A second run says the same, and when the first one did its work writes nothing.
fn check_again(case: &Path, project: &Path, out: &Path, before: &str) -> Result<()> {
    const MARK: &str = "// left alone\n";
    let models = out.join("schema_models.rs");
    let was_written = models.exists();
    if was_written {
        fs::write(&models, MARK)?;
    }
    let after = run(case, project, out)?;
    if after != before {
        return Err(format!("the first run said\n{before}\nbut the second\n{after}").into());
    }
    if was_written && fs::read_to_string(&models)? != MARK {
        return Err("the second run wrote the models again".into());
    }
    Ok(())
}

/// Runs this program as the project's build script: what it prints, and its status.
fn run(case: &Path, project: &Path, out: &Path) -> Result<String> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(AS_BUILD_SCRIPT);
    command.env("CARGO_MANIFEST_DIR", project);
    command.env("OUT_DIR", out);
    command
        .env_remove("SCHEMA_CHECK")
        .env_remove("DATABASE_URL");
    let environment = case.join("environment");
    if environment.exists() {
        for line in fs::read_to_string(environment)?.lines() {
            match (line.strip_prefix('-'), line.split_once('=')) {
                (Some(name), _) => command.env_remove(name),
                (None, Some((name, value))) => command.env(name, value),
                (None, None) => return Err(format!("`environment` has the line `{line}`").into()),
            };
        }
    }
    let output = command.output()?;
    let said = String::from_utf8(output.stdout)?;
    let panicked = String::from_utf8(output.stderr)?;
    Ok(format!("{}{panicked}\n{}\n", said, output.status))
}

fn compare(path: &Path, found: &str) -> Result<()> {
    if std::env::var_os("UPDATE_BUILDS").is_some() {
        return Ok(fs::write(path, found)?);
    }
    let expected = fs::read_to_string(path)?;
    if expected != found {
        return Err(format!("{} says\n{expected}\nbut it was\n{found}", path.display()).into());
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
