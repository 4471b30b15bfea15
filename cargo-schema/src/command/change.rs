//! What `diff`, `plan` and `apply` have in common: two sides, loaded in one dialect.

mod code;
mod select;
mod snapshots;

use std::path::Path;

use schema_engine::diff::{Diff, candidates, diff};
use schema_engine::plan::{PlanRequest, make};
use schema_engine::source::read_sql_files;
use schema_engine::{
    Compared, Connector, Dialect, EngineError, Loaded, Online, Plan, RenameHint, Source, hint,
};
use schema_model::Schema;
use schema_model::snapshot::{self, Same};

use crate::cli::Sides;
use crate::failure::Failure;
use crate::project::{Project, known_dialect};
use crate::shell::Shell;
use crate::source::{self, Named};

/// Asks a person whether something is so.
pub type Ask<'a> = &'a dyn Fn(&str) -> Result<bool, Failure>;

/// Both sides of a change.
pub struct Change {
    /// The dialect of both.
    pub dialect: &'static dyn Dialect,
    /// Where `from` was read.
    pub source: Named,
    /// What the two sides are called.
    pub names: [String; 2],
    /// What is.
    pub from: Schema,
    /// What should be.
    pub to: Schema,
    /// How far the two can be compared.
    pub compared: Compared,
    /// Rename hints of the desired text.
    pub hints: Vec<RenameHint>,
    /// When to let others use a table that is changed.
    pub online: Online,
    /// Whether the engine's own tools compare as well.
    pub observe: bool,
    /// What was said of the sides when they were read.
    notes: Vec<String>,
    scratch: Option<String>,
}

impl Change {
    /// Loads both sides.
    pub fn load(sides: &Sides, project: &Project, shell: &mut Shell) -> Result<Self, Failure> {
        Self::load_with(sides, None, Same::Kept, project, shell)
    }

    /// The same for a comparison and nothing else: of two snapshots, tables that are the same on both
    /// sides are left out.
    pub fn load_for_diff(
        sides: &Sides,
        project: &Project,
        shell: &mut Shell,
    ) -> Result<Self, Failure> {
        Self::load_with(sides, None, Same::LeftOut, project, shell)
    }

    /// The same for a plan, to which `code` can lead: `allow` says which changes of what is there
    /// it may ask for.
    pub fn load_for_plan(
        sides: &Sides,
        allow: &[String],
        project: &Project,
        shell: &mut Shell,
    ) -> Result<Self, Failure> {
        Self::load_with(sides, Some(allow), Same::Kept, project, shell)
    }

    fn load_with(
        sides: &Sides,
        allow: Option<&[String]>,
        same: Same,
        project: &Project,
        shell: &mut Shell,
    ) -> Result<Self, Failure> {
        if let Some((source, from, to)) = snapshots::load(sides, same, project, shell)? {
            let (to_name, to) = to;
            return Self::of(
                (source, from),
                (to_name, to, Vec::new()),
                Vec::new(),
                project,
            );
        }
        let text_dialect = text_dialect(sides, project)?;
        let (mut source, mut from) = load_from(sides, project, text_dialect, shell)?;
        let (to_name, to, hints, notes) = match allow {
            Some(allow) if code::is_code(sides.to.as_deref()) => {
                let dialect = known_dialect(&from.schema.dialect)?;
                let code = code::load(&from.schema, dialect, allow, project, shell)?;
                (code.name, code.loaded, code.hints, code.notes)
            }
            _ => {
                // What a server turns out to be is also what text beside it is written for.
                let dialect = match &source.source {
                    Source::Database { .. } => known_dialect(&from.schema.dialect)?,
                    _ => text_dialect,
                };
                let (name, to, hints) = load_to(&from.schema, sides, project, dialect, shell)?;
                (name, to, hints, Vec::new())
            }
        };
        if let (Source::Sql { .. }, true) =
            (&source.source, from.schema.dialect != to.schema.dialect)
        {
            let dialect = known_dialect(&to.schema.dialect)?;
            (source, from) = load_from(sides, project, dialect, shell)?;
        }
        Self::of((source, from), (to_name, to, hints), notes, project)
    }

    fn of(
        (source, from): (Named, Loaded),
        (to_name, to, hints): (String, Loaded, Vec<RenameHint>),
        notes: Vec<String>,
        project: &Project,
    ) -> Result<Self, Failure> {
        let (a, b) = (&from.schema.dialect, &to.schema.dialect);
        if a != b {
            return Err(Failure::new(format!(
                "the two sides are of different dialects: `{a}` and `{b}`"
            ))
            .help("name a source of the same dialect for both, or set `dialect` in schema.toml"));
        }
        Ok(Self {
            dialect: known_dialect(a)?,
            names: [source.to_string(), to_name],
            source,
            compared: from.compared.max(to.compared),
            from: from.schema,
            to: to.schema,
            hints,
            online: Online::default(),
            observe: false,
            notes,
            scratch: project.scratch.clone(),
        })
    }

    /// What differs between the sides.
    fn diff(&self, project: &Project) -> Result<Diff<'_>, EngineError> {
        let scratch = || self.connect_scratch(project);
        let (from, to) = (&self.from, self.to.clone());
        diff(self.dialect, from, to, &self.hints, &scratch)
    }

    /// Offers the renames that could be meant: to whom can be asked, else as notes of the plan.
    pub fn offer_renames(
        &mut self,
        ask: Option<Ask<'_>>,
        project: &Project,
    ) -> Result<(), Failure> {
        let found = self.diff(project)?;
        for candidate in candidates(self.dialect, &found) {
            let is_meant = match ask {
                Some(ask) => ask(&candidate.question())?,
                None => false,
            };
            match is_meant {
                true => self.hints.push(candidate.hint()),
                false => self.notes.push(candidate.note()),
            }
        }
        Ok(())
    }

    /// Makes the plan; the database is asked about its rows where there is one.
    pub fn plan(&self, project: &Project, shell: &Shell) -> Result<Plan, Failure> {
        let _progress = shell.progress("planning, and trying the plan on a scratch database");
        let mut live = self.connect(project)?;
        let scratch = || self.connect_scratch(project);
        let mut plan = make(PlanRequest {
            dialect: self.dialect,
            from: &self.from,
            to: &self.to,
            compared: self.compared,
            hints: &self.hints,
            live: live.as_mut().map(|live| &mut **live as &mut dyn Connector),
            scratch: &scratch,
            online: self.online,
            observe: self.observe,
        })?;
        plan.notes.splice(..0, self.notes.iter().cloned());
        Ok(plan)
    }

    /// The database of the `from` side, if it is one.
    pub fn connect(&self, project: &Project) -> Result<Option<Box<dyn Connector>>, Failure> {
        match &self.source.source {
            Source::Database { dialect, url } => Ok(Some(dialect.connect(url, project.timeout)?)),
            _ => Ok(None),
        }
    }

    /// Opens an empty scratch database.
    pub fn connect_scratch(&self, project: &Project) -> Result<Box<dyn Connector>, EngineError> {
        match &self.scratch {
            Some(url) => self.dialect.connect_scratch_at(url, project.timeout),
            None => self.dialect.connect_scratch(),
        }
    }
}

/// The dialect of `.sql` text: that of the other side if it says one, else the project's.
fn text_dialect(sides: &Sides, project: &Project) -> Result<&'static dyn Dialect, Failure> {
    let project_dialect = project.sql_dialect()?;
    for side in [&sides.from, &sides.to].into_iter().flatten() {
        let Some(meant) = source::meaning(side, project)? else {
            continue;
        };
        match Source::parse(&meant, project_dialect, Path::new("")) {
            Ok(Source::Database { dialect, .. }) => return Ok(dialect),
            Ok(Source::Snapshot { path }) => {
                let header = snapshot::read_header(&path)?;
                return known_dialect(&header.dialect);
            }
            _ => {}
        }
    }
    Ok(project_dialect)
}

fn load_from(
    sides: &Sides,
    project: &Project,
    text_dialect: &'static dyn Dialect,
    shell: &mut Shell,
) -> Result<(Named, Loaded), Failure> {
    match &sides.from {
        Some(text) => load_side(text, None, project, text_dialect, shell),
        None => source::load(None, project, shell),
    }
}

fn load_to(
    from: &Schema,
    sides: &Sides,
    project: &Project,
    text_dialect: &'static dyn Dialect,
    shell: &mut Shell,
) -> Result<(String, Loaded, Vec<RenameHint>), Failure> {
    let Some(text) = &sides.to else {
        let schema = snapshot::read(&project.snapshot_folder())?;
        let compared = Compared::Snapshot;
        return Ok((
            name_of_snapshot(project),
            Loaded { schema, compared },
            Vec::new(),
        ));
    };
    let (named, loaded) = load_side(text, Some(from), project, text_dialect, shell)?;
    let hints = match &named.source {
        Source::Sql { path, .. } => hint::hints(&read_sql_files(path)?),
        _ => Vec::new(),
    };
    Ok((named.to_string(), loaded, hints))
}

fn name_of_snapshot(project: &Project) -> String {
    format!("the snapshot in {}", project.snapshot_name().display())
}

/// Loads one side; text is meant for the schema `from`, where that is known.
pub fn load_side(
    text: &str,
    from: Option<&Schema>,
    project: &Project,
    text_dialect: &'static dyn Dialect,
    shell: &mut Shell,
) -> Result<(Named, Loaded), Failure> {
    let named = source::parse(text, Path::new(""), text_dialect, project, shell)?;
    let loaded = source::read(&named, from, project, shell)?;
    source::warn_of_unmodelled(&loaded, shell);
    Ok((named, loaded))
}
