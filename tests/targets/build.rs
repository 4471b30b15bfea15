//! Writes the models of the tests: every type of an engine, for each target that is on.
//!
//! Beside them a function for each table that makes a new row of one that was read.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use schema_build::{Crates, Settings, Target, generate};
use schema_model::Schema;

/// Target, which is a feature too, and engine.
const MODELS: &[(&str, &str)] = &[
    ("diesel", "mariadb"),
    ("diesel", "postgres"),
    ("diesel", "sqlite"),
    ("duckdb", "duckdb"),
    ("rusqlite", "sqlite"),
    ("sea-orm", "mariadb"),
    ("sea-orm", "postgres"),
    ("sea-orm", "sqlite"),
    ("tokio-postgres", "postgres"),
];

const CRATES: &[&str] = &["bigdecimal", "chrono", "rust_decimal", "serde_json", "uuid"];

fn main() {
    for (target, engine) in MODELS {
        let variable = format!("CARGO_FEATURE_{}", target.to_uppercase().replace('-', "_"));
        if std::env::var_os(variable).is_some() {
            write(target, engine);
        }
    }
}

fn write(target: &str, engine: &str) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = here.join(format!("../introspect/types/{engine}/snapshot.json"));
    println!("cargo::rerun-if-changed={}", snapshot.display());
    let schema: Schema =
        schema_model::json::from_text(&fs::read_to_string(snapshot).unwrap()).unwrap();
    let file = here.join(format!("settings/{target}-{engine}.toml"));
    println!("cargo::rerun-if-changed={}", file.display());
    let mut settings = Settings::read(&file).unwrap().models;
    settings.targets.push(Target::named(target).unwrap());
    let crates = Crates::of(CRATES.iter().copied());
    let mut code = generate(&schema, &settings, &crates, None).unwrap().code;
    code.push_str(&copies(&code));
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").unwrap());
    fs::write(folder.join(format!("{target}-{engine}.rs")), code).unwrap();
}

/// `impl From<Row> for NewRow`.
fn copies(code: &str) -> String {
    let mut copies = String::new();
    let mut lines = code.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let Some(new) = line.strip_prefix("pub struct New") else {
            continue;
        };
        let row = new.trim_end_matches(" {");
        let fields = lines
            .by_ref()
            .take_while(|line| *line != "}")
            .filter_map(|line| line.strip_prefix("pub "))
            .filter_map(|line| line.split(':').next());
        let fields: String = fields
            .map(|field| format!("{field}: row.{field}.into(), "))
            .collect();
        write!(
            copies,
            "\n#[allow(clippy::useless_conversion)]\nimpl From<{row}> for New{row} {{ fn from(row: {row}) -> Self {{ Self {{ {fields} }} }} }}\n"
        )
        .unwrap();
    }
    copies
}
