//! The project that a command works on: its folder, its settings, its snapshot.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use schema_engine::{DIALECTS, Dialect, dialect};
use schema_model::snapshot;

use crate::cli::{Global, Sides};
use crate::failure::Failure;
use crate::settings::{self, SETTINGS_FILE, Settings};
use crate::shell::Shell;
use crate::source;

/// The project that a command works on.
pub struct Project {
    /// Its folder, where relative paths start; empty when it is the current folder.
    pub folder: PathBuf,
    /// What `schema.toml` says.
    pub settings: Settings,
    /// How long to wait for a database.
    pub timeout: Duration,
    /// The server on which `.sql` text is executed, where the dialect needs one.
    pub scratch: Option<String>,
}

impl Project {
    /// The project around the current folder, or the one that was asked for.
    pub fn find(global: &Global, shell: &mut Shell) -> Result<Self, Failure> {
        let start = match &global.directory {
            Some(folder) if !folder.is_dir() => {
                return Err(Failure::new(format!(
                    "there is no folder `{}`",
                    folder.display()
                )));
            }
            Some(folder) => folder.clone(),
            None => std::env::current_dir().map_err(|error| {
                Failure::new(format!("failed to find the current folder: {error}"))
            })?,
        };
        let folder = project_folder(&start);
        shell.detail(format_args!("project: {}", folder.display()));
        // Paths in messages are short where people stand in the project's folder.
        let stands_there = std::env::current_dir().is_ok_and(|current| current == folder);
        let folder = if stands_there { PathBuf::new() } else { folder };
        let settings = settings::read(&folder, shell)?;
        Ok(Self {
            folder,
            timeout: Duration::from_secs(global.timeout),
            scratch: scratch(global, &settings, shell)?,
            settings,
        })
    }

    /// The snapshot's folder.
    pub fn snapshot_folder(&self) -> PathBuf {
        self.folder.join(self.snapshot_name())
    }

    /// The snapshot's folder inside the project's.
    pub fn snapshot_name(&self) -> &Path {
        &self.settings.snapshot
    }

    /// The further database that a comparison is about: one whose snapshot or whose source is a side.
    pub fn database_of(&self, sides: &Sides) -> Option<&str> {
        let sides = [&sides.from, &sides.to];
        let is_side = |(name, folder): &(&String, &String)| {
            sides.into_iter().flatten().any(|side| {
                let own = fs::canonicalize(self.folder.join(folder));
                let is_folder =
                    fs::canonicalize(side).is_ok_and(|side| own.is_ok_and(|own| own == side));
                is_folder || side.strip_prefix('@') == Some(name)
            })
        };
        let found = self.settings.databases.iter().find(is_side);
        found.map(|(name, _)| name.as_str())
    }

    /// Whether anything says what dialect `.sql` text is in.
    pub fn says_dialect(&self) -> bool {
        self.settings.dialect.is_some()
            || self.scratch.is_some()
            || snapshot::read_header(&self.snapshot_folder()).is_ok()
    }

    /// The dialect of `.sql` text, which does not say it itself: as set, else that of the scratch
    /// server, else as the snapshot has it, else the first that we know.
    pub fn sql_dialect(&self) -> Result<&'static dyn Dialect, Failure> {
        if let Some(name) = &self.settings.dialect {
            return known_dialect(name);
        }
        let scheme = self.scratch.as_deref().and_then(|url| url.split_once(':'));
        if let Some((scheme, _)) = scheme {
            let opened =
                |dialect: &&&dyn Dialect| dialect.capability().url_schemes.contains(&scheme);
            return DIALECTS.iter().find(opened).copied().ok_or_else(|| {
                Failure::new(format!("the scratch server's scheme `{scheme}` is unknown"))
                    .help("write the URL of a server, with user and host")
            });
        }
        match snapshot::read_header(&self.snapshot_folder()) {
            Ok(header) => known_dialect(&header.dialect),
            Err(_) => Ok(DIALECTS[0]),
        }
    }
}

fn scratch(
    global: &Global,
    settings: &Settings,
    shell: &mut Shell,
) -> Result<Option<String>, Failure> {
    let named = global.scratch.as_ref().or(settings.scratch.as_ref());
    let url = named
        .map(|text| source::expand("scratch", text))
        .transpose()?;
    if let Some(url) = &url {
        shell.learn_secrets(url);
    }
    Ok(url)
}

/// The dialect of that name, or a failure that lists the names.
pub fn known_dialect(name: &str) -> Result<&'static dyn Dialect, Failure> {
    dialect(name).ok_or_else(|| {
        let names: Vec<_> = DIALECTS.iter().map(|dialect| dialect.name()).collect();
        Failure::new(format!(
            "dialect `{name}` is unknown; known are {}",
            names.join(", ")
        ))
    })
}

/// The nearest folder upwards that has `schema.toml`; else the nearest that has a snapshot or a
/// `Cargo.toml`; else the folder itself.
fn project_folder(start: &Path) -> PathBuf {
    let start = std::path::absolute(start).unwrap_or_else(|_| start.into());
    let nearest = |wanted: &[&str]| {
        start
            .ancestors()
            .find(|folder| wanted.iter().any(|file| folder.join(file).is_file()))
            .map(Path::to_owned)
    };
    // A member of a workspace has no settings of its own, as it has no `Cargo.lock`.
    let workspace = || {
        let mut folders = start.ancestors();
        let is_root = |folder: &&Path| {
            fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|text| {
                text.lines()
                    .any(|line| line.trim().starts_with("[workspace"))
            })
        };
        folders.find(is_root).map(Path::to_owned)
    };
    let root = workspace().or_else(|| nearest(&["Cargo.toml"]));
    // What stands above the workspace belongs to something else.
    let inside = |found: &PathBuf| root.as_ref().is_none_or(|root| found.starts_with(root));
    nearest(&[SETTINGS_FILE])
        .or_else(|| nearest(&["schema/snapshot.json", "schema.sql"]).filter(inside))
        .or_else(|| root.clone())
        .unwrap_or(start)
}
