//! `cargo schema dump`: prints a schema as one document, or as the statements that make it.

use schema_model::{Schema, snapshot};

use crate::cli::{Dump, DumpFormat};
use crate::failure::{Failure, Outcome};
use crate::project::{Project, known_dialect};
use crate::shell::Shell;
use crate::source;

/// Runs the command.
pub fn run(arguments: &Dump, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    let schema = match arguments.source.as_ref().or(arguments.from.as_ref()) {
        None => snapshot::read(&project.snapshot_folder())?,
        Some(text) => source::load(Some(text), project, shell)?.1.schema,
    };
    let text = match arguments.format {
        DumpFormat::Json => snapshot::document(&schema),
        DumpFormat::Sql => sql(&schema)?,
    };
    shell.data(&text)?;
    Ok(Outcome::Done)
}

fn sql(schema: &Schema) -> Result<String, Failure> {
    let dialect = known_dialect(&schema.dialect)?;
    Ok(dialect.script(&dialect.render_schema(schema)?))
}
