//! `cargo schema man`: a man page for each command.

use std::fs;

use clap::CommandFactory;

use crate::cli::{Cli, Man};
use crate::failure::{Failure, Outcome};
use crate::shell::Shell;

/// Runs the command.
pub fn run(arguments: &Man, shell: &Shell) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    let written = fs::create_dir_all(folder).and_then(|()| {
        clap_mangen::generate_to(Cli::command().disable_help_subcommand(true), folder)
    });
    written.map_err(|error| {
        Failure::new(format!(
            "failed to write man pages into `{}`: {error}",
            folder.display()
        ))
    })?;
    shell.note(format_args!("man pages are in `{}`", folder.display()));
    Ok(Outcome::Done)
}
