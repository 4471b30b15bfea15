//! What a project is: its packages, its engine, and where its schema can be read.

use std::fs;
use std::path::{Path, PathBuf};

use schema_engine::{DIALECTS, Dialect, Source, redact_url};
use toml_edit::DocumentMut;

use super::{has, has_source};
use crate::cli::Init;
use crate::failure::Failure;
use crate::project::Project;
use crate::shell::Shell;
use crate::{code, source};

/// What was found.
pub struct Detected {
    /// The packages that speak to a database, or the project's own when none does.
    pub packages: Vec<Package>,
    /// The engine, and what says so.
    pub dialect: Option<(&'static dyn Dialect, String)>,
    /// Whether there is a source to read the schema from.
    pub has_source: bool,
    /// The source that the settings have to name.
    pub source: Option<String>,
    /// The manifest of the project's folder.
    pub workspace: Option<DocumentMut>,
}

/// A package.
pub struct Package {
    /// Its folder.
    pub folder: PathBuf,
    /// Its manifest.
    pub manifest: DocumentMut,
    /// The dependency that speaks to a database, and the dialect that it shows.
    driver: Option<(String, &'static dyn Dialect)>,
}

impl Detected {
    /// Looks at a project.
    pub fn of(arguments: &Init, project: &Project, shell: &mut Shell) -> Result<Self, Failure> {
        let mut packages = packages(project)?;
        let found = dialect(arguments, project, &packages, shell)?;
        if packages.iter().any(|package| package.driver.is_some()) {
            packages.retain(|package| package.driver.is_some());
        } else {
            packages.retain(|package| package.folder == project.folder);
        }
        let has_source = has_source(arguments, project, shell)?;
        Ok(Self {
            packages,
            dialect: found,
            has_source: has_source || migrations(project).is_some(),
            source: match &arguments.from {
                Some(text) => lasting(text, project),
                None => migrations(project)
                    .filter(|_| !has_source)
                    .map(str::to_owned),
            },
            workspace: fs::read_to_string(project.folder.join("Cargo.toml"))
                .ok()
                .and_then(|text| text.parse().ok()),
        })
    }

    /// In one line.
    pub fn describe(&self) -> String {
        let engine = match &self.dialect {
            Some((dialect, ground)) => {
                format!("{} ({ground})", dialect.capability().display_name)
            }
            None => "no engine that is known".into(),
        };
        let packages = self.packages.iter().map(|package| package.name());
        let packages: Vec<String> = packages.collect();
        match packages.is_empty() {
            true => format!("found: {engine}"),
            false => format!("found: {engine}; packages: {}", packages.join(", ")),
        }
    }
}

impl Package {
    /// Its name.
    pub fn name(&self) -> String {
        let name = self
            .manifest
            .get("package")
            .and_then(|package| package.get("name"));
        name.and_then(|name| name.as_str())
            .unwrap_or_default()
            .to_owned()
    }
}

fn packages(project: &Project) -> Result<Vec<Package>, Failure> {
    let mut packages = Vec::new();
    for folder in code::package_folders(&project.folder) {
        let path = folder.join("Cargo.toml");
        let text = fs::read_to_string(&path).map_err(|error| {
            Failure::new(format!("failed to read `{}`: {error}", path.display()))
        })?;
        let manifest: DocumentMut = text
            .parse()
            .map_err(|error| Failure::new(format!("`{}`: {error}", path.display())))?;
        if manifest.contains_key("package") {
            packages.push(Package {
                driver: driver(&manifest),
                folder,
                manifest,
            });
        }
    }
    Ok(packages)
}

/// The engine: of the source if that says it, else of the settings, else of a driver.
fn dialect(
    arguments: &Init,
    project: &Project,
    packages: &[Package],
    shell: &mut Shell,
) -> Result<Option<(&'static dyn Dialect, String)>, Failure> {
    let text = match &arguments.from {
        Some(text) => Some(text.clone()),
        None => source::text_of_project(project, shell)?,
    };
    let parsed = text.map(|text| Source::parse(&text, DIALECTS[0], Path::new("")));
    if let Some(Ok(Source::Database { dialect, .. })) = parsed {
        return Ok(Some((dialect, "the source".into())));
    }
    if let Some(name) = &project.settings.dialect {
        return Ok(Some((
            crate::project::known_dialect(name)?,
            "schema.toml".into(),
        )));
    }
    let drivers = packages.iter().filter_map(|package| package.driver.clone());
    Ok(drivers
        .map(|(name, dialect)| (dialect, format!("dependency `{name}`")))
        .next())
}

/// The first dependency whose name or features speak of a dialect.
fn driver(manifest: &DocumentMut) -> Option<(String, &'static dyn Dialect)> {
    let tables = ["dependencies", "dev-dependencies"];
    let dependencies = tables
        .iter()
        .filter_map(|table| manifest.get(table)?.as_table_like());
    for (name, item) in dependencies.flat_map(|table| table.iter()) {
        let features = item
            .get("features")
            .and_then(|features| features.as_array());
        let features = features
            .into_iter()
            .flatten()
            .filter_map(|feature| feature.as_str());
        for word in std::iter::once(name).chain(features) {
            let said = DIALECTS
                .iter()
                .find(|dialect| word.contains(dialect.name()));
            if let Some(dialect) = said.filter(|_| !name.starts_with("schema-")) {
                return Some((name.to_owned(), *dialect));
            }
        }
    }
    None
}

/// A source that was named once, as the settings can name it for good: without a password, and as it
/// is found from the project's folder.
fn lasting(text: &str, project: &Project) -> Option<String> {
    let is_secret = redact_url(text) != text;
    // Where people stand elsewhere, a relative path means something else.
    let stands_there = project.folder.as_os_str().is_empty();
    (stands_there && !is_secret).then(|| text.to_owned())
}

/// `migrations/` with `.sql` files of which none leads back.
fn migrations(project: &Project) -> Option<&'static str> {
    const NAME: &str = "migrations";
    let entries = fs::read_dir(project.folder.join(NAME)).ok()?;
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names: Vec<String> = names.filter(|name| name.ends_with(".sql")).collect();
    let readable = !names.is_empty() && !names.iter().any(|name| name.ends_with(".down.sql"));
    (readable && !has(&project.folder, "schema.sql")).then_some(NAME)
}
