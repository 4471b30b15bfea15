//! The explicit form of a build script's settings; what `[models]` says is in `config/models.rs`.

mod models;

use std::path::PathBuf;

use crate::announce::{self, Announcements};
use crate::{BuildError, CheckMode, Note, Settings, build};

/// How models are built. What is set here wins over `schema.toml`; `cargo schema` does not see it,
/// so what both need belongs into the file.
///
/// ```no_run
/// // in `main` of build.rs
/// schema_build::Config::new()
///     .snapshot("db/schema")
///     .type_of("users.email", "crate::Email")
///     .run();
/// ```
#[derive(Default)]
pub struct Config {
    pub(crate) crate_folder: Option<PathBuf>,
    pub(crate) out_dir: Option<PathBuf>,
    changes: Vec<Change>,
}

type Change = Box<dyn Fn(&mut Settings)>;

/// What a build did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The file with the models.
    pub models: PathBuf,
    /// The snapshot that they were made from.
    pub snapshot: PathBuf,
    /// Whether the file was written, since it had to change.
    pub written: bool,
    /// What was mapped to a stand-in, when the models were made anew. Cargo is warned of it every
    /// time.
    pub notes: Vec<Note>,
}

impl Config {
    /// What `schema.toml` says, or the defaults where it says nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The folder with the crate's `Cargo.toml`, instead of `CARGO_MANIFEST_DIR`.
    pub fn crate_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.crate_folder = Some(folder.into());
        self
    }

    /// The folder to write to, instead of `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Folder of the snapshot.
    pub fn snapshot(self, folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        self.change(move |settings| settings.snapshot.clone_from(&folder))
    }

    /// Where the schema comes from, as in `source` of `schema.toml`.
    pub fn source(self, source: impl Into<String>) -> Self {
        let source = source.into();
        self.change(move |settings| settings.source = Some(source.clone()))
    }

    /// Dialect of `.sql` text.
    pub fn dialect(self, dialect: impl Into<String>) -> Self {
        let dialect = dialect.into();
        self.change(move |settings| settings.dialect = Some(dialect.clone()))
    }

    /// What the snapshot is compared with.
    pub fn check(self, check: CheckMode) -> Self {
        self.change(move |settings| settings.check = check)
    }

    /// Whether a live check runs with every build, at its price.
    pub fn every_build(self, every_build: bool) -> Self {
        self.change(move |settings| settings.every_build = every_build)
    }

    /// How long a live check may take.
    pub fn timeout_seconds(self, seconds: u64) -> Self {
        self.change(move |settings| settings.timeout_seconds = seconds)
    }

    /// Builds, announces what was read, and exits with status 1 when that fails.
    pub fn run(self) {
        let mut announcements = Announcements::default();
        let result = build::build(&self, &mut announcements);
        announce::write(announcements.lines());
        if let Err(error) = result {
            announce::write(&announce::error_lines(&error.to_string()));
            std::process::exit(1);
        }
    }

    /// Builds, and returns the directives for Cargo instead of writing them.
    ///
    /// # Errors
    /// When there is no schema, it cannot be read, or it drifted.
    pub fn try_run(self) -> (Vec<String>, Result<Outcome, BuildError>) {
        let mut announcements = Announcements::default();
        let result = build::build(&self, &mut announcements);
        (announcements.lines().to_vec(), result)
    }

    /// The settings of a file with everything that was set here.
    pub(crate) fn applied_to(&self, mut settings: Settings) -> Settings {
        for change in &self.changes {
            change(&mut settings);
        }
        settings
    }

    fn change(mut self, change: impl Fn(&mut Settings) + 'static) -> Self {
        self.changes.push(Box::new(change));
        self
    }
}
