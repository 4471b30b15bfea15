//! `cargo schema refresh`: reads the source and writes the snapshot.

use std::path::Path;
use std::time::SystemTime;

use schema_engine::Compared;
use schema_model::snapshot::{
    self, Changes, HISTORY_FILE, HistoryEntry, Pending, SnapshotError, Stale, WriteReport,
};
use schema_model::{Difference, Schema, Verb, outline};

use crate::cli::Refresh;
use crate::code::{Code, Uses, take_awaited};
use crate::entry::Entry;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::replace::replace_held;
use crate::settings::SETTINGS_FILE;
use crate::shell::Shell;
use crate::{interrupt, source, summary};

/// The snapshot as it is now.
enum Before {
    /// There is none.
    Nothing,
    /// It cannot be read; it is written anew.
    Damaged,
    /// It says this.
    Schema(Box<Schema>),
}

/// Runs the command.
pub fn run(arguments: &Refresh, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    let folder = match &arguments.out {
        Some(folder) => folder.clone(),
        None => project.snapshot_folder(),
    };
    let (_, loaded) = source::load(arguments.from.as_deref(), project, shell)?;
    if arguments.from.is_some() && arguments.out.is_none() && !source::is_any(project, shell)? {
        shell.note(format_args!(
            "the source is not remembered: name it with `source` in {SETTINGS_FILE} to compare with it from now on"
        ));
    }
    let compared = loaded.compared;
    let schema = loaded.schema;
    let pending = Pending::new(&folder, &schema)?;
    if pending.stale().is_empty() {
        match arguments.check {
            true => shell.note("the snapshot is up to date"),
            false => {
                shell.note(summary::totals(&[]));
                // Nothing is written, and nothing has to be read of the files again.
                report_files(&folder, &pending.write()?, shell);
            }
        }
        return Ok(Outcome::Done);
    }
    let before = read_before(&folder, shell)?;
    let found = Found::between(&before, &schema, &folder, project);
    if compared == Compared::Text {
        refuse_unread(&found.differences, &schema)?;
    }
    if arguments.check {
        return check(arguments, &before, &folder, &found, pending.stale(), shell);
    }
    let report = interrupt::held_off(|| {
        let report = pending.write()?;
        if arguments.out.is_none() {
            record(&folder, &before, &schema, &found)?;
        }
        Ok::<_, Failure>(report)
    })?;
    report_written(&before, &schema, &found, shell);
    for path in report.written.iter().chain(&report.removed) {
        shell.detail(format_args!("  {}", folder.join(path).display()));
    }
    report_files(&folder, &report, shell);
    Ok(Outcome::Done)
}

/// A statement that was not understood says nothing: what it may make must not count as dropped.
fn refuse_unread(found: &[Difference], schema: &Schema) -> Result<(), Failure> {
    let gone = found
        .iter()
        .filter(|one| one.verb == Verb::Dropped && one.address.attribute.is_none());
    for difference in gone {
        let address = &difference.address;
        let part = address.part.as_ref().map(|part| part.name.as_str());
        let mut statements = schema
            .unmodelled
            .iter()
            .filter(|one| one.kind == "statement");
        let may_make = |text: &str| {
            std::iter::once(&*address.object.name.name)
                .chain(part)
                .all(|name| mentions(text, name))
        };
        if let Some(statement) = statements.find(|one| may_make(&one.name)) {
            return Err(Failure::new(format!(
                "nothing is written: {difference} would be said, but the statement at {} that may make it was not understood: {}",
                statement.place, statement.reason
            ))
            .help("correct the statement, remove it if it is meant to go, or have the text executed on a server with `--scratch`"));
        }
    }
    Ok(())
}

/// Whether a statement has a name among its words.
fn mentions(statement: &str, name: &str) -> bool {
    let is_word = |c: char| c == '_' || c == '$' || c.is_alphanumeric();
    let mut words = statement.split(|c| !is_word(c));
    words.any(|word| word.eq_ignore_ascii_case(name))
}

fn report_written(before: &Before, schema: &Schema, found: &Found, shell: &Shell) {
    match before {
        Before::Schema(_) => {
            shell.note(summary::totals_of(found.counted()));
            shell.note_list(&found.text());
        }
        _ => shell.note(format_args!("new snapshot: {}", summary::contents(schema))),
    }
}

fn report_files(folder: &Path, report: &WriteReport, shell: &Shell) {
    shell.note(format_args!(
        "`{}`: {} written, {} removed, {} unchanged",
        folder.display(),
        summary::count(report.written.len(), "file"),
        report.removed.len(),
        report.unchanged
    ));
}

/// Says what would be written.
fn check(
    arguments: &Refresh,
    before: &Before,
    folder: &Path,
    found: &Found,
    stale: &[Stale],
    shell: &Shell,
) -> Result<Outcome, Failure> {
    if let Before::Nothing = before {
        shell.data(&format!("there is no snapshot in `{}`\n", folder.display()))?;
    } else {
        shell.data(&shell.listed(&shell.fitted(&found.text())))?;
        for stale in stale {
            shell.detail(describe(stale, folder));
        }
        shell.note(format_args!(
            "the snapshot is stale: {}, {} to write",
            summary::totals_of(found.counted()),
            summary::count(stale.len(), "file"),
        ));
    }
    // The bare command reads another source than the one that was asked for.
    shell.note(match arguments.from.is_some() || arguments.out.is_some() {
        true => "run the same without `--check` to write it",
        false => "run `cargo schema refresh` to write it",
    });
    Ok(Outcome::Differences)
}

fn describe(stale: &Stale, folder: &Path) -> String {
    match stale {
        Stale::Changed(path) => format!("  would write `{}`", folder.join(path).display()),
        Stale::Removed(path) => format!("  would remove `{}`", folder.join(path).display()),
    }
}

/// A refresh repairs a damaged snapshot, but does not overwrite one of a newer format.
fn read_before(folder: &Path, shell: &Shell) -> Result<Before, Failure> {
    match snapshot::read(folder) {
        Ok(schema) => Ok(Before::Schema(schema.into())),
        Err(SnapshotError::Missing { .. }) => Ok(Before::Nothing),
        Err(error @ (SnapshotError::Invalid { .. } | SnapshotError::Misplaced { .. })) => {
            shell.warn(error);
            Ok(Before::Damaged)
        }
        Err(error) => Err(error.into()),
    }
}

/// What differs between the snapshot and what it becomes.
struct Found {
    /// What the code has waited for.
    awaited: Vec<Entry>,
    /// The rest.
    differences: Vec<Difference>,
}

impl Found {
    fn between(before: &Before, schema: &Schema, folder: &Path, project: &Project) -> Self {
        let Before::Schema(from) = before else {
            return Self {
                awaited: Vec::new(),
                differences: outline(&Schema::new(schema.dialect.clone()), schema),
            };
        };
        let mut found = Self {
            awaited: Vec::new(),
            differences: outline(from, schema),
        };
        let is_whole = |one: &Difference, verb| one.verb == verb && one.address.attribute.is_none();
        let has = |verb| found.differences.iter().any(|one| is_whole(one, verb));
        // Only what went and came can have been renamed.
        if has(Verb::Dropped) && has(Verb::Added) {
            let mut from = Schema::clone(from);
            let code = Code::scan(project);
            let mut further = project.settings.databases.iter();
            let further = further.find(|(_, it)| project.folder.join(it) == *folder);
            let database = further.map(|(name, _)| name.as_str());
            let uses = Uses::of(&code, project, database);
            let awaited = take_awaited(&code, (project, database), &mut from, schema);
            found.awaited = (awaited.iter())
                .map(|rename| Entry::of_awaited(rename, &uses))
                .collect();
            found.differences = outline(&from, schema);
        }
        found
    }

    fn counted(&self) -> Changes {
        let mut counted = Changes::of(&self.differences);
        for entry in &self.awaited {
            counted.add(entry.severity);
        }
        counted
    }

    /// A line for each.
    fn text(&self) -> String {
        let mut text = String::new();
        for entry in &self.awaited {
            let line = format_args!("{}: {}", entry.text, entry.reason);
            text.push_str(&summary::line(entry.severity, line));
        }
        text + &summary::differences(&self.differences)
    }
}

/// Appends a line to the history, if what the schema says has changed.
fn record(folder: &Path, before: &Before, schema: &Schema, found: &Found) -> Result<(), Failure> {
    let from = match before {
        Before::Schema(from) => Some(from.fingerprint().to_string()),
        Before::Nothing => None,
        Before::Damaged => last_fingerprint(folder),
    };
    let to = schema.fingerprint().to_string();
    if from.as_ref() == Some(&to) {
        return Ok(());
    }
    let entry = HistoryEntry {
        time: humantime::format_rfc3339_seconds(SystemTime::now()).to_string(),
        from,
        to,
        changes: found.counted(),
    };
    snapshot::append_history(folder, &entry)?;
    merge_history_by_union(folder)
}

fn last_fingerprint(folder: &Path) -> Option<String> {
    let history = snapshot::read_history(folder).ok()?;
    history.last().map(|entry| entry.to.clone())
}

/// Two branches both append to the history; Git then has to keep both lines.
fn merge_history_by_union(folder: &Path) -> Result<(), Failure> {
    let path = folder.join(".gitattributes");
    if path.exists() {
        return Ok(());
    }
    replace_held(&path, &format!("{HISTORY_FILE} merge=union\n"))
}
