//! The build: find settings and schema, compare them if asked to, write the models.

use std::path::{Path, PathBuf};

use schema_model::snapshot::{self, HEADER_FILE, SnapshotError};
use schema_model::{Difference, Schema, differences};

use crate::announce::Announcements;
use crate::input::{Input, Live};
use crate::known::Known;
use crate::manifest::{manifest_path, workspace_root};
use crate::output::write_if_changed;
use crate::stamp::Stamp;
use crate::{
    BuildError, CheckMode, Config, Crates, Facts, Note, Outcome, Place, SETTINGS_FILE, codegen,
    locate,
};

/// Name of the generated file in `OUT_DIR`.
const MODELS_FILE: &str = "schema_models.rs";
/// Name of the file with the stamp of the inputs.
const STAMP_FILE: &str = "schema_models.stamp";
/// Folder in `OUT_DIR` for the snapshot of `.sql` text.
const SNAPSHOT_FOLDER: &str = "schema";

/// Builds the models, and announces everything that was read, also when it fails.
pub(crate) fn build(config: &Config, out: &mut Announcements) -> Result<Outcome, BuildError> {
    let crate_folder = folder(config.crate_folder.as_ref(), "CARGO_MANIFEST_DIR")?;
    let out_dir = folder(config.out_dir.as_ref(), "OUT_DIR")?;
    announce_settings(&crate_folder, out);
    let mut place = locate(&crate_folder)?;
    place.settings = config.applied_to(place.settings);
    place.settings.check = check_mode(&place, out)?;
    if place.settings.every_build {
        out.always(&out_dir);
    }
    let (detected, manifests) = Crates::detect(&crate_folder, is_feature_enabled);
    let models = &mut place.settings.models;
    models
        .checked
        .get_or_insert(detected.contains("schema-checked"));
    let crates = models.crates.as_ref().map_or(detected, Crates::of);

    let mut stamp = Stamp::of(&(&place.settings, &crates));
    for manifest in &manifests {
        out.file(manifest);
    }
    let job = Job {
        place: &place,
        crates: &crates,
        out_dir: &out_dir,
    };
    let snapshot = place.snapshot();
    if snapshot.join(HEADER_FILE).exists() {
        out.file(&snapshot);
        stamp.add(&snapshot);
        job.build_from_snapshot(&snapshot, stamp, out)
    } else if snapshot.exists() && !snapshot.is_dir() {
        Err(BuildError::Snapshot(SnapshotError::Io {
            intent: "read",
            path: snapshot,
            source: std::io::ErrorKind::NotADirectory.into(),
        }))
    } else {
        job.build_from_text(&snapshot, stamp, out)
    }
}

/// One build, after everything was found.
struct Job<'a> {
    place: &'a Place,
    crates: &'a Crates,
    out_dir: &'a Path,
}

impl Job<'_> {
    fn build_from_snapshot(
        &self,
        folder: &Path,
        mut stamp: Stamp,
        out: &mut Announcements,
    ) -> Result<Outcome, BuildError> {
        let check = self.place.settings.check;
        let source = match check {
            CheckMode::Off => None,
            CheckMode::Source | CheckMode::Live => {
                let source = Input::resolve(self.place, out)?;
                source.announce(out);
                source.add_to(&mut stamp);
                Some(source)
            }
        };
        // A live database can have changed without a trace on disk.
        let mut schema = match (&source, check) {
            (Some(source), CheckMode::Live) => self.check_live(source, folder, &stamp)?,
            _ => None,
        };
        if self.is_current(&stamp, out) {
            return Ok(self.unchanged(folder, out));
        }
        let schema = match schema.take() {
            Some(schema) => schema,
            None => snapshot::read(folder)?,
        };
        if let (Some(source), CheckMode::Source) = (source, check) {
            let (from, to) = (essence(&schema), essence(&source.read()?));
            let mut found = differences(&from, &to);
            // Text may spell a type otherwise; the logical type tells whether it is another one.
            found.retain(|it| it.address.attribute.as_deref() != Some("type"));
            fail_on_drift(found, folder, &source)?;
        }
        self.write(&schema, folder, &stamp, out)
    }

    /// Compares the snapshot with a live database; gives the snapshot if it had to be read.
    fn check_live(
        &self,
        source: &Input,
        folder: &Path,
        stamp: &Stamp,
    ) -> Result<Option<Schema>, BuildError> {
        let known = Known::new(self.out_dir, stamp, source);
        match source.introspect(known.state())? {
            Live::Unchanged => Ok(None),
            Live::Read {
                schema: live,
                state,
            } => {
                let schema = snapshot::read(folder)?;
                fail_on_drift(differences(&schema, &live), folder, source)?;
                known.remember(state.as_deref())?;
                Ok(Some(schema))
            }
        }
    }

    /// Without a snapshot, `.sql` text is the schema.
    fn build_from_text(
        &self,
        missing: &Path,
        mut stamp: Stamp,
        out: &mut Announcements,
    ) -> Result<Outcome, BuildError> {
        let source = Input::resolve_text(self.place, missing, out)?;
        source.announce(out);
        source.add_to(&mut stamp);
        let folder = self.out_dir.join(SNAPSHOT_FOLDER);
        if folder.join(HEADER_FILE).exists() && self.is_current(&stamp, out) {
            return Ok(self.unchanged(&folder, out));
        }
        let schema = source.read()?;
        for unmodelled in &schema.unmodelled {
            out.warning(&format!(
                "{source}: {} `{}` is not modelled: {}",
                unmodelled.kind, unmodelled.name, unmodelled.reason
            ));
        }
        snapshot::write(&folder, &schema)?;
        self.write(&schema, &folder, &stamp, out)
    }

    fn write(
        &self,
        schema: &Schema,
        folder: &Path,
        stamp: &Stamp,
        out: &mut Announcements,
    ) -> Result<Outcome, BuildError> {
        let facts = Facts::read(schema, folder)?;
        let models = &self.place.settings.models;
        let models = codegen::generate(schema, models, self.crates, Some(&facts))?;
        let path = self.out_dir.join(MODELS_FILE);
        let written = write_if_changed(&path, &models.code)?;
        warn_of(&models.notes, out);
        let stamp = stamp.with_warnings(&out.warnings());
        write_if_changed(&self.out_dir.join(STAMP_FILE), &stamp)?;
        out.set("SCHEMA_SNAPSHOT", folder);
        Ok(Outcome {
            models: path,
            snapshot: folder.into(),
            written,
            notes: models.notes,
        })
    }

    /// Whether the models were made from these inputs; then what was warned of is said again.
    fn is_current(&self, stamp: &Stamp, out: &mut Announcements) -> bool {
        let written = std::fs::read_to_string(self.out_dir.join(STAMP_FILE)).unwrap_or_default();
        let Some(warnings) = stamp.warnings_in(&written) else {
            return false;
        };
        if !self.out_dir.join(MODELS_FILE).exists() {
            return false;
        }
        warnings.iter().for_each(|warning| out.warning(warning));
        true
    }

    fn unchanged(&self, folder: &Path, out: &mut Announcements) -> Outcome {
        out.set("SCHEMA_SNAPSHOT", folder);
        Outcome {
            models: self.out_dir.join(MODELS_FILE),
            snapshot: folder.into(),
            written: false,
            notes: Vec::new(),
        }
    }
}

fn fail_on_drift(
    differences: Vec<Difference>,
    snapshot: &Path,
    source: &Input,
) -> Result<(), BuildError> {
    if differences.is_empty() {
        return Ok(());
    }
    Err(BuildError::Drift {
        snapshot: snapshot.into(),
        source: source.to_string(),
        differences,
    })
}

/// Stand-ins that are warned of; more are counted.
const LISTED: usize = 20;

fn warn_of(notes: &[Note], out: &mut Announcements) {
    for Note { place, message } in notes.iter().take(LISTED) {
        out.warning(&format!("{place}: {message}"));
    }
    if notes.len() > LISTED {
        let more = notes.len() - LISTED;
        out.warning(&format!(
            "{more} more columns have stand-ins: the documentation of the models says which"
        ));
    }
}

/// What a program relies on, without what `.sql` text and a server spell differently: tables,
/// columns, logical types, nullability, keys and enums.
fn essence(schema: &Schema) -> Schema {
    use schema_model::{Constraint, ConstraintKind as Kind, ForeignKey, Key, Table};
    let mut essence = Schema::new(&schema.dialect);
    for table in &schema.tables {
        let mut bare = Table::new(table.name.clone());
        for column in &table.columns {
            let (native, logical) = (&column.native_type, column.logical_type.clone());
            let mut kept = schema_model::Column::new(&column.name, native, logical);
            kept.nullable = column.nullable;
            bare.columns.push(kept);
        }
        for constraint in &table.constraints {
            let kind = match &constraint.kind {
                Kind::PrimaryKey(key) => Kind::PrimaryKey(Key::over(&key.columns)),
                Kind::Unique(key) => Kind::Unique(Key::over(&key.columns)),
                Kind::ForeignKey(key) => Kind::ForeignKey(ForeignKey {
                    referenced_columns: codegen::referenced_columns(key, schema),
                    ..key.clone()
                }),
                Kind::Check(check) => match &check.one_of {
                    Some(one_of) => Kind::Check(schema_model::Check {
                        expression: format!("{} IN {:?}", one_of.column, one_of.values),
                        column: None,
                        one_of: Some(one_of.clone()),
                    }),
                    None => continue,
                },
                _ => continue,
            };
            bare.constraints.push(Constraint::new(None, kind));
        }
        essence.tables.push(bare);
    }
    for ty in &schema.types {
        if matches!(ty.kind, schema_model::TypeKind::Enum(_)) {
            essence.types.push(schema_model::TypeDefinition {
                comment: None,
                owner: None,
                grants: Vec::new(),
                ..ty.clone()
            });
        }
    }
    essence.normalize();
    essence
}

/// Settings decide everything, so they are announced before they are understood.
fn announce_settings(crate_folder: &Path, out: &mut Announcements) {
    out.file(&crate_folder.join(SETTINGS_FILE));
    out.file(&manifest_path(crate_folder));
    if let Some(root) = workspace_root(crate_folder) {
        out.file(&root.join(SETTINGS_FILE));
    }
}

fn check_mode(place: &Place, out: &mut Announcements) -> Result<CheckMode, BuildError> {
    const VARIABLE: &str = "SCHEMA_CHECK";
    match variable(VARIABLE, out).as_deref() {
        None | Some("") => Ok(place.settings.check),
        Some("off") => Ok(CheckMode::Off),
        Some("source") => Ok(CheckMode::Source),
        Some("live") => Ok(CheckMode::Live),
        Some(other) => Err(BuildError::Source {
            intent: "understand environment variable `SCHEMA_CHECK`",
            message: format!("it is `{other}`: set it to `off`, `source` or `live`"),
        }),
    }
}

/// An environment variable that decides what is built.
pub(crate) fn variable(name: &str, out: &mut Announcements) -> Option<String> {
    out.variable(name);
    std::env::var(name).ok()
}

fn folder(explicit: Option<&PathBuf>, variable: &'static str) -> Result<PathBuf, BuildError> {
    // Cargo sets these anew for each package; they are no inputs to announce.
    explicit
        .cloned()
        .or_else(|| std::env::var_os(variable).map(PathBuf::from))
        .ok_or(BuildError::NotInBuildScript { variable })
}

/// Cargo tells build scripts which features are on, and runs them again when that changes.
fn is_feature_enabled(name: &str) -> bool {
    let name = name.to_uppercase().replace('-', "_");
    std::env::var_os(format!("CARGO_FEATURE_{name}")).is_some()
}
