//! A schema that gets more, said in the words of the model: what a database has once structs were
//! added to it.
//!
//! As with text, what is there already and would have to change is left alone unless that was asked
//! for. The engine then says how it prints what is new.

use std::path::PathBuf;
use std::time::Duration;

use schema_model::{Address, Schema, differences};

use super::added;
use super::additive::additive;
use crate::diff::diff;
use crate::{Compared, Connector, Dialect, EngineError, SqlFile};

/// What is added to a schema.
pub struct Extension<'a> {
    /// The dialect of both.
    pub dialect: &'static dyn Dialect,
    /// The schema, as the engine prints it.
    pub from: &'a Schema,
    /// The schema with what is added; types and expressions as someone wrote them.
    pub to: &'a Schema,
    /// Whether something that is there already may change.
    pub allowed: &'a dyn Fn(&Address) -> bool,
    /// Where that which a statement makes was declared, as file and line.
    pub place: &'a dyn Fn(&str) -> Option<(PathBuf, usize)>,
    /// A server for scratch databases, where the dialect needs one.
    pub server: Option<&'a str>,
    /// How long connecting may take.
    pub timeout: Duration,
}

/// The schema with what was added.
#[derive(Debug)]
pub struct Extended {
    /// The schema.
    pub to: Schema,
    /// How expressions in it can be compared.
    pub compared: Compared,
    /// What was left alone, and why.
    pub notes: Vec<String>,
}

/// Adds to a schema what is new in another.
///
/// # Errors
/// When the engine refuses what is added.
pub fn extend(extension: &Extension<'_>) -> Result<Extended, EngineError> {
    let Extension { dialect, from, .. } = *extension;
    let wanted = differences(from, extension.to);
    let kept = additive(from, &wanted, extension.allowed);
    if kept.differences.is_empty() {
        return Ok(Extended {
            to: from.clone(),
            compared: Compared::Elaborated,
            notes: kept.left,
        });
    }
    let wanted = added(from, &kept.differences)?;
    let (printed, compared) = elaborate(extension, &wanted)?;
    let scratch = || open(extension);
    let found = diff(dialect, from, printed, &[], &scratch)?;
    // What the engine adds on its own account, such as the index of a foreign key, comes too.
    let followed = additive(from, &found.differences, extension.allowed);
    Ok(Extended {
        to: added(from, &followed.differences)?,
        compared,
        notes: kept.left,
    })
}

/// The schema as the engine prints it, or as text where there is no database to ask.
fn elaborate(
    extension: &Extension<'_>,
    schema: &Schema,
) -> Result<(Schema, Compared), EngineError> {
    let statements = extension.dialect.render_schema(schema);
    let statements = statements.map_err(|error| match &error {
        EngineError::Render { object, .. } => {
            let place = (extension.place)(object);
            placed(place, error)
        }
        _ => error,
    })?;
    let mut scratch = match open(extension) {
        Err(EngineError::NotCompiled { .. } | EngineError::NoScratch { .. })
            if extension.server.is_none() =>
        {
            let file = SqlFile {
                path: "what the code declares".into(),
                text: extension.dialect.script(&statements),
            };
            let schema = extension.dialect.parse_ddl(&[file])?;
            return Ok((schema, Compared::Text));
        }
        opened => opened?,
    };
    for statement in &statements {
        let refused = |error| placed((extension.place)(statement), error);
        scratch.execute(statement).map_err(refused)?;
    }
    Ok((scratch.introspect()?, Compared::Elaborated))
}

/// The error with its place, where that is known.
fn placed(place: Option<(PathBuf, usize)>, error: EngineError) -> EngineError {
    match place {
        Some((path, line)) => EngineError::Sql {
            path,
            line,
            message: error.to_string(),
        },
        None => error,
    }
}

fn open(extension: &Extension<'_>) -> Result<Box<dyn Connector>, EngineError> {
    match extension.server {
        Some(url) => (extension.dialect).connect_scratch_at(url, extension.timeout),
        None => extension.dialect.connect_scratch(),
    }
}
