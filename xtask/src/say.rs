//! The only place that prints.

use std::io::Write;

/// Prints a line on stdout.
pub fn say(line: &str) {
    // A reader that went away (`| head`) has what it wanted.
    let _ = writeln!(std::io::stdout(), "{line}");
}
