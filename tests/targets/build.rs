//! Writes the models of the tests: every type of an engine, for each target that is on.
//!
//! Beside them a function for each table that makes a new row of one that was read.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use schema_build::{Crates, Settings, Target, generate};
use schema_model::Schema;

/// Target, which is a feature too, engine, and case of `tests/introspect`.
const MODELS: &[(&str, &str, &str)] = &[
    ("diesel", "mariadb", "types"),
    ("diesel", "mysql", "types"),
    ("diesel", "postgres", "types"),
    ("diesel", "sqlite", "types"),
    ("duckdb", "duckdb", "types"),
    ("rusqlite", "sqlite", "types"),
    ("sea-orm", "mariadb", "types"),
    ("sea-orm", "mysql", "types"),
    ("sea-orm", "postgres", "composites-and-ranges"),
    ("sea-orm", "postgres", "enums-and-domains"),
    ("sea-orm", "postgres", "hostile-names"),
    ("sea-orm", "postgres", "same-names"),
    ("sea-orm", "postgres", "types"),
    ("sea-orm", "sqlite", "types"),
    ("sqlx", "mariadb", "types"),
    ("sqlx", "mysql", "types"),
    ("sqlx", "postgres", "composites-and-ranges"),
    ("sqlx", "postgres", "enums-and-domains"),
    ("sqlx", "postgres", "hostile-names"),
    ("sqlx", "postgres", "same-names"),
    ("sqlx", "postgres", "types"),
    ("sqlx", "sqlite", "types"),
    ("tokio-postgres", "postgres", "composites-and-ranges"),
    ("tokio-postgres", "postgres", "enums-and-domains"),
    ("tokio-postgres", "postgres", "hostile-names"),
    ("tokio-postgres", "postgres", "same-names"),
    ("tokio-postgres", "postgres", "types"),
];

const CRATES: &[&str] = &["bigdecimal", "chrono", "rust_decimal", "serde_json", "uuid"];

/// What sqlx calls the databases.
const SQLX: &[(&str, &str)] = &[
    ("mariadb", "MySql"),
    ("mysql", "MySql"),
    ("postgres", "Postgres"),
    ("sqlite", "Sqlite"),
];

fn main() {
    for (target, engine, case) in MODELS {
        let variable = format!("CARGO_FEATURE_{}", target.to_uppercase().replace('-', "_"));
        if std::env::var_os(variable).is_some() {
            write(target, engine, case);
        }
    }
}

fn write(target: &str, engine: &str, case: &str) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = here.join(format!("../introspect/{case}/{engine}/snapshot.json"));
    println!("cargo::rerun-if-changed={}", snapshot.display());
    let schema: Schema =
        schema_model::json::from_text(&fs::read_to_string(snapshot).unwrap()).unwrap();
    let name = match case {
        "types" => format!("{target}-{engine}"),
        case => format!("{target}-{case}"),
    };
    let file = here.join(format!("settings/{name}.toml"));
    println!("cargo::rerun-if-changed={}", file.display());
    let mut settings = Settings::read(&file).unwrap().models;
    settings.targets.push(Target::named(target).unwrap());
    let crates = Crates::of(CRATES.iter().copied().chain([target]));
    let mut code = generate(&schema, &settings, &crates, None).unwrap().code;
    let database = SQLX.iter().find(|(name, _)| *name == engine);
    let database = database.filter(|_| target == "sqlx");
    // What stands in other namespaces is not in scope at the end.
    let default = schema.search_path.first();
    let mut tables = schema.tables.iter();
    if tables.all(|table| table.name.namespace.as_ref() == default) {
        code.push_str(&copies(&code, database.map(|(_, name)| *name)));
    }
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").unwrap());
    fs::write(folder.join(format!("{name}.rs")), code).unwrap();
}

/// `impl From<Row> for NewRow`, and for a database of sqlx `NewRow::bind`.
fn copies(code: &str, database: Option<&str>) -> String {
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
        let fields: Vec<&str> = fields.collect();
        if let Some(database) = database {
            let binds: String = (fields.iter())
                .map(|field| format!(".bind(self.{field})"))
                .collect();
            write!(
                copies,
                "\nimpl New{row} {{ pub fn bind(self, query: crate::Query<sqlx::{database}>) -> crate::Query<sqlx::{database}> {{ query{binds} }} }}\n"
            )
            .unwrap();
        }
        let fields: String = (fields.iter())
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
