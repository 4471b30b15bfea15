//! What a `cargo check` takes, when everything that the code depends on is compiled already.
//!
//! The processor's part of the time and the memory are known where the system says so.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::super::measure::{median, seconds, time};
use super::super::project::Project;

/// What the compiler is asked how much it holds.
const SAMPLE: Duration = Duration::from_millis(10);
/// What takes longer is stopped.
const LIMIT: Duration = Duration::from_secs(120);
/// What takes longer is not taken often.
const LONG: Duration = Duration::from_secs(10);

/// What the checks of one file took.
pub(super) struct Checks {
    first: Vec<Check>,
    again: Vec<Check>,
}

/// What one took.
struct Check {
    elapsed: Duration,
    processor: Option<Duration>,
    /// The KiB that the compiler held.
    held: Option<u64>,
}

/// Compiles what the code of a project depends on.
pub(super) fn prepare(project: &Project) -> Result<(), String> {
    project.fetch()?;
    time(&mut project.check()).map(|_| ())
}

/// Checks a file of code, as often as is asked for unless it takes long: when nothing is known of it,
/// and again when nothing of it changed. `None` when it takes too long.
pub(super) fn checks(project: &Project, code: &str, runs: usize) -> Result<Option<Checks>, String> {
    let mut checks = Checks {
        first: Vec::new(),
        again: Vec::new(),
    };
    for _ in 0..runs.max(1) {
        project.put("src/lib.rs", "")?;
        project.forget_increments();
        time(&mut project.check())?;
        project.put("src/lib.rs", code)?;
        let Some(first) = check(project)? else {
            return Ok(None);
        };
        let is_long = first.elapsed > LONG;
        checks.first.push(first);
        checks.again.extend(check(project)?);
        if is_long {
            break;
        }
    }
    Ok(Some(checks))
}

/// `cargo check` of the code alone, unless it takes too long.
fn check(project: &Project) -> Result<Option<Check>, String> {
    project.touch("src/lib.rs")?;
    let mut command = project.check();
    let before = processor_of_children();
    let start = Instant::now();
    let mut cargo = start_quietly(&mut command)?;
    let mut held = None;
    loop {
        match cargo.try_wait().map_err(|error| error.to_string())? {
            None if start.elapsed() > LIMIT => {
                stop(&mut cargo)?;
                return Ok(None);
            }
            None => {
                held = held.max(held_below(cargo.id()));
                std::thread::sleep(SAMPLE);
            }
            Some(status) => {
                let elapsed = start.elapsed();
                if !status.success() {
                    // It fails again, and says why.
                    time(&mut project.check())?;
                }
                let after = processor_of_children();
                let processor = after.zip(before).map(|(after, before)| after - before);
                return Ok(Some(Check {
                    elapsed,
                    processor,
                    held,
                }));
            }
        }
    }
}

impl Checks {
    /// What the first check costs: the time of a processor, where it is known, since others may be
    /// at work as well.
    pub(super) fn cost(&self) -> Duration {
        let processor = processor(&self.first);
        processor.unwrap_or_else(|| elapsed(&self.first))
    }

    /// `1.23 s (1.10 s of a processor), 50 MiB held, again in 0.98 s`: the times are those in the
    /// middle, the memory is the most.
    pub(super) fn shown(&self) -> String {
        let processor = processor(&self.first).map_or("unknown".into(), seconds);
        let held = self.first.iter().filter_map(|check| check.held).max();
        let held = held.map_or("unknown".into(), |kib| format!("{} MiB", kib / 1024));
        let first = seconds(elapsed(&self.first));
        let again = seconds(elapsed(&self.again));
        format!("{first} ({processor} of a processor), {held} held, again in {again}")
    }
}

/// What is shown of that which took too long.
pub(super) fn not_done() -> String {
    format!("not done after {} s", LIMIT.as_secs())
}

fn processor(checks: &[Check]) -> Option<Duration> {
    let times: Option<Vec<_>> = checks.iter().map(|check| check.processor).collect();
    times.map(median)
}

fn elapsed(checks: &[Check]) -> Duration {
    median(checks.iter().map(|check| check.elapsed).collect())
}

/// What all children that have ended took of processors, in user mode and in the system.
fn processor_of_children() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let numbers = stat.rsplit(')').next()?.split_whitespace();
    let ticks: Vec<u64> = numbers
        .skip(13)
        .take(2)
        .filter_map(|number| number.parse().ok())
        .collect();
    // Linux counts hundredths of a second.
    (ticks.len() == 2).then(|| Duration::from_millis(10 * ticks.iter().sum::<u64>()))
}

fn start_quietly(command: &mut Command) -> Result<Child, String> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("failed to start {command:?}: {error}"))
}

/// Ends Cargo and the compiler that it waits for, which would outlive it.
fn stop(cargo: &mut Child) -> Result<(), String> {
    let failed = |error| format!("failed to stop `cargo check`: {error}");
    let compilers: Vec<_> = below(cargo.id())
        .filter_map(|status| field(&status, "Pid:"))
        .collect();
    cargo.kill().map_err(failed)?;
    cargo.wait().map_err(failed)?;
    for compiler in compilers {
        let mut kill = Command::new("kill");
        kill.args(["-s", "KILL", &compiler.to_string()]);
        kill.status().map_err(failed)?;
    }
    Ok(())
}

/// The KiB that the children of a process hold or held, of that which held most.
fn held_below(parent: u32) -> Option<u64> {
    below(parent)
        .filter_map(|status| field(&status, "VmHWM:"))
        .max()
}

/// What the system says of the children of a process.
fn below(parent: u32) -> impl Iterator<Item = String> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|entry| fs::read_to_string(entry.path().join("status")).ok())
        .filter(move |status| field(status, "PPid:") == Some(u64::from(parent)))
}

fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
