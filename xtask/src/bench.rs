//! `cargo xtask bench`: what our parts cost, beside what people would use instead.
//!
//! Prints figures and ratios; asserts nothing, since machines differ. The projects that are
//! measured are written into `target/bench` and depend on the crates of this workspace.

mod cold;
mod daily;
mod derive;
mod generator;
mod introspect;
mod live;
mod measure;
mod models;
mod plan;
mod project;
mod script;
mod tables;

use crate::say::say;

/// Arguments of the task.
#[derive(clap::Args)]
pub struct Arguments {
    /// Run only this bench: cold, daily, derive, generator, models, tables, introspect, live, plan
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// How often each figure is taken; the median is printed
    #[arg(long, value_name = "N", default_value_t = 5)]
    runs: usize,
}

type Bench = fn(&Arguments) -> Result<(), String>;

const BENCHES: &[(&str, Bench)] = &[
    ("cold", cold::run),
    ("daily", daily::run),
    ("derive", derive::run),
    ("generator", generator::run),
    ("models", models::run),
    ("tables", tables::run),
    ("introspect", introspect::run),
    ("live", live::run),
    ("plan", plan::run),
];

/// Runs all benches, or the one that was asked for.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let asked = arguments.only.as_deref();
    let chosen: Vec<_> = BENCHES
        .iter()
        .filter(|(name, _)| asked.is_none_or(|asked| asked == *name))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = BENCHES.iter().map(|(name, _)| *name).collect();
        return Err(format!("the benches are {}", names.join(", ")));
    }
    for (name, bench) in chosen {
        say(&format!("\n== {name}"));
        bench(arguments)?;
    }
    Ok(())
}
