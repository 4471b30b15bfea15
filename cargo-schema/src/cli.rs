//! The command line as people type it; the examples are in `help/`. What the commands do is not
//! said here.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod change;
mod setup;

pub use change::{
    Apply, Chosen, Diff, DiffFormat, Level, Plan, PlanFormat, Report, ReportFormat, Sides,
};
pub use setup::{Ci, Init};

/// Keeps database, snapshot and code in step.
///
/// The snapshot is a folder of JSON files (`schema/`) that is committed with the code. The build
/// checks structs and enums against it, without a database; these commands keep it true.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-schema",
    bin_name = "cargo schema",
    version,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = include_str!("help/main.txt")
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command understands.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Work in this folder instead of the current one
    #[arg(
        short = 'C',
        long,
        global = true,
        value_name = "DIR",
        help_heading = "Global options"
    )]
    pub directory: Option<PathBuf>,
    /// Say only what went wrong
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        help_heading = "Global options"
    )]
    pub quiet: bool,
    /// Say more about what is done
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub verbose: bool,
    /// When to use colour; NO_COLOR is respected
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        help_heading = "Global options"
    )]
    pub color: Color,
    /// Seconds to wait for a database
    #[arg(
        long,
        global = true,
        value_name = "SECONDS",
        default_value_t = 30,
        value_parser = clap::value_parser!(u64).range(1..=3600),
        help_heading = "Global options"
    )]
    pub timeout: u64,
    /// Server on which `.sql` text is executed, in a new database that is dropped again
    #[arg(
        long,
        global = true,
        value_name = "URL",
        help_heading = "Global options"
    )]
    pub scratch: Option<String>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set a project up: settings, build script, snapshot, hook, CI
    Init(Init),
    /// Read the schema from its source and write the snapshot
    Refresh(Refresh),
    /// Compare code, snapshot and database
    Check(Check),
    /// Print a schema as JSON or SQL
    Dump(Dump),
    /// Write typed models of the schema
    Generate(Generate),
    /// Compare two schemas
    Diff(Diff),
    /// Write one file that says how two schemas compare, and what there is to do
    Report(Report),
    /// Show the statements that lead from one schema to another
    Plan(Plan),
    /// Change a database until it has the schema that it should have
    Apply(Apply),
    /// Say what the snapshot holds and when it last changed
    Status(Status),
    /// Show which tables and views need which, and the order that follows
    Deps(Deps),
    /// Install or remove the Git hook that stops a commit on drift
    Hook(Hook),
    /// Explain a message of the derive by its code
    Explain(Explain),
    /// Print completions for a shell
    Completions(Completions),
    /// Write man pages into a folder
    Man(Man),
}

/// `cargo schema refresh`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/refresh.txt"))]
pub struct Refresh {
    /// Where to read the schema
    ///
    /// Without it: `source` of schema.toml, else DATABASE_URL from the environment or `.env`, else
    /// `schema.sql`.
    #[arg(long, value_name = "SOURCE")]
    pub from: Option<String>,
    /// Write nothing; print the differences and exit with 1 when the snapshot is stale
    #[arg(long)]
    pub check: bool,
    /// Write the snapshot into this folder and leave the project's own alone
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `cargo schema check`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/check.txt"))]
pub struct Check {
    /// Where to read the schema that the snapshot is compared with
    ///
    /// Without it: `source` of schema.toml, else DATABASE_URL from the environment or `.env`, else
    /// `schema.sql`.
    #[arg(long, value_name = "SOURCE", conflicts_with = "offline")]
    pub from: Option<String>,
    /// Look at code and snapshot only, at no source
    #[arg(long)]
    pub offline: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
}

/// How the findings of a check are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum CheckFormat {
    /// For people
    #[default]
    Text,
    /// One document
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF, for code scanning
    Sarif,
}

/// `cargo schema dump`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/dump.txt"))]
pub struct Dump {
    /// What to print; without it the project's snapshot
    #[arg(value_name = "SOURCE", conflicts_with = "from")]
    pub source: Option<String>,
    /// The same, named as for other commands
    #[arg(long, value_name = "SOURCE")]
    pub from: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: DumpFormat,
}

/// `cargo schema generate`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/generate.txt"))]
pub struct Generate {
    /// Write the models into this file
    ///
    /// Without it: `out` in `[models]` of schema.toml; without that they are printed.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write nothing; print the difference and exit with 1 when the file is stale
    #[arg(long)]
    pub check: bool,
    /// Where to read the schema; without it the project's snapshot
    #[arg(long, value_name = "SOURCE")]
    pub from: Option<String>,
}

/// How a schema is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DumpFormat {
    /// One document, as `docs/snapshot.schema.json` describes it
    #[default]
    Json,
    /// The statements that make the schema in an empty database
    Sql,
}

/// `cargo schema status`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/status.txt"))]
pub struct Status {
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// `cargo schema deps`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/deps.txt"))]
pub struct Deps {
    /// Show only this table or view, what it needs and what needs it
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Where to read the schema; without it the project's snapshot
    #[arg(long, value_name = "SOURCE")]
    pub from: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: DepsFormat,
}

/// How dependencies are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DepsFormat {
    /// For people
    #[default]
    Text,
    /// One document
    Json,
    /// A Mermaid flowchart
    Mermaid,
    /// A Graphviz graph
    Dot,
}

/// `cargo schema hook`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/hook.txt"))]
pub struct Hook {
    /// What to do with the hook
    #[command(subcommand)]
    pub action: HookAction,
}

/// What to do with the hook.
#[derive(Debug, Subcommand)]
pub enum HookAction {
    /// Add our lines to the pre-commit hook; lines of others stay
    Install {
        /// Refresh and stage the snapshot before each commit instead of checking it
        #[arg(long)]
        refresh: bool,
    },
    /// Remove our lines from the pre-commit hook; lines of others stay
    Uninstall,
}

/// `cargo schema explain`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/explain.txt"))]
pub struct Explain {
    /// The code at the end of the message's first line; without it, all codes are listed
    pub code: Option<String>,
}

/// `cargo schema completions`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/completions.txt"))]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `cargo schema man`
#[derive(Debug, Args)]
#[command(after_help = include_str!("help/man.txt"))]
pub struct Man {
    /// The folder; it is made when it is missing
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// The arguments without the `schema` that Cargo puts in front when it runs `cargo schema`.
pub fn arguments(arguments: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    arguments
        .enumerate()
        .filter(|(position, argument)| !(*position == 1 && argument == "schema"))
        .map(|(_, argument)| argument)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn only_the_first_schema_is_left_out() {
        let typed = ["cargo-schema", "schema", "dump", "schema"].map(OsString::from);
        let kept: Vec<_> = arguments(typed.into_iter()).collect();
        assert_eq!(kept, ["cargo-schema", "dump", "schema"]);
    }
}
