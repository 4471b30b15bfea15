//! `--to code`: what the database has once everything that the code declares has been added to it.

use std::path::Path;

use schema_engine::declared::{Declaration, Declared, declare};
use schema_engine::{Compared, Dialect, Loaded, RenameHint, hint};
use schema_model::{Address, Schema};

use crate::accepted::covers;
use crate::code::ddl::Ddl;
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
    let hints = hint::hints(&ddl.pieces);
    let allowed = |address: &Address| is_allowed(allow, address);
    let declared = declare(&Declaration {
        dialect,
        from,
        pieces: &ddl.pieces,
        hints: &hints,
        allowed: &allowed,
        server: project.scratch.as_deref(),
        timeout: project.timeout,
    })?;
    drop(progress);
    let Declared {
        to,
        compared,
        statements,
        notes,
    } = declared;
    if statements == 0 {
        return Err(nothing());
    }
    if compared == Compared::Text {
        shell.note(
            "note: the code was read as text, without a database; `--scratch` names a server",
        );
    }
    Ok(Code {
        name: format!("the code, {}", summary::count(statements, "statement")),
        loaded: Loaded {
            schema: to,
            compared,
        },
        hints,
        notes,
    })
}

fn nothing() -> Failure {
    Failure::new("the code declares nothing: no CREATE statement in a string of its sources").help(
        "name other files that hold some with `ddl` under [code] of schema.toml: \
         `ddl = [\"scripts/*.py\"]`",
    )
}

fn is_allowed(allow: &[String], address: &Address) -> bool {
    let mut words = allow.iter();
    words.any(|word| word == CHANGES || covers(word, address))
}
