//! The commands, a file each.

pub mod check;
pub mod completions;
pub mod deps;
pub mod dump;
pub mod hook;
pub mod man;
pub mod refresh;
pub mod status;
