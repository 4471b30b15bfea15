//! `cargo xtask test`: everything that can fail, in one command.
//!
//! Each step is an ordinary command that is printed before it runs, so that it can be repeated by
//! hand. Nothing is left out unless `--without` names it, and then it is said.

use crate::process::{cargo, run as run_step};
use crate::say::say;

/// Arguments of the task.
#[derive(clap::Args)]
pub struct Arguments {
    /// Leave out the step of this name; can be repeated
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
}

/// A command that tests something.
struct Step {
    name: &'static str,
    cargo: &'static [&'static str],
}

const STEPS: &[Step] = &[
    Step {
        name: "workspace",
        cargo: &["test", "--workspace", "--locked", "--no-fail-fast"],
    },
    // What a user's build compiles, with each feature that the workspace's own build does not use.
    Step {
        name: "build-features",
        cargo: &[
            "test",
            "--package=schema-build",
            "--all-features",
            "--locked",
        ],
    },
    Step {
        name: "offline-engine",
        cargo: &[
            "check",
            "--package=schema-engine",
            "--no-default-features",
            "--locked",
        ],
    },
    Step {
        name: "quickstart",
        cargo: &["run", "--package=quickstart", "--locked"],
    },
];

/// Runs all steps, and names those that failed at the end.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    check_names(&arguments.without)?;
    let mut failed = Vec::new();
    for step in STEPS {
        if arguments.without.iter().any(|name| name == step.name) {
            say(&format!("\nleft out: {} (--without)", step.name));
            continue;
        }
        if let Err(message) = run_step(&mut cargo(step.cargo)) {
            say(&format!("error: {message}"));
            failed.push(step.name);
        }
    }
    if failed.is_empty() {
        say("\nall steps passed");
        return Ok(());
    }
    Err(format!("failed: {}", failed.join(", ")))
}

fn check_names(names: &[String]) -> Result<(), String> {
    let known: Vec<_> = STEPS.iter().map(|step| step.name).collect();
    match names.iter().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(format!(
            "no step is called `{name}`; the steps are {}",
            known.join(", ")
        )),
        None => Ok(()),
    }
}
