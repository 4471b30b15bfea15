//! Compares what is read of `.sql` text with what the engine makes of it.
//!
//! `cargo run -p schema-engine --example offline_vs_live -- [--dialect NAME] [--scratch URL] PATH…`
//! reads each file, or folder of files, in both ways, and prints where they differ; it fails when
//! they do. With `--scratch` it makes databases on that server, and drops them; what only the server
//! knows is not compared then.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use schema_engine::source::{elaborate, read_sql_files};
use schema_engine::text::as_text_says;
use schema_engine::{DIALECTS, Dialect, dialect};
use schema_model::differences;

const TIMEOUT: Duration = Duration::from_secs(20);

fn main() -> Result<(), Box<dyn Error>> {
    let mut dialect_name = DIALECTS[0].name().to_owned();
    let mut paths = Vec::new();
    let mut scratch = None;
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--scratch" {
            let url = arguments.next().ok_or("`--scratch` needs a URL")?;
            scratch = Some(url.to_string_lossy().into_owned());
        } else if argument == "--dialect" {
            let name = arguments.next().ok_or("`--dialect` needs a name")?;
            dialect_name = name.to_string_lossy().into_owned();
        } else {
            paths.push(PathBuf::from(argument));
        }
    }
    let dialect = dialect(&dialect_name).ok_or("this build has no such dialect")?;
    let mut stdout = std::io::stdout().lock();
    let mut differ = 0;
    for path in &paths {
        let lines = match compare(dialect, path, scratch.as_deref()) {
            Ok(lines) => lines,
            Err(error) => vec![format!("FAILED: {error}")],
        };
        differ += usize::from(lines.iter().any(|line| !line.starts_with("not ")));
        writeln!(stdout, "{}: {} lines", path.display(), lines.len())?;
        for line in lines {
            writeln!(stdout, "  {line}")?;
        }
    }
    if differ > 0 {
        return Err(format!("{differ} of {} differ", paths.len()).into());
    }
    Ok(())
}

fn compare(
    dialect: &dyn Dialect,
    path: &Path,
    scratch: Option<&str>,
) -> Result<Vec<String>, Box<dyn Error>> {
    let files = read_sql_files(path)?;
    let offline = dialect.parse_ddl(&files)?;
    let differences = match scratch {
        None => differences(
            &elaborate(&mut *dialect.connect_scratch()?, &files)?,
            &offline,
        ),
        Some(url) => {
            let mut database = dialect.connect_scratch_at(url, TIMEOUT)?;
            let live = elaborate(&mut *database, &files)?;
            differences(&as_text_says(&live), &as_text_says(&offline))
        }
    };
    let mut lines: Vec<String> = differences.iter().map(ToString::to_string).collect();
    for unmodelled in &offline.unmodelled {
        lines.push(format!(
            "not read: {} {}: {}",
            unmodelled.place, unmodelled.name, unmodelled.reason
        ));
    }
    Ok(lines)
}
