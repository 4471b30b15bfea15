//! `cargo xtask bench`: what our parts cost, beside what people would use instead.
//!
//! Prints figures and ratios; asserts nothing, since machines differ.

/// Arguments of the task.
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs all benches.
pub fn run(_: &Arguments) -> Result<(), String> {
    Err("nothing yet".into())
}
