//! `.sql` files: their statements one after another, applied to one schema.
//!
//! What is not understood is listed with file and line; so is what would need a server to know,
//! such as the columns of `CREATE TABLE … AS SELECT`.

use schema_model::{ObjectKey, ObjectKind, ObjectName, Schema, Unmodelled};

use super::implied::forget_implied;
use super::statement::apply_statement;
use super::{Reader, view_dependencies};
use crate::dialect::mysql::cursor::{Cursor, Unexpected};
use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::lexer::without_marks;
use crate::dialect::mysql::qualify::unqualify;
use crate::dialect::mysql::statements::statements;
use crate::split::{Piece, PieceKind};
use crate::{EngineError, SqlFile};

/// A schema while statements are applied to it.
pub(super) struct Script {
    /// The schema so far.
    pub schema: Schema,
    /// Whose grammar it is.
    pub flavour: &'static Flavour,
    /// The database that the text says it is about.
    pub database: Option<String>,
    /// Views that stand for others until those can be made, as dump tools write them.
    pub unread: Vec<super::Unread>,
}

/// Why a statement is not part of the schema.
pub(super) enum Passed {
    /// It is not understood.
    Unexpected(Unexpected),
    /// It contradicts what is there.
    Wrong(String),
    /// It is understood and not modelled.
    Unmodelled(String),
}

impl From<Unexpected> for Passed {
    fn from(error: Unexpected) -> Self {
        Self::Unexpected(error)
    }
}

/// Reads files in order.
///
/// # Errors
/// When a statement contradicts what came before.
pub(crate) fn read_files(
    files: &[SqlFile],
    flavour: &'static Flavour,
) -> Result<Schema, EngineError> {
    let mut script = Script {
        schema: Schema::new(flavour.name),
        flavour,
        database: None,
        unread: Vec::new(),
    };
    for file in files {
        for piece in statements(&file.text, flavour) {
            script.apply(file, &piece)?;
        }
    }
    script.schema.tables.iter_mut().for_each(forget_implied);
    script.link_views();
    script.schema.normalize();
    Ok(script.schema)
}

impl Script {
    fn apply(&mut self, file: &SqlFile, piece: &Piece<'_>) -> Result<(), EngineError> {
        let place = format!("{}:{}", file.path.display(), piece.line);
        if let PieceKind::Open { opener } = piece.kind {
            self.list(
                "statement",
                piece.text,
                &place,
                format!("`{opener}` is never closed"),
            );
            return Ok(());
        }
        let database = self.database.clone().unwrap_or_default();
        let text = without_marks(piece.text, self.flavour);
        let text = unqualify(&text, &database, self.flavour).into_owned();
        let mut cursor = Cursor::new(&text, self.flavour);
        let applied = apply_statement(self, &mut cursor);
        for unread in std::mem::take(&mut self.unread) {
            self.list(unread.kind, &unread.name, &place, unread.reason);
        }
        match applied {
            Ok(()) if cursor.is_done() => Ok(()),
            Ok(()) => {
                let rest = cursor.rest().to_owned();
                self.list(
                    "statement",
                    &text,
                    &place,
                    format!("`{}` is not understood", first_line(&rest)),
                );
                Ok(())
            }
            Err(Passed::Unexpected(error)) => {
                let before = text.get(..error.offset).unwrap_or_default();
                let line = piece.line + before.matches('\n').count();
                let place = format!("{}:{line}", file.path.display());
                self.list("statement", &text, &place, error.message);
                Ok(())
            }
            Err(Passed::Unmodelled(reason)) => {
                self.list("statement", &text, &place, reason);
                Ok(())
            }
            Err(Passed::Wrong(message)) => Err(EngineError::Sql {
                path: file.path.clone(),
                line: piece.line,
                message,
            }),
        }
    }

    fn list(&mut self, kind: &str, text: &str, place: &str, reason: String) {
        self.schema.unmodelled.push(Unmodelled {
            kind: kind.into(),
            name: first_line(text),
            place: place.into(),
            reason,
        });
    }

    /// A reader for text that people wrote.
    pub fn reader(&self) -> Reader {
        Reader::written(self.flavour)
    }

    /// The table of that name; names of tables fold case on some servers, so exact ones win.
    pub fn table_position(&self, name: &str) -> Option<usize> {
        let tables = &self.schema.tables;
        let exact = tables.iter().position(|table| table.name.name == name);
        exact.or_else(|| {
            tables
                .iter()
                .position(|table| table.name.name.eq_ignore_ascii_case(name))
        })
    }

    fn link_views(&mut self) {
        let names = |schema: &Schema, view: bool| -> Vec<String> {
            match view {
                true => schema.views.iter().map(|v| v.name.name.clone()).collect(),
                false => schema.tables.iter().map(|t| t.name.name.clone()).collect(),
            }
        };
        let (tables, views) = (names(&self.schema, false), names(&self.schema, true));
        for view in &mut self.schema.views {
            let (relations, _) = view_dependencies(&view.definition, self.flavour);
            for name in relations {
                let kind = if views.contains(&name) && name != view.name.name {
                    ObjectKind::View
                } else if tables.contains(&name) {
                    ObjectKind::Table
                } else {
                    continue;
                };
                let name = ObjectName::bare(name);
                view.depends_on.push(ObjectKey { kind, name });
            }
        }
    }
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line.into(),
    }
}
