//! The commands, a file each.

pub mod apply;
mod change;
pub mod check;
pub mod completions;
pub mod deps;
pub mod diff;
pub mod dump;
pub mod explain;
pub mod generate;
pub mod hook;
pub mod init;
pub mod man;
pub mod plan;
pub mod refresh;
pub mod report;
pub mod status;
