//! What the derive costs as the snapshot grows, for the same structs; and what one wide struct takes.

use std::fmt::Write;
use std::time::Instant;

use super::Arguments;
use super::measure::{median, seconds, time};
use super::project::{Project, ours};
use crate::say::say;

const STRUCTS: usize = 10;
const COLUMNS: usize = 300;

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    say(&format!(
        "`cargo check` of {STRUCTS} structs, median of {}",
        arguments.runs
    ));
    for tables in [10, 1_000, 10_000] {
        let project = project(tables)?;
        project.fetch()?;
        time(&mut project.check())?;
        let mut times = Vec::new();
        for _ in 0..arguments.runs {
            project.touch("src/main.rs")?;
            times.push(time(&mut project.check())?);
        }
        say(&format!("{tables:>6} tables: {}", seconds(median(times))));
    }
    wide(arguments)
}

fn project(tables: usize) -> Result<Project, String> {
    let mut code = String::from("#![allow(dead_code)]\n\nfn main() {}\n");
    for n in 0..STRUCTS {
        let _ = write!(
            code,
            "\n#[derive(schema_checked::SchemaChecked)]\n#[schema(table = \"t{n}\")]\nstruct T{n} {{\n    id: i64,\n}}\n"
        );
    }
    let table = |n| format!("{{\"name\": \"t{n}\", \"columns\": [{}]}}\n", column("id"));
    let mut files = vec![("src/main.rs".to_owned(), code), header()];
    files.extend((0..tables).map(|n| (format!("schema/tables/t{n}.json"), table(n))));
    let files: Vec<_> = (files.iter())
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    let dependencies = format!("[dependencies]\n{}", ours("schema-checked", ""));
    Project::write(&format!("tables-{tables}"), &dependencies, &files)
}

fn header() -> (String, String) {
    let text = "{\"format\": 1, \"dialect\": \"sqlite\"}\n";
    ("schema/snapshot.json".to_owned(), text.to_owned())
}

fn column(name: &str) -> String {
    format!("{{\"name\": \"{name}\", \"type\": \"INTEGER\", \"logical\": \"int64\"}}")
}

/// One expansion, outside of rustc but as unoptimised as there.
fn wide(arguments: &Arguments) -> Result<(), String> {
    let names: Vec<String> = (0..COLUMNS).map(|n| format!("column_{n}")).collect();
    let columns: Vec<String> = names.iter().map(|name| column(name)).collect();
    let table = format!(
        "{{\"name\": \"wide\", \"columns\": [{}]}}\n",
        columns.join(",\n")
    );
    let (path, text) = header();
    let files = [(&*path, text), ("schema/tables/wide.json", table)];
    let project = Project::write("wide", "", &files)?;
    let fields: Vec<String> = names.iter().map(|name| format!("{name}: i64")).collect();
    let code = format!("struct Wide {{ {} }}", fields.join(", "));
    let tokens: proc_macro2::TokenStream = code.parse().map_err(|error| format!("{error}"))?;
    let environment = schema_check::Environment {
        snapshot: Some(project.folder.join("schema")),
        ..Default::default()
    };
    let times = (0..arguments.runs.max(1)).map(|_| {
        let start = Instant::now();
        schema_check::derive(tokens.clone(), &environment);
        start.elapsed()
    });
    let times: Vec<_> = times.collect();
    say(&format!(
        "a struct of {COLUMNS} columns: {:.1} ms the first time, then {:.1} ms",
        times.first().map_or(0.0, |time| time.as_secs_f64() * 1e3),
        median(times).as_secs_f64() * 1e3
    ));
    Ok(())
}
