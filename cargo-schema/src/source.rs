//! From the text of a source to a schema: which source a command reads when none is named, and the
//! sources that only the command line knows: `@name` and `git:REV`.

mod git;

use std::fmt;
use std::path::Path;

use schema_engine::{Compared, DIALECTS, Dialect, Loaded, Source};
use schema_model::{Schema, suggest};
use tempfile::TempDir;

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
    Environments,
    Settings,
    Environment,
    DotEnv,
    DefaultFile,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Argument => "as asked",
            Self::Environments => "[environments] of schema.toml",
            Self::Settings => "`source` of schema.toml",
            Self::Environment => "DATABASE_URL of the environment",
            Self::DotEnv => "DATABASE_URL of .env",
            Self::DefaultFile => "the project's default",
        })
    }
}

/// A source that was named, and what it is called in messages.
pub struct Named {
    /// The source.
    pub source: Source,
    label: String,
    /// Where the snapshot of a revision is until it has been read.
    _folder: Option<TempDir>,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label)
    }
}

/// Loads the source that was named, or the project's.
pub fn load(
    named: Option<&str>,
    project: &Project,
    shell: &mut Shell,
) -> Result<(Named, Loaded), Failure> {
    let Some(chosen) = choose(named, project, shell)? else {
        return Err(no_source(project));
    };
    load_chosen(chosen, project, shell)
}

/// Loads the source that `[environments]` has under a name.
pub fn load_environment(
    name: &str,
    project: &Project,
    shell: &mut Shell,
) -> Result<(Named, Loaded), Failure> {
    load_chosen((format!("@{name}"), Origin::Environments), project, shell)
}

/// The same, but a project without a source is none to complain about.
pub fn load_if_any(
    named: Option<&str>,
    project: &Project,
    shell: &mut Shell,
) -> Result<Option<(Named, Loaded)>, Failure> {
    let chosen = choose(named, project, shell)?;
    chosen
        .map(|chosen| load_chosen(chosen, project, shell))
        .transpose()
}

/// Whether the project has a source, without looking at it.
pub fn is_any(project: &Project, shell: &mut Shell) -> Result<bool, Failure> {
    Ok(text_of_project(project, shell)?.is_some())
}

/// The text of the project's source.
pub fn text_of_project(project: &Project, shell: &mut Shell) -> Result<Option<String>, Failure> {
    let chosen = choose(None, project, shell)?.map(|(text, _)| text);
    if let Some(text) = &chosen {
        shell.learn_secrets(text);
    }
    Ok(chosen)
}

/// The source that was named, or the project's, before it is read.
pub fn find(
    named: Option<&str>,
    project: &Project,
    shell: &mut Shell,
) -> Result<Option<Source>, Failure> {
    let chosen = choose(named, project, shell)?;
    let named = chosen.map(|(text, origin)| parse_chosen(&text, origin, project, shell));
    Ok(named.transpose()?.map(|named| named.source))
}

fn parse_chosen(
    text: &str,
    origin: Origin,
    project: &Project,
    shell: &mut Shell,
) -> Result<Named, Failure> {
    // What a person types is relative to where they stand, what is written in the project to it.
    let base = match origin {
        Origin::Argument => Path::new(""),
        _ => &project.folder,
    };
    parse(text, base, project.sql_dialect()?, project, shell).map_err(|failure| {
        match (origin, &failure.help) {
            (Origin::Argument, _) | (_, Some(_)) => failure,
            _ => failure.help(format!("the source was named by {origin}")),
        }
    })
}

fn load_chosen(
    (text, origin): (String, Origin),
    project: &Project,
    shell: &mut Shell,
) -> Result<(Named, Loaded), Failure> {
    let named = parse_chosen(&text, origin, project, shell)?;
    shell.note(format_args!("source: {named} ({origin})"));
    let loaded = read(&named, None, project, shell).map_err(|failure| {
        // A URL says what it opens; `.sql` text may be another engine's than was taken.
        match failure.help.is_none() && !text.contains(':') && !project.says_dialect() {
            true => failure.help(dialect_help()),
            false => failure,
        }
    })?;
    if loaded.compared == Compared::Text {
        shell.note("note: read as text, without a database: expressions are as someone wrote them");
    }
    warn_of_unmodelled(&loaded, shell);
    Ok((named, loaded))
}

/// What to do when text was read in a dialect that nobody named.
fn dialect_help() -> String {
    let names: Vec<&str> = DIALECTS.iter().map(|dialect| dialect.name()).collect();
    format!(
        "nothing says which dialect `.sql` text is in, so it was read as `{}`; if it is another one, \
         set `dialect` in schema.toml to one of `{}`",
        names.first().copied().unwrap_or_default(),
        names.join("`, `")
    )
}

/// Says what is in a source and not modelled.
pub fn warn_of_unmodelled(loaded: &Loaded, shell: &Shell) {
    for unmodelled in &loaded.schema.unmodelled {
        shell.warn(format_args!(
            "{} `{}` at {} is not modelled: {}",
            unmodelled.kind, unmodelled.name, unmodelled.place, unmodelled.reason
        ));
    }
}

/// Understands the text of a source.
pub fn parse(
    text: &str,
    base: &Path,
    dialect: &'static dyn Dialect,
    project: &Project,
    shell: &mut Shell,
) -> Result<Named, Failure> {
    shell.learn_secrets(text);
    if let Some(name) = text.strip_prefix('@') {
        let meant = environment(name, project)?;
        shell.learn_secrets(&meant);
        let named = parse_plain(&meant, &project.folder, dialect, project)?;
        let label = format!("{text}, {named}");
        return Ok(Named { label, ..named });
    }
    parse_plain(text, base, dialect, project)
}

/// What a source means as it is written; `None` for one whose dialect shows only when it is read.
pub fn meaning(text: &str, project: &Project) -> Result<Option<String>, Failure> {
    match text.strip_prefix('@') {
        Some(name) => environment(name, project).map(Some),
        None => Ok((!text.starts_with("git:")).then(|| text.to_owned())),
    }
}

fn parse_plain(
    text: &str,
    base: &Path,
    dialect: &'static dyn Dialect,
    project: &Project,
) -> Result<Named, Failure> {
    if let Some(revision) = text.strip_prefix("git:") {
        let folder = git::snapshot_at(revision, project)?;
        let path = folder.path().to_owned();
        return Ok(Named {
            source: Source::Snapshot { path },
            label: text.to_owned(),
            _folder: Some(folder),
        });
    }
    if text == "code" && !base.join(text).exists() {
        return Err(Failure::new(
            "the code is no whole schema: `cargo schema diff` compares with `code`, and `plan` and \
             `apply` take it after `--to`",
        )
        .help(
            "name a database URL, a `.sql` file or folder, a snapshot folder, `git:REV` or `@name`",
        ));
    }
    let source = Source::parse(text, dialect, base)?;
    Ok(Named {
        label: source.to_string(),
        source,
        _folder: None,
    })
}

/// The source that `[environments]` of schema.toml has under a name.
fn environment(name: &str, project: &Project) -> Result<String, Failure> {
    let known = &project.settings.environments;
    let Some(text) = known.get(name) else {
        let failure = Failure::new(format!(
            "`@{name}` is not among [environments] of {SETTINGS_FILE}"
        ));
        return Err(
            match suggest::nearest(name, known.keys().map(String::as_str)) {
                Some(near) => failure.help(format!("did you mean `@{near}`?")),
                None => failure.help(format!(
                    "write `{name} = \"$URL_OF_{}\"` there",
                    name.to_uppercase()
                )),
            },
        );
    };
    expand(&format!("environments.{name}"), text)
}

/// Reads a source: a `.sql` file on the scratch server, if the project has one.
pub fn read(
    named: &Named,
    from: Option<&Schema>,
    project: &Project,
    shell: &Shell,
) -> Result<Loaded, Failure> {
    let _progress = shell.progress(format_args!("reading {named}"));
    let scratch = project.scratch.as_deref();
    Ok(named.source.load_for(from, scratch, project.timeout)?)
}

fn choose(
    named: Option<&str>,
    project: &Project,
    shell: &mut Shell,
) -> Result<Option<(String, Origin)>, Failure> {
    if let Some(text) = named {
        return Ok(Some((text.into(), Origin::Argument)));
    }
    if let Some(text) = &project.settings.source {
        return Ok(Some((expand("source", text)?, Origin::Settings)));
    }
    if let Some(text) = std::env::var(VARIABLE).ok().filter(|text| !text.is_empty()) {
        return Ok(Some((text, Origin::Environment)));
    }
    if let Some(text) = from_dot_env(&project.folder, shell)? {
        return Ok(Some((text, Origin::DotEnv)));
    }
    let has_default = project.folder.join(DEFAULT_FILE).is_file();
    Ok(has_default.then(|| (DEFAULT_FILE.into(), Origin::DefaultFile)))
}

fn no_source(project: &Project) -> Failure {
    Failure::new(format!(
        "no source: `{}` has no `source` in {SETTINGS_FILE}, no {VARIABLE} in the environment or .env, and no {DEFAULT_FILE}",
        std::path::absolute(project.folder.join(".")).unwrap_or_default().display()
    ))
    .help("name one with `--from`, or set `source` in schema.toml")
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
            _ if setting.starts_with("environments") => format!("set {name}"),
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
