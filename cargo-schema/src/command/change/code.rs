//! `--to code`: what the database has once everything that the code declares has been added to it.

use std::path::{Path, PathBuf};

use schema_engine::declared::{Declaration, Declared, Extension, declare, extend};
use schema_engine::diff::rename_in;
use schema_engine::{Compared, Dialect, Loaded, RenameHint, hint};
use schema_model::{Address, Schema};

use crate::accepted::covers;
use crate::code::ddl::Ddl;
use crate::code::structs::{Ground, Outcome, Structs, Wanted};
use crate::failure::Failure;
use crate::project::Project;
use crate::shell::Shell;
use crate::summary;

/// The word for all changes of what is there.
const CHANGES: &str = "changes";

/// The code as the side that should be.
pub struct Code {
    /// What it is called.
    pub name: String,
    /// The schema with what the code adds.
    pub loaded: Loaded,
    /// Rename hints in it.
    pub hints: Vec<RenameHint>,
    /// What was left out or left alone.
    pub notes: Vec<String>,
}

/// Whether a side means the code.
pub fn is_code(side: Option<&str>) -> bool {
    // A file or folder of that name is what it is everywhere else.
    side == Some("code") && !Path::new("code").exists()
}

/// Adds what the code declares to a schema.
pub fn load(
    from: &Schema,
    dialect: &'static dyn Dialect,
    allow: &[String],
    project: &Project,
    shell: &Shell,
) -> Result<Code, Failure> {
    let progress = shell.progress("reading what the code declares");
    let ddl = Ddl::scan(project, dialect);
    for (path, reason) in &ddl.unread {
        shell.warn(format_args!(
            "`{}` was not looked at: {reason}",
            path.display()
        ));
    }
    let structs = Structs::scan(project);
    let is_new = |(path, _): &&(PathBuf, String)| !ddl.unread.iter().any(|(it, _)| it == path);
    for (path, reason) in structs.unread.iter().filter(is_new) {
        shell.warn(format_args!(
            "`{}` was not looked at: {reason}",
            path.display()
        ));
    }
    let mut hints = hint::hints(&ddl.pieces);
    let allowed = |address: &Address| is_allowed(allow, address);
    let mut declared = declare(&Declaration {
        dialect,
        from,
        pieces: &ddl.pieces,
        hints: &hints,
        allowed: &allowed,
        server: project.scratch.as_deref(),
        timeout: project.timeout,
    })?;
    let outcome = structs.settle(&Ground {
        schema: &declared.to,
        spoken: &declared.spoken,
        created: &declared.created,
    })?;
    if declared.statements == 0 && outcome.tables.is_empty() {
        return Err(nothing());
    }
    hints.extend(outcome.hints.iter().cloned());
    let name = name_of(&declared, &outcome);
    add_structs(&mut declared, &outcome, dialect, &allowed, project)?;
    drop(progress);
    if declared.compared == Compared::Text {
        shell.note(
            "note: the code was read as text, without a database; `--scratch` names a server",
        );
    }
    Ok(Code {
        name,
        loaded: Loaded {
            schema: declared.to,
            compared: declared.compared,
        },
        hints,
        notes: declared.notes,
    })
}

/// Adds what structs declare to what DDL in the code came to.
fn add_structs(
    declared: &mut Declared,
    outcome: &Outcome,
    dialect: &'static dyn Dialect,
    allowed: &dyn Fn(&Address) -> bool,
    project: &Project,
) -> Result<(), Failure> {
    let scratch = || match &project.scratch {
        Some(url) => dialect.connect_scratch_at(url, project.timeout),
        None => dialect.connect_scratch(),
    };
    let from = rename_in(dialect, &declared.to, &outcome.renames, &scratch)?;
    let (to, notes) = outcome.add_to(&from, dialect)?;
    let place = |statement: &str| place_of(statement, outcome);
    let extended = extend(&Extension {
        dialect,
        from: &from,
        to: &to,
        allowed,
        place: &place,
        server: project.scratch.as_deref(),
        timeout: project.timeout,
    })?;
    declared.to = extended.to;
    declared.compared = declared.compared.max(extended.compared);
    declared.notes.extend(outcome.notes.iter().cloned());
    declared.notes.extend(notes);
    declared.notes.extend(extended.notes);
    Ok(())
}

/// The struct whose table a statement speaks of.
fn place_of(statement: &str, outcome: &Outcome) -> Option<(PathBuf, usize)> {
    let spoken_of = |table: &&Wanted| statement.contains(&table.name.name);
    let tables = outcome.tables.iter().filter(spoken_of);
    let table = tables.max_by_key(|table| table.name.name.len())?;
    Some((table.place.path.clone(), table.place.line))
}

fn name_of(declared: &Declared, outcome: &Outcome) -> String {
    let mut parts = vec!["the code".to_owned()];
    if declared.statements > 0 {
        parts.push(summary::count(declared.statements, "statement"));
    }
    if !outcome.tables.is_empty() {
        let tables = summary::count(outcome.tables.len(), "table");
        parts.push(format!("structs of {tables}"));
    }
    parts.join(", ")
}

fn nothing() -> Failure {
    Failure::new(
        "the code declares nothing: no struct that derives `SchemaChecked`, and no CREATE statement \
         in a string of its sources",
    )
    .help(
        "name other files that hold some with `ddl` under [code] of schema.toml: \
         `ddl = [\"scripts/*.py\"]`",
    )
}

fn is_allowed(allow: &[String], address: &Address) -> bool {
    let mut words = allow.iter();
    words.any(|word| word == CHANGES || covers(word, address))
}
