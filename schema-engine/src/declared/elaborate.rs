//! What the statements come to in an empty database, with what is there around them where they need
//! it: an index on a table that only the database has.

use schema_model::Schema;

use super::Declaration;
use super::statement::{Head, Statement};
use crate::{Compared, Connector, EngineError, SqlFile};

/// The schema that the statements make.
pub(super) fn elaborate(
    declaration: &Declaration<'_>,
    statements: &[Statement],
) -> Result<(Schema, Compared), EngineError> {
    match run(declaration, statements, &[]) {
        Ok(schema) => return Ok((schema, Compared::Elaborated)),
        Err(Stopped::NoScratch) => return read(declaration, statements),
        Err(Stopped::Error(error)) => return Err(error),
        // Perhaps they speak of what is there already.
        Err(Stopped::Refused(_)) => {}
    }
    let around = around(declaration, statements)?;
    match run(declaration, statements, &around) {
        Ok(schema) => Ok((schema, Compared::Elaborated)),
        Err(Stopped::Refused(error) | Stopped::Error(error)) => Err(error),
        Err(Stopped::NoScratch) => read(declaration, statements),
    }
}

/// Opens an empty scratch database.
pub(super) fn open(declaration: &Declaration<'_>) -> Result<Box<dyn Connector>, EngineError> {
    match declaration.server {
        Some(url) => declaration
            .dialect
            .connect_scratch_at(url, declaration.timeout),
        None => declaration.dialect.connect_scratch(),
    }
}

/// Why the statements did not run.
enum Stopped {
    /// There is no database to run them in.
    NoScratch,
    /// The engine refused this one.
    Refused(EngineError),
    /// Something else.
    Error(EngineError),
}

/// Runs the statements in whatever order works; of those around them, as many as can.
fn run(
    declaration: &Declaration<'_>,
    statements: &[Statement],
    around: &[String],
) -> Result<Schema, Stopped> {
    let mut scratch = match open(declaration) {
        Err(EngineError::NotCompiled { .. }) if declaration.server.is_none() => {
            return Err(Stopped::NoScratch);
        }
        opened => opened.map_err(Stopped::Error)?,
    };
    for sql in declaration.dialect.inherited(declaration.from) {
        scratch.execute(&sql).map_err(Stopped::Error)?;
    }
    let mut waiting: Vec<&Statement> = statements.iter().collect();
    let mut around: Vec<&String> = around.iter().collect();
    loop {
        let before = waiting.len() + around.len();
        let mut refused = None;
        waiting.retain(
            |statement| match scratch.execute(statement.file.text.trim_start()) {
                Ok(()) => false,
                Err(error) => {
                    refused.get_or_insert_with(|| at(statement, &error));
                    true
                }
            },
        );
        around.retain(|sql| scratch.execute(sql).is_err());
        match refused {
            None => return scratch.introspect_written().map_err(Stopped::Error),
            Some(error) if waiting.len() + around.len() == before => {
                return Err(Stopped::Refused(error));
            }
            Some(_) => {}
        }
    }
}

fn at(statement: &Statement, error: &EngineError) -> EngineError {
    EngineError::Sql {
        path: statement.file.path.clone(),
        line: statement.line,
        message: error.to_string(),
    }
}

/// Without a database the statements are read as text.
fn read(
    declaration: &Declaration<'_>,
    statements: &[Statement],
) -> Result<(Schema, Compared), EngineError> {
    let dialect = declaration.dialect;
    let files: Vec<SqlFile> = statements.iter().map(|it| it.file.clone()).collect();
    let schema = match dialect.parse_ddl(&files) {
        Ok(schema) => schema,
        Err(error) => {
            let mut all = vec![SqlFile {
                path: "what is there".into(),
                text: dialect.script(&around(declaration, statements)?),
            }];
            all.extend(files);
            dialect.parse_ddl(&all).map_err(|_| error)?
        }
    };
    Ok((schema, Compared::Text))
}

/// The statements of what is there and not declared.
fn around(
    declaration: &Declaration<'_>,
    statements: &[Statement],
) -> Result<Vec<String>, EngineError> {
    let heads: Vec<&Head> = statements
        .iter()
        .filter_map(|it| it.head.as_ref())
        .collect();
    let is_declared = |name: &str| {
        let name = name.to_lowercase();
        heads.iter().any(|head| head.name.last() == Some(&name))
    };
    let mut rest = declaration.from.clone();
    rest.tables.retain(|table| !is_declared(&table.name.name));
    for table in &mut rest.tables {
        table.indexes.retain(|index| !is_declared(&index.name));
        table.triggers.retain(|trigger| !is_declared(&trigger.name));
        table.policies.retain(|policy| !is_declared(&policy.name));
    }
    rest.routines
        .retain(|routine| !is_declared(&routine.name.name));
    rest.views.retain(|view| !is_declared(&view.name.name));
    rest.types.retain(|ty| !is_declared(&ty.name.name));
    rest.sequences
        .retain(|sequence| !is_declared(&sequence.name.name));
    declaration.dialect.render_schema(&rest)
}
