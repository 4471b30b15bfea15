//! A build script that measures itself, so that compiling it is not counted.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::measure::{median, seconds, time};
use super::project::Project;

/// The script: it leaves behind what it took in microseconds, the processor's part of that in
/// hundredths of a second where the system says so, and where it wrote.
pub const BUILD: &str = r#"fn main() {
    let start = std::time::Instant::now();
    schema_build::run();
    let elapsed = start.elapsed().as_micros();
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let numbers = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = numbers.skip(11).take(2).filter_map(|it| it.parse::<u64>().ok()).sum();
    let out = std::env::var("OUT_DIR").unwrap();
    std::fs::write("elapsed", format!("{elapsed}\n{ticks}\n{out}")).unwrap();
}
"#;

/// What one run of the script took.
#[derive(Clone, Copy)]
pub struct Cost {
    elapsed: Duration,
    processor: Duration,
}

/// Runs Cargo, and gives what the script took when it ran last.
pub fn run(project: &Project) -> Result<Cost, String> {
    time(&mut project.check())?;
    last(project)
}

/// What the script took when it ran last.
pub fn last(project: &Project) -> Result<Cost, String> {
    let [elapsed, ticks, _] = left_behind(project)?;
    let number = |text: &str| {
        text.parse::<u64>()
            .map_err(|error| format!("`{text}` is no number: {error}"))
    };
    Ok(Cost {
        elapsed: Duration::from_micros(number(&elapsed)?),
        processor: Duration::from_millis(number(&ticks)? * 10),
    })
}

/// Removes what the script has written and remembers.
pub fn forget(project: &Project) -> Result<(), String> {
    let [_, _, out] = left_behind(project)?;
    let out = PathBuf::from(out);
    fs::remove_dir_all(&out)
        .and_then(|()| fs::create_dir(&out))
        .map_err(|error| format!("failed to empty `{}`: {error}", out.display()))
}

fn left_behind(project: &Project) -> Result<[String; 3], String> {
    let file = project.folder.join("elapsed");
    let text = fs::read_to_string(&file)
        .map_err(|error| format!("failed to read `{}`: {error}", file.display()))?;
    let lines: Vec<String> = text.lines().map(String::from).collect();
    lines
        .try_into()
        .map_err(|_| format!("`{}` does not hold three lines", file.display()))
}

/// `0.12 s (0.10 s of a processor)`: the one in the middle.
pub fn shown(costs: &[Cost]) -> String {
    let elapsed = median(costs.iter().map(|cost| cost.elapsed).collect());
    let processor = median(costs.iter().map(|cost| cost.processor).collect());
    format!(
        "{} ({} of a processor)",
        seconds(elapsed),
        seconds(processor)
    )
}
