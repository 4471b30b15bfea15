//! Compiling generated models: plain structs as they come and as lean as there can be for a large
//! schema, and for a smaller one what diesel and sea-orm ask for, beside what their own tools write:
//! the `table!`s of `print-schema`, and entities alone.

mod check;
mod schema;

use std::time::{Duration, Instant};

use schema_build::{Crates, ModelSettings, Part, Target, generate};
use schema_model::Schema;

use self::check::{checks, not_done, prepare};
use self::schema::{COLUMNS, print_schema, schema};
use super::Arguments;
use super::measure::{ratio, seconds};
use super::project::Project;
use crate::say::say;

/// What people expect a large schema to be.
const MANY: usize = 1000;
/// What diesel and sea-orm are compiled of in a reasonable time.
const FEW: usize = 100;

const DIESEL: &str = "diesel = { version = \"2.3\", default-features = false, features = [\"32-column-tables\", \"postgres_backend\"] }\n";
const SEA_ORM: &str =
    "sea-orm = { version = \"2.0\", default-features = false, features = [\"macros\"] }\n";

/// What is compiled, and how it is written.
type Variant = (&'static str, Write);
type Write = fn(&Schema) -> Result<String, String>;

const PLAIN: Variant = ("plain", |schema| models(schema, ModelSettings::default()));

/// What is compiled of how many tables with what it depends on; the first is what the others of as
/// many tables are compared with.
const GROUPS: &[(usize, &str, &[Variant])] = &[
    (
        MANY,
        "",
        &[
            PLAIN,
            ("plain-columns", |schema| models(schema, every_part())),
            ("plain-lean", |schema| models(schema, lean())),
            ("plain-rows", |schema| models(schema, rows())),
        ],
    ),
    (FEW, "", &[PLAIN]),
    (
        FEW,
        SEA_ORM,
        &[
            ("sea-orm", |schema| models(schema, made_for("sea-orm"))),
            ("entities", |schema| models(schema, entities())),
        ],
    ),
    (
        FEW,
        DIESEL,
        &[
            ("diesel", |schema| models(schema, made_for("diesel"))),
            ("print-schema", |schema| Ok(print_schema(schema))),
        ],
    ),
];

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let mut plain = (0, Duration::ZERO);
    for (tables, dependencies, variants) in GROUPS {
        let schema = schema(*tables);
        if plain.0 != *tables {
            say(&format!("{tables} tables of {COLUMNS} columns"));
        }
        let project = Project::write(
            "models",
            &format!("[dependencies]\n{dependencies}"),
            &[("src/lib.rs", String::new())],
        )?;
        prepare(&project)?;
        for (name, write) in *variants {
            let start = Instant::now();
            let code = write(&schema)?;
            let head = format!(
                "{name:13} {} lines written in {}, checked in",
                code.lines().count(),
                seconds(start.elapsed()),
            );
            let Some(checks) = checks(&project, &code, arguments.runs)? else {
                say(&format!("{head} … {}", not_done()));
                continue;
            };
            if plain.0 != *tables {
                plain = (*tables, checks.cost());
            }
            let ratio = ratio(plain.1, checks.cost());
            say(&format!(
                "{head} {}, {ratio} the cost of plain",
                checks.shown()
            ));
        }
        project.clean();
    }
    Ok(())
}

fn models(schema: &Schema, settings: ModelSettings) -> Result<String, String> {
    generate(schema, &settings, &Crates::default(), None)
        .map(|models| models.code)
        .map_err(|error| error.to_string())
}

fn made_for(target: &str) -> ModelSettings {
    ModelSettings {
        targets: Target::named(target).into_iter().collect(),
        ..ModelSettings::default()
    }
}

fn every_part() -> ModelSettings {
    let parts = [Part::Row, Part::Insert, Part::Update];
    let constants = [Part::Constants, Part::Columns];
    ModelSettings {
        parts: Some(parts.into_iter().chain(constants).collect()),
        ..ModelSettings::default()
    }
}

fn lean() -> ModelSettings {
    ModelSettings {
        lean: true,
        ..ModelSettings::default()
    }
}

/// Rows alone, with what they usually derive.
fn rows() -> ModelSettings {
    ModelSettings {
        parts: Some(vec![Part::Row]),
        ..ModelSettings::default()
    }
}

fn entities() -> ModelSettings {
    ModelSettings {
        parts: Some(Vec::new()),
        ..made_for("sea-orm")
    }
}
