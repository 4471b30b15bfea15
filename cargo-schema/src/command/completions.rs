//! `cargo schema completions`: completions for a shell.

use clap::CommandFactory;

use crate::cli::{Cli, Completions};
use crate::failure::{Failure, Outcome};
use crate::shell::Shell;

/// Runs the command.
pub fn run(arguments: &Completions, shell: &Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    let mut command = Cli::command().bin_name("cargo-schema");
    clap_complete::generate(arguments.shell, &mut command, "cargo-schema", &mut script);
    shell.data(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
