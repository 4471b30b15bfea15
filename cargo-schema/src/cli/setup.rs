//! The arguments of `init`.

use clap::{Args, ValueEnum};

/// `cargo schema init`
#[derive(Debug, Args)]
#[command(after_help = include_str!("../help/init.txt"))]
pub struct Init {
    /// Where to read the schema for the first snapshot
    ///
    /// Without it: `source` of schema.toml, else DATABASE_URL from the environment or `.env`, else
    /// `schema.sql`.
    #[arg(long, value_name = "SOURCE")]
    pub from: Option<String>,
    /// Show every file that would be written or changed, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Install the Git hook as well
    #[arg(long)]
    pub hook: bool,
    /// Write the files of this system for continuous integration as well
    #[arg(long, value_enum, value_name = "SYSTEM")]
    pub ci: Option<Ci>,
}

/// A system for continuous integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// A workflow and a composite action
    Github,
    /// A file to include
    Gitlab,
}
