//! `.sql` files: their statements one after another, applied to one database.
//!
//! What is not understood is listed with file and line; so is what only a server can work out. A
//! statement that contradicts what came before is an error, unless something before it was only
//! listed: that may have made what is missing.

use schema_model::{Schema, Unmodelled};

use super::super::nullability::Paths;
use super::cursor::Cursor;
use super::database::Database;
use super::lexer::{Statement, statements};
use super::statement::apply_statement;
use super::{finish, meta};
use crate::{EngineError, SqlFile};

/// What a statement does, or why it does nothing.
pub(super) type Applied<T = ()> = Result<T, Passed>;

/// Why a statement is not part of the schema.
#[derive(Debug)]
pub(super) enum Passed {
    /// It is not understood at that byte of its file.
    Unexpected(Option<usize>, String),
    /// It contradicts what is there.
    Wrong(String),
    /// It is understood and not modelled.
    Unmodelled(String),
}

/// A database while statements are applied to it.
pub(super) struct Script {
    pub db: Database,
    /// The database when the transaction began.
    pub before: Option<Database>,
    /// The namespaces that each view's query was written for.
    pub paths: Paths,
    /// Something was listed that may have changed the schema.
    has_gaps: bool,
    listed: Vec<Unmodelled>,
    place: String,
}

/// Reads files in order.
///
/// # Errors
/// When a statement contradicts what came before.
pub(crate) fn read_files(files: &[SqlFile]) -> Result<Schema, EngineError> {
    let mut script = Script {
        db: Database::new(),
        before: None,
        paths: Paths::new(),
        has_gaps: false,
        listed: Vec::new(),
        place: String::new(),
    };
    for file in files {
        script.read_file(file)?;
    }
    let Script {
        db, paths, listed, ..
    } = script;
    let mut schema = db.into_schema();
    schema.unmodelled.extend(listed);
    finish::finish(&mut schema, &paths);
    schema.normalize();
    Ok(schema)
}

impl Script {
    fn read_file(&mut self, file: &SqlFile) -> Result<(), EngineError> {
        let (statements, commands) = statements(&file.text);
        let mut commands = commands.into_iter().peekable();
        for statement in &statements {
            while let Some((line, text)) = commands.next_if(|(line, _)| *line < statement.line) {
                self.place = format!("{}:{line}", file.path.display());
                meta::apply(self, text);
            }
            self.place = format!("{}:{}", file.path.display(), statement.line);
            self.apply(file, statement)?;
        }
        for (line, text) in commands {
            self.place = format!("{}:{line}", file.path.display());
            meta::apply(self, text);
        }
        Ok(())
    }

    fn apply(&mut self, file: &SqlFile, statement: &Statement<'_>) -> Result<(), EngineError> {
        let text = statement.text(&file.text);
        if let Some(open) = statement.open() {
            self.list("statement", text, format!("`{open}` is never closed"));
            return Ok(());
        }
        let mut cursor = Cursor::new(&file.text, &statement.tokens);
        let applied = apply_statement(self, &mut cursor).and_then(|()| match cursor.is_done() {
            true => Ok(()),
            false => Err(unexpected(&cursor, "the end of the statement")),
        });
        match applied {
            Ok(()) => {}
            Err(Passed::Unexpected(at, message)) => {
                let start = statement.tokens.first().map_or(0, |token| token.start);
                let before = file
                    .text
                    .get(start..at.unwrap_or(start))
                    .unwrap_or_default();
                let line = statement.line + before.matches('\n').count();
                self.place = format!("{}:{line}", file.path.display());
                self.list("statement", text, message);
            }
            Err(Passed::Unmodelled(reason)) => self.list("statement", text, reason),
            Err(Passed::Wrong(message)) if self.has_gaps => {
                self.list("statement", text, message);
            }
            Err(Passed::Wrong(message)) => {
                return Err(EngineError::Sql {
                    path: file.path.clone(),
                    line: statement.line,
                    message,
                });
            }
        }
        Ok(())
    }

    /// Lists something that may have changed the schema.
    pub fn list(&mut self, kind: &str, name: &str, reason: impl Into<String>) {
        self.has_gaps = true;
        self.note(kind, name, reason);
    }

    /// Lists something that is not modelled and makes nothing that others could need.
    pub fn note(&mut self, kind: &str, name: &str, reason: impl Into<String>) {
        self.listed.push(Unmodelled {
            kind: kind.into(),
            name: first_line(name),
            place: self.place.clone(),
            reason: reason.into(),
        });
    }
}

/// Says what was expected instead of what stands there.
pub(super) fn unexpected(cursor: &Cursor<'_, '_>, wanted: &str) -> Passed {
    match cursor.peek() {
        Some(token) => {
            let found = first_line(token.text);
            let message = format!("`{found}` is not understood: expected {wanted}");
            Passed::Unexpected(Some(token.start), message)
        }
        None => Passed::Unexpected(
            None,
            format!("the statement ends where {wanted} is expected"),
        ),
    }
}

/// What was read, or that it was expected.
pub(super) fn need<T>(cursor: &Cursor<'_, '_>, found: Option<T>, wanted: &str) -> Applied<T> {
    found.ok_or_else(|| unexpected(cursor, wanted))
}

/// Steps over keywords that have to stand here.
pub(super) fn expect(cursor: &mut Cursor<'_, '_>, words: &str) -> Applied {
    match cursor.eat(words) {
        true => Ok(()),
        false => Err(unexpected(cursor, &format!("`{}`", words.to_uppercase()))),
    }
}

/// Steps over everything that is left.
pub(super) fn skip(cursor: &mut Cursor<'_, '_>) {
    cursor.finish();
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line.into(),
    }
}
