//! What the derive adds to `cargo check` of many structs, beside what `serde::Serialize` adds to
//! the same structs.

use std::fmt::Write;
use std::time::Duration;

use super::Arguments;
use super::measure::{median, ratio, seconds, time};
use super::project::{Project, ours};
use crate::say::say;

const STRUCTS: usize = 1000;
const FIELDS: usize = 15;
const TYPES: [(&str, &str, &str); 5] = [
    ("INTEGER", "\"int64\"", "i64"),
    ("TEXT", "\"text\"", "String"),
    ("REAL", "\"float64\"", "f64"),
    ("BLOB", "\"bytes\"", "Vec<u8>"),
    ("BOOLEAN", "\"bool\"", "bool"),
];

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    say(&format!(
        "{STRUCTS} structs of {FIELDS} fields, median of {}",
        arguments.runs
    ));
    let plain = project("derive-plain", "", "Clone")?;
    let serde = project(
        "derive-serde",
        "serde = { version = \"1\", features = [\"derive\"] }\n",
        "Clone, serde::Serialize",
    )?;
    let checked = project(
        "derive-ours",
        &ours("schema-checked", ""),
        "Clone, schema_checked::SchemaChecked",
    )?;
    let projects = [&plain, &serde, &checked];
    say("after an edit, with what rustc remembers of the build before:");
    report(turns(projects, "1", arguments.runs)?);
    say("without incremental compilation, as CI builds:");
    report(turns(projects, "0", arguments.runs)?);
    Ok(())
}

fn report([plain, serde, checked]: [Duration; 3]) {
    let added = |time: Duration| time.saturating_sub(plain);
    say(&format!("  plain structs:       {}", seconds(plain)));
    for (name, time) in [("Serialize:     ", serde), ("SchemaChecked: ", checked)] {
        let (whole, more) = (seconds(time), seconds(added(time)));
        say(&format!("  with {name} {whole} (+{more})"));
    }
    let ratio = ratio(added(checked), added(serde));
    say(&format!("  Serialize adds {ratio} as much"));
}

/// Compiles only the structs again; the projects take turns, so that a busy minute hurts all.
fn turns<const N: usize>(
    projects: [&Project; N],
    incremental: &str,
    runs: usize,
) -> Result<[Duration; N], String> {
    let check = |project: &Project| {
        let mut command = project.check();
        command.env("CARGO_INCREMENTAL", incremental);
        time(&mut command)
    };
    for project in projects {
        project.fetch()?;
        check(project)?;
    }
    let mut times = [const { Vec::new() }; N];
    for _ in 0..runs {
        for (project, times) in projects.iter().zip(&mut times) {
            project.touch("src/main.rs")?;
            times.push(check(project)?);
        }
    }
    Ok(times.map(median))
}

fn project(name: &str, dependency: &str, derives: &str) -> Result<Project, String> {
    let dependencies = format!("[dependencies]\n{dependency}");
    let mut files = vec![
        ("src/main.rs".to_owned(), structs(derives)),
        (
            "schema/snapshot.json".to_owned(),
            "{\"format\": 1, \"dialect\": \"sqlite\"}\n".to_owned(),
        ),
    ];
    files.extend((0..STRUCTS).map(|n| (format!("schema/tables/row_{n}.json"), table(n))));
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    Project::write(name, &dependencies, &files)
}

fn structs(derives: &str) -> String {
    let mut text = String::from("#![allow(dead_code)]\n\nfn main() {}\n");
    let checked = derives.contains("SchemaChecked");
    for n in 0..STRUCTS {
        let attribute = if checked {
            format!("#[schema(table = \"row_{n}\")]\n")
        } else {
            String::new()
        };
        let _ = write!(
            text,
            "\n#[derive({derives})]\n{attribute}pub struct Row{n} {{\n"
        );
        for field in 0..FIELDS {
            let (_, _, ty) = TYPES[field % TYPES.len()];
            let _ = match is_nullable(field) {
                true => writeln!(text, "    pub field_{field}: Option<{ty}>,"),
                false => writeln!(text, "    pub field_{field}: {ty},"),
            };
        }
        text.push_str("}\n");
    }
    text
}

fn table(n: usize) -> String {
    let columns: Vec<_> = (0..FIELDS)
        .map(|field| {
            let (native, logical, _) = TYPES[field % TYPES.len()];
            let nullable = if is_nullable(field) { ", \"nullable\": true" } else { "" };
            format!("    {{\"name\": \"field_{field}\", \"type\": \"{native}\", \"logical\": {logical}{nullable}}}")
        })
        .collect();
    format!(
        "{{\n  \"name\": \"row_{n}\",\n  \"columns\": [\n{}\n  ]\n}}\n",
        columns.join(",\n")
    )
}

fn is_nullable(field: usize) -> bool {
    field % 4 == 3
}
