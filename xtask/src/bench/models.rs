//! Compiling generated models of a large schema: plain structs as they come and as few as there can
//! be, and what diesel and sea-orm ask for, beside what their own tools write: the `table!`s of
//! `print-schema`, and entities alone.
//!
//! The time is that of `cargo check` of the models alone, with everything that they depend on
//! compiled before, and the processor's part of it; the memory is what the compiler held at most.
//! Both are known where the system says so.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use schema_build::{Crates, ModelSettings, Part, Target, generate};
use schema_model::{
    Column, Constraint, ConstraintKind, Key, LogicalType, ObjectName, Schema, Table,
};

use super::Arguments;
use super::measure::{median, seconds, time};
use super::project::Project;
use crate::say::say;

const TABLES: usize = 1000;
const COLUMNS: usize = 12;
/// What the compiler is asked how much it holds.
const SAMPLE: Duration = Duration::from_millis(10);

const DIESEL: &str = "diesel = { version = \"2.3\", default-features = false, features = [\"32-column-tables\", \"postgres_backend\"] }\n";
const SEA_ORM: &str =
    "sea-orm = { version = \"2.0\", default-features = false, features = [\"macros\"] }\n";

/// What is compiled, what it depends on, and how it is written.
const VARIANTS: &[(&str, &str, Write)] = &[
    ("plain", "", |schema| {
        models(schema, ModelSettings::default())
    }),
    ("plain-rows", "", |schema| models(schema, rows(None))),
    ("plain-leanest", "", |schema| {
        models(schema, rows(Some(&[])))
    }),
    ("sea-orm", SEA_ORM, |schema| {
        models(schema, made_for("sea-orm"))
    }),
    ("entities", SEA_ORM, |schema| models(schema, entities())),
    ("diesel", DIESEL, |schema| {
        models(schema, made_for("diesel"))
    }),
    ("print-schema", DIESEL, |schema| Ok(print_schema(schema))),
];

type Write = fn(&Schema) -> Result<String, String>;

/// Runs the bench.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    say(&format!("{TABLES} tables of {COLUMNS} columns"));
    let schema = schema();
    for (name, dependencies, write) in VARIANTS {
        let start = Instant::now();
        let code = write(&schema)?;
        let written = start.elapsed();
        let lines = code.lines().count();
        let project = Project::write(
            &format!("models-{name}"),
            &format!("[dependencies]\n{dependencies}"),
            &[("src/lib.rs", code)],
        )?;
        project.fetch()?;
        // What takes minutes is not taken often.
        let mut checks = vec![first_check(&project)?];
        while checks.len() < arguments.runs && checks[0].elapsed < Duration::from_secs(10) {
            checks.push(check(&project)?);
        }
        say(&format!(
            "{name:13} {lines} lines written in {}, checked in {}",
            seconds(written),
            shown(&checks),
        ));
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

/// Rows alone, which derive what is said.
fn rows(derives: Option<&[String]>) -> ModelSettings {
    ModelSettings {
        parts: Some(vec![Part::Row]),
        derives: derives.map(<[String]>::to_vec),
        ..ModelSettings::default()
    }
}

fn entities() -> ModelSettings {
    ModelSettings {
        parts: Some(Vec::new()),
        ..made_for("sea-orm")
    }
}

/// The same tables in the form of `diesel print-schema`, which lets every table appear beside every
/// other one.
fn print_schema(schema: &Schema) -> String {
    let mut code = String::new();
    let mut names = Vec::new();
    for table in &schema.tables {
        let name = &table.name.name;
        code.push_str(&format!("diesel::table! {{\n    {name} (id) {{\n"));
        for column in &table.columns {
            let sql = match column.logical_type {
                LogicalType::Int64 => "Int8",
                LogicalType::Int32 => "Int4",
                LogicalType::Bool => "Bool",
                LogicalType::Float64 => "Float8",
                _ => "Text",
            };
            let sql = match column.nullable {
                true => format!("Nullable<{sql}>"),
                false => sql.into(),
            };
            code.push_str(&format!("        {} -> {sql},\n", column.name));
        }
        code.push_str("    }\n}\n\n");
        names.push(name.as_str());
    }
    let names = names.join(",\n    ");
    code.push_str(&format!(
        "diesel::allow_tables_to_appear_in_same_query!(\n    {names},\n);\n"
    ));
    code
}

/// What a `cargo check` took.
struct Check {
    elapsed: Duration,
    processor: Option<Duration>,
    /// The KiB that the compiler held.
    held: Option<u64>,
}

/// The same with everything that the models depend on compiled before.
fn first_check(project: &Project) -> Result<Check, String> {
    let file = project.folder.join("src/lib.rs");
    let code = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
    std::fs::write(&file, "").map_err(|error| error.to_string())?;
    time(&mut project.check())?;
    std::fs::write(&file, code).map_err(|error| error.to_string())?;
    check(project)
}

/// `cargo check` of the models alone.
fn check(project: &Project) -> Result<Check, String> {
    project.touch("src/lib.rs")?;
    let mut command = project.check();
    let before = processor_of_children();
    let start = Instant::now();
    let mut cargo = start_quietly(&mut command)?;
    let mut held = None;
    loop {
        match cargo.try_wait().map_err(|error| error.to_string())? {
            None => {
                held = held.max(held_below(cargo.id()));
                std::thread::sleep(SAMPLE);
            }
            Some(status) => {
                let elapsed = start.elapsed();
                if !status.success() {
                    // It fails again, and says why.
                    time(&mut project.check())?;
                }
                let after = processor_of_children();
                let processor = after.zip(before).map(|(after, before)| after - before);
                return Ok(Check {
                    elapsed,
                    processor,
                    held,
                });
            }
        }
    }
}

/// `1.23 s (1.10 s of a processor), the compiler held 50 MiB`: those in the middle, and the most.
fn shown(checks: &[Check]) -> String {
    let elapsed = median(checks.iter().map(|check| check.elapsed).collect());
    let processor: Option<Vec<_>> = checks.iter().map(|check| check.processor).collect();
    let processor = processor.map_or("unknown".into(), |times| seconds(median(times)));
    let held = checks.iter().filter_map(|check| check.held).max();
    let held = held.map_or("unknown".into(), |kib| format!("{} MiB", kib / 1024));
    let elapsed = seconds(elapsed);
    format!("{elapsed} ({processor} of a processor), the compiler held {held}")
}

/// What all children that have ended took of processors, in user mode and in the system.
fn processor_of_children() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let numbers = stat.rsplit(')').next()?.split_whitespace();
    let ticks: Vec<u64> = numbers
        .skip(13)
        .take(2)
        .filter_map(|number| number.parse().ok())
        .collect();
    // Linux counts hundredths of a second.
    (ticks.len() == 2).then(|| Duration::from_millis(10 * ticks.iter().sum::<u64>()))
}

fn start_quietly(command: &mut Command) -> Result<Child, String> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("failed to start {command:?}: {error}"))
}

/// The KiB that the children of a process hold or held, of that which held most.
fn held_below(parent: u32) -> Option<u64> {
    let processes = std::fs::read_dir("/proc").ok()?.flatten();
    processes
        .filter_map(|entry| std::fs::read_to_string(entry.path().join("status")).ok())
        .filter(|status| field(status, "PPid:") == Some(u64::from(parent)))
        .filter_map(|status| field(&status, "VmHWM:"))
        .max()
}

fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Tables with a key, a reference to the table before, and columns of several types.
fn schema() -> Schema {
    let mut schema = Schema::new("postgres");
    for n in 0..TABLES {
        let mut table = Table::new(ObjectName::bare(format!("table_{n}")));
        table
            .columns
            .push(Column::new("id", "bigint", LogicalType::Int64));
        let types = [
            ("text", LogicalType::Text),
            ("integer", LogicalType::Int32),
            ("boolean", LogicalType::Bool),
            ("double precision", LogicalType::Float64),
        ];
        for (c, (native, logical)) in (1..COLUMNS).zip(types.iter().cycle()) {
            let mut column = Column::new(format!("column_{c}"), *native, logical.clone());
            column.nullable = c % 2 == 0;
            table.columns.push(column);
        }
        let key = ConstraintKind::PrimaryKey(Key::over(&["id".to_owned()]));
        table.constraints.push(Constraint::new(None, key));
        schema.tables.push(table);
    }
    schema.normalize();
    schema
}
