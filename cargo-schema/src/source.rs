//! Which source a command reads when none is named.

use std::fmt;
use std::path::Path;

use schema_engine::{Compared, Loaded, Source};

use crate::failure::Failure;
use crate::project::Project;
use crate::settings::SETTINGS_FILE;
use crate::shell::Shell;

const VARIABLE: &str = "DATABASE_URL";
const DEFAULT_FILE: &str = "schema.sql";

/// Who named the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Argument,
    Settings,
    Environment,
    DotEnv,
    DefaultFile,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Argument => "as asked",
            Self::Settings => "`source` of schema.toml",
            Self::Environment => "DATABASE_URL of the environment",
            Self::DotEnv => "DATABASE_URL of .env",
            Self::DefaultFile => "the project's default",
        })
    }
}

/// Loads the source that was named, or the project's.
pub fn load(
    named: Option<&str>,
    project: &Project,
    shell: &mut Shell,
) -> Result<(Source, Loaded), Failure> {
    let (text, origin) = choose(named, project, shell)?;
    shell.learn_secrets(&text);
    // What a person types is relative to where they stand, what is written in the project to it.
    let base = match origin {
        Origin::Argument => Path::new(""),
        _ => &project.folder,
    };
    let source = Source::parse(&text, project.sql_dialect()?, base).map_err(|error| {
        let failure = Failure::from(error);
        match origin {
            Origin::Argument => failure,
            _ => failure.help(format!("the source was named by {origin}")),
        }
    })?;
    shell.note(format_args!("source: {source} ({origin})"));
    let loaded = read(&source, project)?;
    if loaded.compared == Compared::Text {
        shell.note("note: read as text, without a database: expressions are as someone wrote them");
    }
    for unmodelled in &loaded.schema.unmodelled {
        shell.warn(format_args!(
            "{} `{}` at {} is not modelled: {}",
            unmodelled.kind, unmodelled.name, unmodelled.place, unmodelled.reason
        ));
    }
    Ok((source, loaded))
}

/// Reads a source: a `.sql` file on the scratch server, if the project has one.
pub fn read(source: &Source, project: &Project) -> Result<Loaded, Failure> {
    let scratch = project.scratch.as_deref();
    Ok(source.load_at(scratch, project.timeout)?)
}

fn choose(
    named: Option<&str>,
    project: &Project,
    shell: &mut Shell,
) -> Result<(String, Origin), Failure> {
    if let Some(text) = named {
        return Ok((text.into(), Origin::Argument));
    }
    if let Some(text) = &project.settings.source {
        return Ok((expand("source", text)?, Origin::Settings));
    }
    if let Some(text) = std::env::var(VARIABLE).ok().filter(|text| !text.is_empty()) {
        return Ok((text, Origin::Environment));
    }
    if let Some(text) = from_dot_env(&project.folder, shell)? {
        return Ok((text, Origin::DotEnv));
    }
    if project.folder.join(DEFAULT_FILE).is_file() {
        return Ok((DEFAULT_FILE.into(), Origin::DefaultFile));
    }
    Err(Failure::new(format!(
        "no source: `{}` has no `source` in {SETTINGS_FILE}, no {VARIABLE} in the environment or .env, and no {DEFAULT_FILE}",
        std::path::absolute(project.folder.join(".")).unwrap_or_default().display()
    ))
    .help("name one with `--from`, or set `source` in schema.toml"))
}

/// `$NAME` and `env:NAME` stand for an environment variable, so that settings hold no password.
pub fn expand(setting: &str, text: &str) -> Result<String, Failure> {
    let Some(name) = text.strip_prefix('$').or(text.strip_prefix("env:")) else {
        return Ok(text.into());
    };
    std::env::var(name).map_err(|_| {
        Failure::new(format!(
            "`{setting}` of schema.toml is `{text}`, but the environment has no variable `{name}`"
        ))
        .help(match setting {
            "source" => format!("set {name}, or name the source with `--from`"),
            _ => format!("set {name}, or name the server with `--{setting}`"),
        })
    })
}

fn from_dot_env(folder: &Path, shell: &mut Shell) -> Result<Option<String>, Failure> {
    let path = folder.join(".env");
    if !path.is_file() {
        return Ok(None);
    }
    // The library's error quotes the line, which may hold a password.
    let failed = |what: &str| {
        Failure::new(format!("failed to read `{}`: {what}", path.display()))
            .help("each line must read NAME=value; or name the source with `--from`")
    };
    let lines = dotenvy::from_path_iter(&path).map_err(|_| failed("it cannot be opened"))?;
    for (number, line) in lines.enumerate() {
        let (name, value) =
            line.map_err(|_| failed(&format!("assignment {} is malformed", number + 1)))?;
        if name == VARIABLE && !value.is_empty() {
            shell.learn_secrets(&value);
            return Ok(Some(value));
        }
    }
    Ok(None)
}
