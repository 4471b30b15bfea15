//! What is said of functions, procedures and aggregates beside their definition.

use schema_model::{Routine, RoutineKind, Schema};

use super::super::quote::{identifier, qualified};
use super::names::{render_comment, render_owner};
use super::privileges;

/// Owners, privileges and comments.
pub(super) fn render_annotations(schema: &Schema, statements: &mut Vec<String>) {
    for routine in &schema.routines {
        let target = target(routine);
        render_owner(&target, routine.owner.as_deref(), statements);
        let granted = match routine.kind {
            RoutineKind::Procedure => target.clone(),
            _ => format!("FUNCTION {}", signature(routine)),
        };
        statements.extend(privileges::statements("", &granted, &routine.grants));
        render_comment(&target, routine.comment.as_deref(), statements);
        let extensions = routine.options.get("depends_on_extension");
        for extension in extensions.into_iter().flat_map(|names| names.split(',')) {
            let extension = identifier(extension);
            statements.push(format!("ALTER {granted} DEPENDS ON EXTENSION {extension}"));
        }
    }
}

/// A routine as statements name it: `FUNCTION public.f(integer)`.
pub(crate) fn target(routine: &Routine) -> String {
    format!("{} {}", word(routine), signature(routine))
}

fn word(routine: &Routine) -> &'static str {
    match routine.kind {
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Aggregate => "AGGREGATE",
        _ => "FUNCTION",
    }
}

fn signature(routine: &Routine) -> String {
    let arguments = match (routine.kind, routine.signature.as_str()) {
        (RoutineKind::Aggregate, "") => "*",
        (_, arguments) => arguments,
    };
    format!("{}({arguments})", qualified(&routine.name))
}
