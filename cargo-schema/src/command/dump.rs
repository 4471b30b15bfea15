//! `cargo schema dump`: prints a schema as one document, or as the statements that make it.

use schema_model::{Schema, snapshot};

use crate::cli::{Dump, DumpFormat};
use crate::failure::{Failure, Outcome};
use crate::project::{Project, known_dialect};
use crate::shell::Shell;
use crate::source;

/// Runs the command.
pub fn run(arguments: &Dump, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    let schema = match &arguments.source {
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
    let statements = known_dialect(&schema.dialect)?.render_schema(schema)?;
    let mut text = String::new();
    for statement in statements {
        text.push_str(&statement);
        // A comment at the end would swallow the semicolon.
        let last_line = statement.lines().last().unwrap_or_default();
        text.push_str(if last_line.contains("--") {
            "\n;\n"
        } else {
            ";\n"
        });
    }
    Ok(text)
}
