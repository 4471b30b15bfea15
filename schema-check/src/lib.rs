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
pub mod declaration;
mod driver;
mod expand;
mod mapping;
mod model;
mod parse;
mod report;
mod rule;
mod snapshot;

use std::path::PathBuf;

use proc_macro2::TokenStream;

use crate::model::Model;
use crate::report::Report;
use crate::snapshot::Snapshot;

pub use crate::mapping::{MappedField, Mapping, map_item};
pub use crate::parse::text_of as literal_text;
pub use crate::report::{Level, Problem};
pub use crate::rule::Rule;

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
    let Some((item, model, checked)) = examine(input, environment, &report) else {
        return report.into_tokens();
    };
    let mut tokens = expand::expand(&item, &model, checked);
    tokens.extend(report.into_tokens());
    tokens
}

/// What is found in an item without compiling it.
#[derive(Debug)]
pub struct Findings {
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What only the compiler can answer.
    pub questions: Vec<Question>,
}

/// A question to the compiler: does a type of the program hold what a column holds?
#[derive(Debug)]
pub struct Question {
    /// The type as it is written.
    pub ty: String,
    /// The trait that it must implement; `$` stands for the facade's private module.
    pub demand: String,
    /// What is said if it does not.
    pub message: String,
}

/// Looks at an item without expanding it.
pub fn examine_item(input: TokenStream, environment: &Environment) -> Findings {
    let report = Report::default();
    let checked = examine(input, environment, &report).map(|(_, _, checked)| checked);
    let asked = checked.map_or_else(Vec::new, |checked| checked.asked);
    Findings {
        problems: report.into_problems(),
        questions: asked.into_iter().map(Question::from).collect(),
    }
}

impl From<check::Asked> for Question {
    fn from(asked: check::Asked) -> Self {
        Self {
            ty: asked
                .tokens
                .into_iter()
                .collect::<TokenStream>()
                .to_string(),
            demand: asked.demand,
            message: asked.message,
        }
    }
}

fn examine(
    input: TokenStream,
    environment: &Environment,
    report: &Report,
) -> Option<(parse::Item, Model, check::Checked)> {
    let item = parse::parse_item(input, report)?;
    let model = Model::of(&item, report);
    let checked = match Snapshot::find(environment, model.options.database.as_ref()) {
        Ok(snapshot) => check::check(&item, &model, &snapshot, report),
        Err((rule, problem)) => {
            report.error(item.name.span(), rule, problem);
            check::Checked::default()
        }
    };
    Some((item, model, checked))
}
