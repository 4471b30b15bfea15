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
    /// Types that may be others, which a driver refuses.
    pub doubts: Vec<Doubt>,
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

/// A question to the compiler: is a type of the program, whatever it is called, one that the driver
/// refuses?
#[derive(Debug)]
pub struct Doubt {
    /// The type as it is written.
    pub ty: String,
    /// The types that are refused.
    pub refused: Vec<String>,
    /// The argument of `Holds` that it has then, where `SchemaRefused` is what the refused types
    /// alone hold; `$` stands for the facade's private module.
    pub holds: String,
    /// What is said then.
    pub message: String,
}

/// Looks at an item without expanding it.
pub fn examine_item(input: TokenStream, environment: &Environment) -> Findings {
    let report = Report::default();
    let checked = examine(input, environment, &report).map(|(_, _, checked)| checked);
    let checked = checked.unwrap_or_default();
    Findings {
        problems: report.into_problems(),
        questions: checked.asked.into_iter().map(Question::from).collect(),
        doubts: checked.doubted.into_iter().map(Doubt::from).collect(),
    }
}

impl From<check::Doubted> for Doubt {
    fn from(doubted: check::Doubted) -> Self {
        Self {
            ty: text_of(doubted.tokens),
            refused: doubted.refused,
            holds: doubted.holds,
            message: doubted.message,
        }
    }
}

fn text_of(tokens: Vec<proc_macro2::TokenTree>) -> String {
    tokens.into_iter().collect::<TokenStream>().to_string()
}

impl From<check::Asked> for Question {
    fn from(asked: check::Asked) -> Self {
        Self {
            ty: text_of(asked.tokens),
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
