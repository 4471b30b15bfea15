//! `cargo schema`: keeps database, snapshot and code in step.
//!
//! This file only routes; each command is a file in `command/`.

mod accepted;
mod cli;
mod code;
mod command;
mod cut;
mod entry;
mod entry_text;
mod failure;
mod html;
mod interrupt;
mod patterns;
mod progress;
mod project;
mod replace;
mod sarif;
mod secrets;
mod settings;
mod shell;
mod source;
mod summary;
mod wrap;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;

/// Schemas are many small texts, and half of the time of a diff would go into asking the system for
/// their room.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    interrupt::watch();
    let arguments: Vec<_> = cli::arguments(std::env::args_os()).collect();
    let mut shell = Shell::new();
    for argument in &arguments {
        shell.learn_secrets(&argument.to_string_lossy());
    }
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return shell.usage(&error),
    };
    shell.configure(&cli.global);
    match interrupt::settle(run(cli, &mut shell)) {
        Ok(outcome) => outcome.into(),
        Err(failure) => shell.failure(&failure),
    }
}

fn run(cli: Cli, shell: &mut Shell) -> Result<Outcome, Failure> {
    let global = &cli.global;
    let project = Project::find(global, shell)?;
    match cli.command {
        Command::Init(arguments) => command::init::run(&arguments, global, &project, shell),
        Command::Refresh(arguments) => command::refresh::run(&arguments, &project, shell),
        Command::Check(arguments) => command::check::run(&arguments, &project, shell),
        Command::Dump(arguments) => command::dump::run(&arguments, &project, shell),
        Command::Generate(arguments) => command::generate::run(&arguments, &project, shell),
        Command::Status(arguments) => command::status::run(&arguments, &project, shell),
        Command::Deps(arguments) => command::deps::run(&arguments, &project, shell),
        Command::Hook(arguments) => command::hook::run(&arguments, &project, shell),
        Command::Explain(arguments) => command::explain::run(&arguments, shell),
        Command::Completions(arguments) => command::completions::run(&arguments, shell),
        Command::Man(arguments) => command::man::run(&arguments, shell),
        Command::Report(arguments) => command::report::run(&arguments, &project, shell),
        Command::Diff(arguments) => command::diff::run(&arguments, &project, shell),
        Command::Plan(arguments) => command::plan::run(&arguments, &project, shell),
        Command::Apply(arguments) => command::apply::run(&arguments, &project, shell),
    }
}
