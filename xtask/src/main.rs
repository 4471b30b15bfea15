//! Tasks of this repository. This file only routes.

mod bench;
mod closure;
mod library;
mod process;
mod say;
mod servers;
mod snapshot_schema;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::say::say;

/// Tasks of this repository
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run every test, and say what is run
    Test(test::Arguments),
    /// Run a command with the database servers that tests need
    Servers(servers::Arguments),
    /// Measure, beside what people would use instead; prints and asserts nothing
    Bench(bench::Arguments),
    /// Print the third-party crates that a user's build compiles; fail when there are too many
    Closure,
    /// Write `docs/snapshot.schema.json` from the model
    SnapshotSchema,
}

fn main() -> ExitCode {
    let result = match Cli::parse().task {
        Task::Test(arguments) => test::run(&arguments),
        Task::Servers(arguments) => servers::run(&arguments),
        Task::Bench(arguments) => bench::run(&arguments),
        Task::Closure => closure::run(&process::workspace()),
        Task::SnapshotSchema => snapshot_schema::run(&process::workspace()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            say(&format!("error: {message}"));
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// Documents name tasks that exist.
    #[test]
    fn every_documented_task_is_known() {
        let cli = Cli::command();
        let mut found = 0;
        for name in [
            "README.md",
            "CONTRIBUTING.md",
            "ARCHITECTURE.md",
            "docs/snapshot.md",
            ".ci/run",
        ] {
            let Ok(text) = std::fs::read_to_string(process::workspace().join(name)) else {
                assert_eq!(name, "README.md", "the others are there");
                continue;
            };
            for rest in text.split("cargo xtask ").skip(1) {
                let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '-');
                let task = &rest[..end.unwrap_or(rest.len())];
                assert!(
                    cli.find_subcommand(task).is_some(),
                    "{name}: cargo xtask {task}"
                );
                found += 1;
            }
        }
        assert!(found > 3);
    }
}
