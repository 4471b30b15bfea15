//! The check behind `#[derive(SchemaChecked)]`: structs and enums against a schema snapshot.
//!
//! Four phases, a module each: [`parse`] reads the tokens of the item, `model` says what its
//! attributes mean, `check` holds it against the snapshot and collects every problem, `expand`
//! writes the impl. All of it works on `proc_macro2`, so it runs in tests and in the command line.
//! It never opens a connection, runs a program or reads a whole snapshot.
//!
//! Tokens are read by hand rather than with syn: a derive only ever sees what rustc has parsed
//! already, it runs unoptimised in most builds, and needs names, attributes and types alone.

mod case;
mod check;
mod expand;
mod model;
mod parse;
mod report;
mod snapshot;

use std::path::PathBuf;

use proc_macro2::TokenStream;

use crate::model::Model;
use crate::report::Report;
use crate::snapshot::Snapshot;

/// Where a derive runs, as far as it decides which snapshot counts.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// The folder that the build script names, from `SCHEMA_SNAPSHOT`.
    pub snapshot: Option<PathBuf>,
    /// The folder of the package, from `CARGO_MANIFEST_DIR`.
    pub manifest: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process, as cargo sets it for rustc.
    pub fn of_process() -> Self {
        let variable = |name| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        Self {
            snapshot: variable("SCHEMA_SNAPSHOT"),
            manifest: variable("CARGO_MANIFEST_DIR"),
        }
    }
}

/// Expands `#[derive(SchemaChecked)]` on an item.
///
/// The impl is there in any case; problems stand beside it as `compile_error!`.
pub fn derive(input: TokenStream, environment: &Environment) -> TokenStream {
    let report = Report::default();
    let Some(item) = parse::parse_item(input, &report) else {
        return report.into_tokens();
    };
    let model = Model::of(&item, &report);
    let checked = match Snapshot::find(environment, model.options.database.as_ref()) {
        Ok(snapshot) => check::check(&item, &model, &snapshot, &report),
        Err(problem) => {
            report.error(item.name.span(), problem);
            check::Checked::default()
        }
    };
    let mut tokens = expand::expand(&item, &model, checked);
    tokens.extend(report.into_tokens());
    tokens
}
