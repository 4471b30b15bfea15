//! A schema that a program declares in pieces: what a database has once they were added to it.
//!
//! The pieces are DDL that stands in the text of a program. They say part of a schema, so nothing is
//! dropped because they do not speak of it, and what is there already and would have to change is
//! left alone unless that was asked for. Where the pieces come from is for others to know.

mod additive;
mod elaborate;
mod extension;
mod statement;

pub use extension::{Extended, Extension, extend};

use std::path::PathBuf;
use std::time::Duration;

use schema_model::{Address, Difference, Schema};

use crate::diff::{OpenScratch, diff};
use crate::{Compared, Dialect, EngineError, RenameHint, SqlFile};

/// What is declared, and where.
pub struct Declaration<'a> {
    /// The dialect of the pieces.
    pub dialect: &'static dyn Dialect,
    /// The schema that they are added to.
    pub from: &'a Schema,
    /// The pieces, each in a file of its own in which it stands at its own line.
    pub pieces: &'a [SqlFile],
    /// Rename hints in them.
    pub hints: &'a [RenameHint],
    /// Whether something that is there already may change.
    pub allowed: &'a dyn Fn(&Address) -> bool,
    /// A server for scratch databases, where the dialect needs one.
    pub server: Option<&'a str>,
    /// How long connecting may take.
    pub timeout: Duration,
}

/// What a database has once everything that is declared has been added.
#[derive(Debug)]
pub struct Declared {
    /// The schema.
    pub to: Schema,
    /// How expressions in it can be compared.
    pub compared: Compared,
    /// How many statements declare something.
    pub statements: usize,
    /// What the pieces alone come to.
    pub spoken: Schema,
    /// What the pieces create, and where.
    pub created: Vec<Created>,
    /// What was left out or left alone, and why.
    pub notes: Vec<String>,
}

/// Something that a piece creates.
#[derive(Debug)]
pub struct Created {
    /// The word after CREATE: `table`, `type`.
    pub word: String,
    /// Its name, in lower case, split at its dots.
    pub name: Vec<String>,
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// Whether a text declares something, so that it is worth being taken for a piece.
pub fn is_declaration(dialect: &dyn Dialect, text: &str) -> bool {
    statement::is_declaration(dialect, text)
}

/// Adds what is declared to a schema.
///
/// # Errors
/// When two pieces contradict each other, or the engine refuses one.
pub fn declare(declaration: &Declaration<'_>) -> Result<Declared, EngineError> {
    let Declaration { dialect, from, .. } = *declaration;
    let (statements, mut notes) = statement::collect(dialect, declaration.pieces)?;
    if statements.is_empty() {
        return Ok(Declared {
            to: from.clone(),
            compared: Compared::Elaborated,
            statements: 0,
            spoken: Schema::new(&from.dialect),
            created: Vec::new(),
            notes,
        });
    }
    let (spoken, compared) = elaborate::elaborate(declaration, &statements)?;
    let scratch: OpenScratch<'_> = &|| elaborate::open(declaration);
    let found = diff(dialect, from, spoken.clone(), declaration.hints, scratch)?;
    let kept = additive::additive(&found.from, &found.differences, declaration.allowed);
    notes.extend(kept.left);
    let to = added(&found.from, &kept.differences)?;
    Ok(Declared {
        to,
        compared,
        statements: statements.len(),
        spoken,
        created: statements.iter().filter_map(created).collect(),
        notes,
    })
}

fn created(statement: &statement::Statement) -> Option<Created> {
    let head = statement.head.clone()?;
    Some(Created {
        word: head.word,
        name: head.name,
        path: statement.file.path.clone(),
        line: statement.line,
    })
}

fn added(from: &Schema, differences: &[Difference]) -> Result<Schema, EngineError> {
    schema_model::apply(from, differences).map_err(|error| EngineError::Plan {
        message: format!(
            "what the code declares cannot be added to the schema: {}",
            error.message()
        ),
    })
}
