//! `cargo xtask test`: everything that can fail, in one command.
//!
//! Each step is an ordinary command that is printed before it runs, so that it can be repeated by
//! hand. The servers that tests need are started first. Nothing is left out unless `--without` names
//! it, and then it is said.

use crate::library;
use crate::process::{cargo, run as run_step};
use crate::say::say;
use crate::servers::{self, Servers};

/// Arguments of the task.
#[derive(clap::Args)]
pub struct Arguments {
    /// Leave out the step or the server of this name; can be repeated
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
    // Each feature of the engine alone, since users take the one for their database.
    Step {
        name: "engine-offline",
        cargo: &[
            "clippy",
            "--package=schema-engine",
            "--no-default-features",
            "--locked",
            "--",
            "--deny=warnings",
        ],
    },
    Step {
        name: "engine-ddl",
        cargo: &[
            "clippy",
            "--package=schema-engine",
            "--no-default-features",
            "--features=ddl",
            "--locked",
            "--",
            "--deny=warnings",
        ],
    },
    Step {
        name: "engine-sqlite",
        cargo: &[
            "clippy",
            "--package=schema-engine",
            "--no-default-features",
            "--features=sqlite",
            "--locked",
            "--",
            "--deny=warnings",
        ],
    },
    Step {
        name: "engine-postgres",
        cargo: &[
            "clippy",
            "--package=schema-engine",
            "--no-default-features",
            "--features=postgres",
            "--locked",
            "--",
            "--deny=warnings",
        ],
    },
    Step {
        name: "engine-mysql",
        cargo: &[
            "clippy",
            "--package=schema-engine",
            "--no-default-features",
            "--features=mysql",
            "--locked",
            "--",
            "--deny=warnings",
        ],
    },
    Step {
        name: "engine-duckdb",
        cargo: &[
            "clippy",
            "--package=schema-engine",
            "--no-default-features",
            "--features=duckdb",
            "--all-targets",
            "--locked",
            "--",
            "--deny=warnings",
        ],
    },
    // Models against the crates and engines that they are for.
    Step {
        name: "targets",
        cargo: &[
            "test",
            "--package=targets",
            "--features=diesel,rusqlite,sea-orm,sqlx,tokio-postgres",
            "--locked",
            "--no-fail-fast",
        ],
    },
    Step {
        name: "targets-with-library",
        cargo: &[
            "test",
            "--package=targets",
            "--features=duckdb",
            "--test=duckdb",
            "--locked",
        ],
    },
    // The newest server, which prints and keeps some things in other ways.
    Step {
        name: "postgres-18",
        cargo: &[
            "test",
            "--package=schema-checked",
            "--test=introspect",
            "--test=live",
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
    let servers = Servers::start(&arguments.without)?;
    let mut failed = Vec::new();
    for step in STEPS {
        let left_out = |name: &str| arguments.without.iter().any(|it| it == name);
        let needs_library = ["engine-duckdb", "targets-with-library"].contains(&step.name);
        if left_out(step.name) || needs_library && left_out(library::NAME) {
            say(&format!("\nleft out: {} (--without)", step.name));
            continue;
        }
        if step.name == "targets" {
            // diesel links the client libraries of the servers.
            servers::install::program("pkg-config", &["pkg-config"])?;
            servers::install::program("pg_config", &["libpq-dev"])?;
            servers::install::program("mariadb_config", &["libmariadb-dev"])?;
        }
        let mut command = cargo(step.cargo);
        if step.name == "workspace" && !left_out(library::NAME) {
            command.arg(library::FEATURES);
        }
        servers.tell(&mut command);
        if step.name == "postgres-18" {
            let instead = "SCHEMA_TEST_POSTGRES_18";
            servers.tell_only(&mut command, "SCHEMA_TEST_POSTGRES", instead);
        }
        if let Err(message) = run_step(&mut command) {
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
    let steps = STEPS.iter().map(|step| step.name);
    let known: Vec<_> = steps.chain(servers::names()).collect();
    match names.iter().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(format!(
            "no step or server is called `{name}`; there are {}",
            known.join(", ")
        )),
        None => Ok(()),
    }
}
