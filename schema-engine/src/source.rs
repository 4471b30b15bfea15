//! Sources: where a schema comes from. One grammar for every command.
//!
//! `sqlite:path` and the other URLs · `file.sql` or a folder of `.sql` files, applied in the order
//! of their names · a snapshot folder.

use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use schema_model::{Schema, snapshot};

use crate::split::Piece;
use crate::{Connector, DIALECTS, Dialect, EngineError, redact_url};

/// Where a schema comes from.
#[derive(Clone)]
pub enum Source {
    /// A live database.
    Database {
        /// Its dialect.
        dialect: &'static dyn Dialect,
        /// Its URL, secrets included.
        url: String,
    },
    /// A `.sql` file, or a folder of them.
    Sql {
        /// The dialect to read it in.
        dialect: &'static dyn Dialect,
        /// The file or folder.
        path: PathBuf,
    },
    /// A snapshot folder.
    Snapshot {
        /// The folder.
        path: PathBuf,
    },
}

/// A schema with the way it was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The schema, in canonical form.
    pub schema: Schema,
    /// How expressions in it can be compared.
    pub compared: Compared,
}

/// How far two schemas can be compared.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// Read from an engine: expressions are as the engine prints them.
    Elaborated,
    /// Read from a snapshot.
    Snapshot,
    /// Read from text: expressions are as someone wrote them.
    Text,
}

impl Compared {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Elaborated => "elaborated",
            Self::Snapshot => "snapshot",
            Self::Text => "text",
        }
    }
}

/// A `.sql` file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlFile {
    /// Its path, for messages.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl fmt::Display for Source {
    /// As a person would write it, without secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database { url, .. } => f.write_str(&redact_url(url)),
            Self::Sql { path, .. } | Self::Snapshot { path } => write!(f, "{}", path.display()),
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({self})")
    }
}

impl Source {
    /// Understands the text of a source.
    ///
    /// `.sql` text does not say its dialect, so `sql_dialect` names it. Relative paths are relative
    /// to `base`.
    ///
    /// # Errors
    /// When the scheme is unknown, or there is no such file or folder.
    pub fn parse(
        text: &str,
        sql_dialect: &'static dyn Dialect,
        base: &Path,
    ) -> Result<Self, EngineError> {
        if let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            return Self::parse_url(scheme, rest, text, base);
        }
        let path = base.join(text);
        if path.join(snapshot::HEADER_FILE).is_file() {
            return Ok(Self::Snapshot { path });
        }
        if path.is_dir()
            || path
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("sql"))
        {
            return Ok(Self::Sql {
                dialect: sql_dialect,
                path,
            });
        }
        Err(EngineError::UnknownSource {
            text: text.into(),
            reason: if let Some(dialect) = dialect_of_file(&path) {
                let capability = dialect.capability();
                let (engine, scheme) = (capability.display_name, capability.url_schemes[0]);
                format!("it is a database file of {engine}; write `{scheme}:{text}`")
            } else if path.exists() {
                "it is neither a `.sql` file, nor a folder of them, nor a snapshot folder".into()
            } else {
                format!(
                    "there is no file or folder `{}`, and it is no database URL",
                    path.display()
                )
            },
        })
    }

    fn parse_url(scheme: &str, rest: &str, text: &str, base: &Path) -> Result<Self, EngineError> {
        let dialect = DIALECTS
            .iter()
            .find(|dialect| dialect.capability().url_schemes.contains(&scheme))
            .ok_or_else(|| EngineError::UnknownSource {
                text: redact_url(text),
                reason: format!(
                    "scheme `{scheme}` is unknown; known are {}",
                    DIALECTS
                        .iter()
                        .flat_map(|dialect| dialect.capability().url_schemes)
                        .map(|scheme| format!("`{scheme}:`"))
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
            })?;
        let mut url = text.to_owned();
        let path = rest.strip_prefix("//").unwrap_or(rest);
        let relative = !path.starts_with(['/', ':', '?']) && !path.is_empty();
        if dialect.names_file(scheme) && relative && !base.as_os_str().is_empty() {
            // The path is percent-encoded, as every URL's is; the base is not.
            let base = base
                .to_string_lossy()
                .replace('%', "%25")
                .replace('?', "%3F");
            url = format!("{scheme}:{}", Path::new(&base).join(path).display());
        }
        Ok(Self::Database {
            dialect: *dialect,
            url,
        })
    }

    /// Reads the schema. `.sql` text is executed in an empty database where the dialect can open
    /// one without a server, and read as text otherwise.
    ///
    /// # Errors
    /// When the source cannot be read or understood.
    pub fn load(&self, timeout: Duration) -> Result<Loaded, EngineError> {
        self.load_at(None, timeout)
    }

    /// The same with a server where databases may be made: `.sql` text is executed in an empty one
    /// there, read back, and the database is dropped.
    ///
    /// # Errors
    /// When the source cannot be read or understood, or the server does not let us make a database.
    pub fn load_at(&self, server: Option<&str>, timeout: Duration) -> Result<Loaded, EngineError> {
        self.load_for(None, server, timeout)
    }

    /// The same for text that is meant for a database that has a schema already: what the text leaves
    /// open, such as the character set, is as it is there.
    ///
    /// # Errors
    /// As [`load_at`](Self::load_at).
    pub fn load_for(
        &self,
        from: Option<&Schema>,
        server: Option<&str>,
        timeout: Duration,
    ) -> Result<Loaded, EngineError> {
        match self {
            Self::Database { dialect, url } => Ok(Loaded {
                schema: dialect.connect(url, timeout)?.introspect()?,
                compared: Compared::Elaborated,
            }),
            Self::Snapshot { path } => Ok(Loaded {
                schema: snapshot::read(path)?,
                compared: Compared::Snapshot,
            }),
            Self::Sql { dialect, path } => {
                let files = read_sql_files(path)?;
                let scratch = match server {
                    Some(url) => dialect.connect_scratch_at(url, timeout),
                    None => dialect.connect_scratch(),
                };
                match scratch {
                    Ok(mut scratch) => {
                        for sql in from.map_or_else(Vec::new, |from| dialect.inherited(from)) {
                            scratch.execute(&sql)?;
                        }
                        Ok(Loaded {
                            schema: elaborate_in_any_order(*dialect, &mut *scratch, &files)?,
                            compared: Compared::Elaborated,
                        })
                    }
                    Err(EngineError::NotCompiled { .. } | EngineError::NoScratch { .. })
                        if server.is_none() =>
                    {
                        Self::load_text(*dialect, &files)
                    }
                    Err(error) => Err(error),
                }
            }
        }
    }

    fn load_text(dialect: &dyn Dialect, files: &[SqlFile]) -> Result<Loaded, EngineError> {
        Ok(Loaded {
            schema: dialect.parse_ddl(files)?,
            compared: Compared::Text,
        })
    }
}

/// The dialect whose database a file is, by the mark in it.
fn dialect_of_file(path: &Path) -> Option<&'static dyn Dialect> {
    // To open something else, a pipe say, may wait for ever.
    let file = path.is_file().then(|| fs::File::open(path).ok())??;
    let mut head = Vec::new();
    file.take(64).read_to_end(&mut head).ok()?;
    let is_marked = |dialect: &&&dyn Dialect| {
        let mark = dialect.capability().file_mark;
        mark.is_some_and(|(at, mark)| head.get(at..at + mark.len()) == Some(mark))
    };
    DIALECTS.iter().find(is_marked).copied()
}

fn is_scheme(text: &str) -> bool {
    // One letter is a drive on Windows.
    text.len() > 1
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// Executes `.sql` files in an empty database and reads the schema back.
///
/// # Errors
/// When the database refuses a file.
pub fn elaborate(scratch: &mut dyn Connector, files: &[SqlFile]) -> Result<Schema, EngineError> {
    for file in files {
        scratch
            .execute(&file.text)
            .map_err(|error| EngineError::Database {
                intent: format!("execute `{}`", file.path.display()),
                message: error.to_string(),
            })?;
    }
    scratch.introspect()
}

/// The same with statements that may stand in any order: one that fails is tried again after the
/// others, until all have run or none of the rest does.
fn elaborate_in_any_order(
    dialect: &dyn Dialect,
    scratch: &mut dyn Connector,
    files: &[SqlFile],
) -> Result<Schema, EngineError> {
    let pieces: Option<Vec<_>> = files
        .iter()
        .map(|file| Some((file, dialect.pieces(&file.text)?)))
        .collect();
    let Some(pieces) = pieces else {
        return elaborate(scratch, files);
    };
    let each = pieces
        .into_iter()
        .flat_map(|(file, pieces)| pieces.into_iter().map(move |piece| (file, piece)))
        .filter(|(_, piece)| dialect.elaborates(piece.text))
        .map(|(file, piece)| Waiting {
            file,
            piece,
            session: None,
        })
        .collect::<Vec<_>>();
    for statement in &each {
        if let Some(message) = dialect.refusal(&statement.piece) {
            return Err(statement.error(message));
        }
    }
    execute_in_any_order(scratch, each)?;
    scratch.introspect_written()
}

fn execute_in_any_order(
    scratch: &mut dyn Connector,
    mut waiting: Vec<Waiting<'_>>,
) -> Result<(), EngineError> {
    loop {
        let before = waiting.len();
        let mut first_error = None;
        let mut left = Vec::new();
        let mut runs_on = true;
        for mut statement in waiting {
            let Err(error) = statement.execute(scratch) else {
                continue;
            };
            first_error.get_or_insert_with(|| statement.error(error.to_string()));
            let Ok(session) = scratch.session() else {
                runs_on = false;
                break;
            };
            statement.session = statement.session.or(session);
            left.push(statement);
        }
        match first_error {
            None => return Ok(()),
            Some(error) if !runs_on || left.len() == before => return Err(error),
            Some(_) => waiting = left,
        }
    }
}

/// A statement that has not run yet.
struct Waiting<'t> {
    file: &'t SqlFile,
    piece: Piece<'t>,
    /// What brings back the session that it stood in, once it has been tried.
    session: Option<String>,
}

impl Waiting<'_> {
    fn execute(&self, scratch: &mut dyn Connector) -> Result<(), EngineError> {
        let Some(session) = &self.session else {
            return scratch.execute(self.piece.text);
        };
        let now = scratch.session()?;
        scratch.execute(session)?;
        let done = scratch.execute(self.piece.text);
        if let Some(now) = now {
            scratch.execute(&now)?;
        }
        done
    }

    fn error(&self, message: String) -> EngineError {
        EngineError::Sql {
            path: self.file.path.clone(),
            line: self.piece.line,
            message,
        }
    }
}

/// Reads a `.sql` file, or all `.sql` files of a folder in the order of their names.
///
/// # Errors
/// When the file or folder cannot be read, or the folder holds no `.sql` file.
pub fn read_sql_files(path: &Path) -> Result<Vec<SqlFile>, EngineError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| EngineError::Io { path, source }
    };
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        paths = fs::read_dir(path)
            .map_err(failed(path))?
            .map(|entry| entry.map(|entry| entry.path()).map_err(failed(path)))
            .collect::<Result<_, _>>()?;
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("sql"))
        });
        paths.sort();
        if paths.is_empty() {
            return Err(EngineError::UnknownSource {
                text: path.display().to_string(),
                reason: "the folder holds no `.sql` file".into(),
            });
        }
    }
    paths
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).map_err(failed(&path))?;
            let text = String::from_utf8(bytes).map_err(|error| EngineError::Sql {
                line: 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
                    .iter()
                    .filter(|b| **b == b'\n')
                    .count(),
                path: path.clone(),
                message: "the file is not UTF-8: save it as UTF-8".into(),
            })?;
            Ok(SqlFile { path, text })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_file_is_told_from_others() {
        let folder = std::env::temp_dir().join(format!("schema-source-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for dialect in DIALECTS {
            let capability = dialect.capability();
            let Some((at, mark)) = capability.file_mark else {
                continue;
            };
            let path = folder.join("app.db");
            fs::write(&path, [vec![7; at].as_slice(), mark].concat()).unwrap();
            let error = Source::parse("app.db", *dialect, &folder).unwrap_err();
            let url = format!("write `{}:app.db`", capability.url_schemes[0]);
            assert!(error.to_string().contains(&url), "{error}");
        }
        fs::write(folder.join("app.txt"), "DUCK").unwrap();
        let error = Source::parse("app.txt", DIALECTS[0], &folder).unwrap_err();
        assert!(error.to_string().contains("it is neither"), "{error}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
