//! Sources through the engine.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use schema_engine::{Connector, DIALECTS, Dialect, EngineError, Source};
use schema_model::Schema;

use super::{DEFAULT_SOURCE, Live};
use crate::announce::Announcements;
use crate::build::variable;
use crate::stamp::Stamp;
use crate::{BuildError, Place};

/// A source, ready to be read.
pub(crate) struct Input {
    source: Source,
    timeout: Duration,
}

impl Input {
    /// The source that the settings name, or `schema.sql`.
    pub(crate) fn resolve(place: &Place, out: &mut Announcements) -> Result<Self, BuildError> {
        let settings = &place.settings;
        let text = settings.source.as_deref().unwrap_or(DEFAULT_SOURCE);
        let text = expand(text, out)?;
        let parse = |dialect| {
            Source::parse(&text, dialect, &place.base)
                .map_err(|error| failed("find the source of the schema", &error))
        };
        // A URL says its dialect itself; only text has to be told.
        let source = match parse(DIALECTS[0])? {
            Source::Sql { .. } => parse(sql_dialect(place)?)?,
            other => other,
        };
        if let Source::Sql { path, .. } = &source {
            if !path.exists() {
                return Err(BuildError::Source {
                    intent: "find the source of the schema",
                    message: format!(
                        "there is no `{}`: write it, or correct `source` in `schema.toml`",
                        path.display()
                    ),
                });
            }
        }
        Ok(Self {
            source,
            timeout: Duration::from_secs(settings.timeout_seconds),
        })
    }

    /// `.sql` text that stands in for a snapshot that is missing.
    pub(crate) fn resolve_text(
        place: &Place,
        missing: &Path,
        out: &mut Announcements,
    ) -> Result<Self, BuildError> {
        let no_schema = |message: String| BuildError::NoSchema {
            snapshot: missing.into(),
            message,
        };
        let default = place.base.join(DEFAULT_SOURCE);
        if place.settings.source.is_none() && !default.exists() {
            return Err(no_schema(format!(
                "there is no `{}` either: write one, or run `cargo schema refresh` to make a snapshot of a database",
                default.display()
            )));
        }
        let input = Self::resolve(place, out)?;
        match &input.source {
            Source::Database { .. } => Err(no_schema(format!(
                "run `cargo schema refresh` to make one from `{input}` and commit it; a build reads no database for its models"
            ))),
            _ => Ok(input),
        }
    }

    /// Announces the files behind the source.
    pub(crate) fn announce(&self, out: &mut Announcements) {
        for file in self.files() {
            out.file(&file);
        }
    }

    /// Adds the files behind the source to a stamp.
    pub(crate) fn add_to(&self, stamp: &mut Stamp) {
        for file in self.files() {
            stamp.add(&file);
        }
    }

    /// Reads a source that is no database.
    pub(crate) fn read(&self) -> Result<Schema, BuildError> {
        if let Source::Database { .. } = &self.source {
            return Err(BuildError::Source {
                intent: "compare the snapshot with its source",
                message: format!(
                    "`{self}` is a database: set `check = \"live\"`, or a `.sql` file as `source`"
                ),
            });
        }
        self.load()
    }

    /// Reads a source that is a database, unless it is in the state that is known.
    pub(crate) fn introspect(&self, known: Option<&str>) -> Result<Live, BuildError> {
        match &self.source {
            Source::Database { dialect, url } => dialect
                .connect(url, self.timeout)
                .and_then(|mut connector| read_unless(&mut *connector, known))
                .map_err(|error| failed("compare the snapshot with a live database", &error)),
            _ => Err(BuildError::Source {
                intent: "compare the snapshot with a live database",
                message: format!(
                    "the source `{self}` is no database: set `source` to a database URL or to `$VARIABLE`, or set `check = \"source\"`"
                ),
            }),
        }
    }

    fn load(&self) -> Result<Schema, BuildError> {
        self.source
            .load(self.timeout)
            .map(|loaded| loaded.schema)
            .map_err(|error| failed("read the source of the schema", &error))
    }

    fn files(&self) -> Vec<PathBuf> {
        match &self.source {
            Source::Sql { path, .. } | Source::Snapshot { path } => vec![path.clone()],
            Source::Database { dialect, url } => database_files(*dialect, url),
            #[allow(unreachable_patterns, reason = "sources are added in the engine")]
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

fn read_unless(connector: &mut dyn Connector, known: Option<&str>) -> Result<Live, EngineError> {
    let before = connector.state()?;
    if before.is_some() && before.as_deref() == known {
        return Ok(Live::Unchanged);
    }
    let schema = Box::new(connector.introspect()?);
    // What changed while it was read may be in the schema or not.
    let after = connector.state()?;
    let state = after.filter(|after| before.as_ref() == Some(after));
    Ok(Live::Read { schema, state })
}

/// The file of a database that is one, and the log beside it.
fn database_files(dialect: &dyn Dialect, url: &str) -> Vec<PathBuf> {
    let (scheme, path) = url.split_once(':').unwrap_or(("", url));
    if !dialect.names_file(scheme) {
        return Vec::new();
    }
    let path = path.split('?').next().unwrap_or(path);
    let path = path.strip_prefix("//").unwrap_or(path);
    let log = dialect.capability().log_suffix;
    let log = log.map(|suffix| format!("{path}{suffix}").into());
    [path.into()].into_iter().chain(log).collect()
}

/// Replaces `$NAME` and `env:NAME` by the variable.
fn expand(text: &str, out: &mut Announcements) -> Result<String, BuildError> {
    let Some(name) = text.strip_prefix('$').or_else(|| text.strip_prefix("env:")) else {
        return Ok(text.into());
    };
    variable(name, out).ok_or_else(|| BuildError::Source {
        intent: "find the source of the schema",
        message: format!(
            "environment variable `{name}`, which `source` in `schema.toml` names, is not set: set it, or write the source itself there"
        ),
    })
}

/// The dialect of `.sql` text: the one that is set, or the only one there is.
fn sql_dialect(place: &Place) -> Result<&'static dyn Dialect, BuildError> {
    let known = || {
        let names: Vec<String> = DIALECTS.iter().map(|d| format!("`{}`", d.name())).collect();
        names.join(", ")
    };
    let fail = |message: String| BuildError::Source {
        intent: "choose the dialect of `.sql` text",
        message,
    };
    match (&place.settings.dialect, DIALECTS) {
        (Some(name), _) => schema_engine::dialect(name).ok_or_else(|| {
            fail(format!(
                "there is no dialect `{name}`; known are {}",
                known()
            ))
        }),
        (None, [only]) => Ok(*only),
        (None, _) => Err(fail(format!(
            "set `dialect` in `schema.toml` to one of {}",
            known()
        ))),
    }
}

fn failed(intent: &'static str, error: &EngineError) -> BuildError {
    BuildError::Source {
        intent,
        message: error.to_string(),
    }
}
