//! Taking times.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs a command to its end, and gives the time that it took.
pub fn time(command: &mut Command) -> Result<Duration, String> {
    let start = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("failed to start {command:?}: {error}"))?;
    let elapsed = start.elapsed();
    if output.status.success() {
        return Ok(elapsed);
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    let tail: Vec<_> = stderr.lines().rev().take(40).collect();
    let tail: Vec<_> = tail.into_iter().rev().collect();
    Err(format!("{command:?} failed:\n{}", tail.join("\n")))
}

/// The one in the middle.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// `1.23 s`.
pub fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// How many times as long the second takes: `3.4x`.
pub fn ratio(ours: Duration, theirs: Duration) -> String {
    format!(
        "{:.1}x",
        theirs.as_secs_f64() / ours.as_secs_f64().max(1e-9)
    )
}
