//! `schema.toml`: the settings, which the build script and the command line share.
//!
//! Reading says what is wrong and where; it does not look whether the files that are named exist.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use schema_model::json::{FromJson, Json, JsonError};
use serde_json::Value;

use crate::strict_fields::{StrictFields, word};
use crate::{BuildError, Target};

/// Name of the settings file.
pub const SETTINGS_FILE: &str = "schema.toml";

/// The content of `schema.toml`. Every key may be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Dialect of `.sql` text.
    pub dialect: Option<String>,
    /// Where the schema comes from: a database URL, a `.sql` file or a folder of them, another
    /// snapshot; `$NAME` or `env:NAME` takes it from an environment variable.
    pub source: Option<String>,
    /// Server on which `cargo schema` executes `.sql` text; a build reads it as text.
    pub scratch: Option<String>,
    /// Folder of the snapshot, relative to `schema.toml`.
    pub snapshot: PathBuf,
    /// Folders of further snapshots by the names that `#[schema(db = "…")]` uses, relative to
    /// `schema.toml`.
    pub databases: BTreeMap<String, String>,
    /// What the build script compares the snapshot with.
    pub check: CheckMode,
    /// Whether the build script runs at every build, so that a check against a server is never old.
    pub every_build: bool,
    /// How long connecting to a database may take.
    pub timeout_seconds: u64,
    /// Sources by the names that the command line knows them by: `@production`.
    pub environments: BTreeMap<String, String>,
    /// Differences that `cargo schema` knows of and does not report.
    pub accepted: Vec<Accepted>,
    /// What is called one thing in one schema and another in the next, by address: no difference.
    pub same: BTreeMap<String, String>,
    /// The Rust sources that `cargo schema` looks at.
    pub code: CodeSettings,
    /// The generated models.
    pub models: ModelSettings,
}

/// `[[accepted]]`: a difference that is meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its address, or a pattern of that.
    pub difference: String,
    /// Why.
    pub reason: String,
    /// The last day on which it is accepted, as `2027-01-31`.
    pub until: Option<String>,
}

/// `[code]`: the Rust sources that are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeSettings {
    /// Patterns of files to leave out, relative to `schema.toml`.
    pub exclude: Vec<String>,
    /// Patterns of other text files in which DDL is looked for, relative to `schema.toml`.
    pub ddl: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dialect: None,
            source: None,
            scratch: None,
            snapshot: "schema".into(),
            databases: BTreeMap::new(),
            check: CheckMode::Off,
            every_build: false,
            timeout_seconds: 5,
            environments: BTreeMap::new(),
            accepted: Vec::new(),
            same: BTreeMap::new(),
            code: CodeSettings::default(),
            models: ModelSettings::default(),
        }
    }
}

/// What the build script compares the snapshot with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CheckMode {
    /// With nothing.
    #[default]
    Off,
    /// With the `.sql` text that is the source. Needs the feature `ddl`.
    Source,
    /// With the live database that is the source. Needs a `live-*` feature.
    Live,
}

/// `[models]`: what is generated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ModelSettings {
    /// Whether models derive `SchemaChecked`; by default when the crate depends on
    /// `schema-checked`.
    pub checked: Option<bool>,
    /// Crates that the models shall work with.
    pub targets: Vec<Target>,
    /// Whether models are as cheap to compile as they can be: without constants, and deriving
    /// nothing that is not asked for.
    pub lean: bool,
    /// What is generated of each table and view, instead of everything but a constant for each
    /// column.
    pub parts: Option<Vec<Part>>,
    /// What structs derive, instead of `Debug` and `Clone` for rows and nothing for new rows and
    /// updates.
    pub derives: Option<Vec<String>>,
    /// Visibility of everything that is generated.
    pub visibility: Visibility,
    /// Patterns of tables and views to generate; all when empty.
    pub include: Vec<String>,
    /// Patterns of tables and views to leave out.
    pub exclude: Vec<String>,
    /// Rust names by `table`, `table.column`, or name of a type.
    pub names: BTreeMap<String, String>,
    /// Rust types by `table.column`, by pattern of that, or by native type.
    pub types: BTreeMap<String, String>,
    /// Third-party crates that models may use, preferred ones first; by default those that the
    /// crate depends on.
    pub crates: Option<Vec<String>>,
    /// Primary keys of tables that have none in the database, by table.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Whether columns can hold NULL, by `table.column` or pattern of that, where the database does
    /// not know.
    pub nullable: BTreeMap<String, bool>,
    /// What structs and enums derive besides, by pattern of table, view or type.
    pub extra_derives: BTreeMap<String, Vec<String>>,
    /// Attributes of structs and fields, without `#[` and `]`, by pattern of table or
    /// `table.column`.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// Whether keys of one column are types of their own.
    pub key_types: bool,
    /// Whether domains are types of their own.
    pub domain_types: bool,
    /// Whether doc comments are left out.
    pub bare: bool,
    /// File that `cargo schema generate` writes, relative to `schema.toml`.
    pub out: Option<String>,
    /// How that file is divided; what a build script writes is one file.
    pub layout: Layout,
}

/// What is generated of a table or view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The struct of a row.
    Row,
    /// The struct of a new row.
    Insert,
    /// The struct of changes to a row.
    Update,
    /// Its names, in a module.
    Constants,
    /// A constant for each column, in the same module.
    Columns,
}

/// How generated code is divided into files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// One file.
    #[default]
    File,
    /// One file for each table and view, which the main one includes.
    Tables,
}

/// Visibility of everything that is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    /// `pub`.
    #[default]
    Public,
    /// `pub(crate)`.
    Crate,
}

impl Visibility {
    /// As it is written in code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Public => "pub",
            Self::Crate => "pub(crate)",
        }
    }
}

impl Settings {
    /// Reads a settings file.
    ///
    /// # Errors
    /// When the file cannot be read, is no TOML, or has an unknown key or a value that means
    /// nothing.
    pub fn read(path: &Path) -> Result<Self, BuildError> {
        let text = fs::read_to_string(path).map_err(|source| BuildError::Io {
            intent: "read",
            path: path.into(),
            source,
        })?;
        Self::parse(&text, path)
    }

    /// Understands the text of a settings file; `path` is for messages.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn parse(text: &str, path: &Path) -> Result<Self, BuildError> {
        let failed = |line, message| BuildError::Settings {
            path: path.into(),
            line,
            message,
        };
        let value: Value = basic_toml::from_str(text).map_err(|error| {
            let message = error.to_string();
            // The place is said separately.
            let message = message
                .rsplit_once(" at line ")
                .map_or(message.as_str(), |(head, _)| head);
            failed(error.line_col().map(|(line, _)| line + 1), message.into())
        })?;
        Self::from_value(&value).map_err(|error| {
            let line = error.field().and_then(|key| line_of(text, key));
            failed(line, error.message().into())
        })
    }
}

impl FromJson for Settings {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = StrictFields::of(json)?;
        let default = Self::default();
        let settings = Self {
            dialect: fields.take("dialect")?,
            source: fields.take("source")?,
            scratch: fields.take("scratch")?,
            snapshot: fields
                .take("snapshot")?
                .map_or(default.snapshot, |folder: String| folder.into()),
            databases: fields.take("databases")?.unwrap_or_default(),
            check: fields.take("check")?.unwrap_or_default(),
            every_build: fields.take("every_build")?.unwrap_or_default(),
            timeout_seconds: fields
                .take::<u32>("timeout_seconds")?
                .map_or(default.timeout_seconds, u64::from),
            environments: fields.take("environments")?.unwrap_or_default(),
            accepted: fields.take("accepted")?.unwrap_or_default(),
            same: fields.take("same")?.unwrap_or_default(),
            code: fields.take("code")?.unwrap_or_default(),
            models: fields.take("models")?.unwrap_or_default(),
        };
        fields.finish()?;
        Ok(settings)
    }
}

impl FromJson for Accepted {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = StrictFields::of(json)?;
        let missing = |name: &str| {
            JsonError::new(format!("an accepted difference needs `{name}`")).at_field("accepted")
        };
        let accepted = Self {
            difference: fields.take("difference")?.unwrap_or_default(),
            reason: fields.take("reason")?.unwrap_or_default(),
            until: fields.take("until")?,
        };
        fields.finish()?;
        match &accepted {
            Self { difference, .. } if difference.is_empty() => Err(missing("difference")),
            Self { reason, .. } if reason.is_empty() => Err(missing("reason")),
            _ => Ok(accepted),
        }
    }
}

impl FromJson for CodeSettings {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = StrictFields::of(json)?;
        let settings = Self {
            exclude: fields.take("exclude")?.unwrap_or_default(),
            ddl: fields.take("ddl")?.unwrap_or_default(),
        };
        fields.finish()?;
        Ok(settings)
    }
}

impl FromJson for ModelSettings {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = StrictFields::of(json)?;
        let settings = Self {
            checked: fields.take("checked")?,
            targets: fields.take("targets")?.unwrap_or_default(),
            lean: fields.take("lean")?.unwrap_or_default(),
            parts: fields.take("parts")?,
            derives: fields.take("derives")?,
            visibility: fields.take("visibility")?.unwrap_or_default(),
            include: fields.take("include")?.unwrap_or_default(),
            exclude: fields.take("exclude")?.unwrap_or_default(),
            names: fields.take("names")?.unwrap_or_default(),
            types: fields.take("types")?.unwrap_or_default(),
            crates: fields.take("crates")?,
            keys: fields.take("keys")?.unwrap_or_default(),
            nullable: fields.take("nullable")?.unwrap_or_default(),
            extra_derives: fields.take("extra_derives")?.unwrap_or_default(),
            attributes: fields.take("attributes")?.unwrap_or_default(),
            key_types: fields.take("key_types")?.unwrap_or_default(),
            domain_types: fields.take("domain_types")?.unwrap_or_default(),
            bare: !fields.take("docs")?.unwrap_or(true),
            out: fields.take("out")?,
            layout: fields.take("layout")?.unwrap_or_default(),
        };
        fields.finish()?;
        Ok(settings)
    }
}

impl FromJson for CheckMode {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let words = [
            ("off", Self::Off),
            ("source", Self::Source),
            ("live", Self::Live),
        ];
        word(json, &words)
    }
}

impl FromJson for Target {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let words: Vec<(&str, Self)> = Self::all().map(|target| (target.name(), target)).collect();
        word(json, &words)
    }
}

impl FromJson for Part {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let words = [
            ("row", Self::Row),
            ("insert", Self::Insert),
            ("update", Self::Update),
            ("constants", Self::Constants),
            ("columns", Self::Columns),
        ];
        word(json, &words)
    }
}

impl FromJson for Layout {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        word(json, &[("file", Self::File), ("tables", Self::Tables)])
    }
}

impl FromJson for Visibility {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let words = [Self::Public, Self::Crate].map(|visibility| (visibility.code(), visibility));
        word(json, &words)
    }
}

/// The first line that sets a key or begins a table of that name.
fn line_of(text: &str, key: &str) -> Option<usize> {
    text.lines()
        .position(|line| {
            line.trim_start()
                .trim_start_matches(['"', '['])
                .starts_with(key)
        })
        .map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Settings::parse(text, Path::new("schema.toml"))
            .expect_err(text)
            .to_string()
    }

    #[test]
    fn an_empty_file_means_defaults() {
        let settings = Settings::parse("", Path::new("schema.toml")).expect("valid");
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn errors_name_the_line_and_the_near_key() {
        let unknown = error("dialect = \"x\"\nsoruce = \"schema.sql\"\n");
        assert!(
            unknown.starts_with("`schema.toml:2`: unknown field `soruce`"),
            "{unknown}"
        );
        assert!(unknown.ends_with("did you mean `source`?"), "{unknown}");
        let nested = error("\n[models]\ncheckd = true\n");
        assert!(
            nested.starts_with("`schema.toml:3`: unknown field `checkd`"),
            "{nested}"
        );
        let variant = error("check = \"lvie\"");
        assert!(
            variant.starts_with("`schema.toml:1`: unknown word `lvie`"),
            "{variant}"
        );
        assert!(variant.contains("did you mean `live`?"), "{variant}");
        let part = error("[models]\nparts = [\"row\", \"inserts\"]");
        assert!(part.contains("did you mean `insert`?"), "{part}");
        let syntax = error("check = \n");
        assert!(syntax.starts_with("`schema.toml:1`: "), "{syntax}");
        let kind = error("timeout_seconds = \"5\"");
        assert!(
            kind.starts_with("`schema.toml:1`: expected a whole number"),
            "{kind}"
        );
    }

    #[test]
    fn every_key_is_documented() {
        let page = |name| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../docs")
                .join(name);
            fs::read_to_string(path).expect("the page is there")
        };
        for (text, name) in [
            ("zzzzzzzz = 1", "settings.md"),
            ("[models]\nzzzzzzzz = 1", "models.md"),
        ] {
            let message = error(text);
            let page = page(name);
            // "unknown field `zzzzzzzz`, expected one of `a`, `b`"
            let keys: Vec<&str> = message.split('`').skip(5).step_by(2).collect();
            assert!(keys.len() > 10, "{message}");
            for key in keys {
                let is_there =
                    page.contains(&format!("`{key} = ")) || page.contains(&format!("{key}]"));
                assert!(is_there, "{name} lacks `{key}`");
            }
        }
    }
}
