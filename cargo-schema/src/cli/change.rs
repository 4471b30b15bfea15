//! The arguments of the commands that compare two schemas: `diff`, `plan` and `apply`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use schema_engine::Online;

/// `cargo schema diff`
#[derive(Debug, Args)]
#[command(after_help = include_str!("../help/diff.txt"))]
pub struct Diff {
    /// What is; without it the project's source
    #[arg(value_name = "FROM", conflicts_with = "from")]
    from_place: Option<String>,
    /// What should be; without it the project's snapshot
    #[arg(value_name = "TO", conflicts_with = "to")]
    to_place: Option<String>,
    /// The two sides
    #[command(flatten)]
    sides: Sides,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Look only at differences of this severity and worse
    #[arg(long, value_enum, default_value_t)]
    pub severity: Level,
    /// Look only at what this pattern means: `users`, `users.email`, `audit.*`
    #[arg(long, value_name = "PATTERN")]
    pub only: Vec<String>,
    /// Leave out what this pattern means
    #[arg(long, value_name = "PATTERN")]
    pub exclude: Vec<String>,
}

impl Diff {
    /// The two sides, however they were named.
    pub fn sides(&self) -> Sides {
        self.sides
            .or_places(self.from_place.as_ref(), self.to_place.as_ref())
    }
}

/// `cargo schema report`
#[derive(Debug, Args)]
#[command(after_help = include_str!("../help/report.txt"))]
pub struct Report {
    /// What is; without it the project's source
    #[arg(value_name = "FROM", conflicts_with = "from")]
    from_place: Option<String>,
    /// What should be; without it the project's snapshot
    #[arg(value_name = "TO", conflicts_with = "to")]
    to_place: Option<String>,
    /// The two sides
    #[command(flatten)]
    sides: Sides,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    /// Write it into this file instead of printing it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Exit with 1 when there are differences
    #[arg(long)]
    pub exit_code: bool,
}

impl Report {
    /// The two sides, however they were named.
    pub fn sides(&self) -> Sides {
        self.sides
            .or_places(self.from_place.as_ref(), self.to_place.as_ref())
    }
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ReportFormat {
    /// For a repository or a comment
    #[default]
    Markdown,
    /// One file for a browser, with search
    Html,
}

/// How differences are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DiffFormat {
    /// For people, the gravest first
    #[default]
    Text,
    /// One document
    Json,
    /// For a review, object by object
    Markdown,
    /// One page for a browser
    Html,
    /// SARIF, for code scanning
    Sarif,
}

/// A grade, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Level {
    /// Everything
    #[default]
    Low,
    /// What behaves differently, and worse
    Medium,
    /// What breaks code or takes long, and worse
    High,
    /// Only what loses data or weakens access control
    Critical,
}

/// `cargo schema plan`
#[derive(Debug, Args)]
#[command(after_help = include_str!("../help/plan.txt"))]
pub struct Plan {
    /// The two sides
    #[command(flatten)]
    pub sides: Sides,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: PlanFormat,
    /// With `--to code`: change what is there already, `changes` for all of it, or an object, part
    /// or pattern
    #[arg(long, value_name = "WHAT")]
    pub allow: Vec<String>,
    /// Which tables to change in forms that let others use them meanwhile
    #[arg(long, value_enum, default_value_t)]
    pub online: OnlineTables,
    /// Compare what the plan leads to with the eyes of the database's own tools as well
    #[arg(long)]
    pub observe: bool,
    /// What of it
    #[command(flatten)]
    pub chosen: Chosen,
}

/// Which differences are followed.
#[derive(Debug, Args)]
pub struct Chosen {
    /// Change only what this pattern means: `users`, `users.email`, `audit.*`
    #[arg(long, value_name = "PATTERN")]
    pub only: Vec<String>,
    /// Leave as it is what this pattern means
    #[arg(long, value_name = "PATTERN")]
    pub exclude: Vec<String>,
}

/// Which tables are changed in forms that let others use them meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum OnlineTables {
    /// Those that are large
    #[default]
    Auto,
    /// Every table that is there
    Always,
    /// None: all or nothing
    Never,
}

impl From<OnlineTables> for Online {
    fn from(tables: OnlineTables) -> Self {
        match tables {
            OnlineTables::Auto => Self::Auto,
            OnlineTables::Always => Self::Always,
            OnlineTables::Never => Self::Never,
        }
    }
}

/// How a plan is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum PlanFormat {
    /// For people
    #[default]
    Text,
    /// One document, which `cargo schema apply` takes
    Json,
    /// A script for the database's own client
    Sql,
    /// For a review
    Markdown,
}

/// `cargo schema apply`
#[derive(Debug, Args)]
#[command(after_help = include_str!("../help/apply.txt"))]
pub struct Apply {
    /// A plan that `cargo schema plan --format json` printed
    #[arg(value_name = "PLAN", conflicts_with = "to")]
    pub plan: Option<PathBuf>,
    /// The two sides
    #[command(flatten)]
    pub sides: Sides,
    /// Show the plan and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
    /// Allow the loss of data: `destructive` for all, or an object as the plan names it; with
    /// `--to code` also changes of what is there, as `plan` does
    #[arg(long, value_name = "WHAT")]
    pub allow: Vec<String>,
    /// Apply a plan that could not be tried on a scratch database
    #[arg(long)]
    pub unproven: bool,
    /// Which tables to change in forms that let others use them meanwhile
    #[arg(long, value_enum, default_value_t, conflicts_with = "plan")]
    pub online: OnlineTables,
    /// Compare what the plan leads to with the eyes of the database's own tools as well
    #[arg(long, conflicts_with = "plan")]
    pub observe: bool,
    /// What of it
    #[command(flatten)]
    pub chosen: Chosen,
}

/// The two sides of a comparison.
#[derive(Debug, Args)]
pub struct Sides {
    /// What is; without it the project's source
    #[arg(long, value_name = "SOURCE")]
    pub from: Option<String>,
    /// What should be; without it the project's snapshot
    #[arg(long, value_name = "SOURCE")]
    pub to: Option<String>,
}

impl Sides {
    /// The sides, if they were named by their places instead.
    fn or_places(&self, from: Option<&String>, to: Option<&String>) -> Self {
        Self {
            from: from.or(self.from.as_ref()).cloned(),
            to: to.or(self.to.as_ref()).cloned(),
        }
    }
}
