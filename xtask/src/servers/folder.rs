//! Where a server's data is while tests run.
//!
//! Tests make and drop thousands of databases, each of hundreds of small files, and on a disk that is
//! most of what they wait for. So the data is in memory where there is room for it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A file system in memory, where Linux has one.
const MEMORY: &str = "/dev/shm";

/// What has to be free, there and of the machine's memory: servers of several runs have room in it.
const ROOM_IN_KIB: u64 = 6 * 1024 * 1024;

/// A folder that is removed in the end. `TMPDIR` says where, if it is set.
pub(super) fn make() -> std::io::Result<TempDir> {
    const PREFIX: &str = "schema-test-";
    match std::env::var_os("TMPDIR").is_none() && has_room() {
        true => TempDir::with_prefix_in(PREFIX, MEMORY),
        false => TempDir::with_prefix(PREFIX),
    }
}

fn has_room() -> bool {
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let has = |room: Option<u64>| room.is_some_and(|room| room >= ROOM_IN_KIB);
    Path::new(MEMORY).is_dir() && has(available(&memory)) && has(free_in_memory())
}

/// What `/proc/meminfo` says of the memory that programs can still get.
fn available(text: &str) -> Option<u64> {
    let rest = text.lines().find_map(|it| it.strip_prefix("MemAvailable:"));
    rest?.split_whitespace().next()?.parse().ok()
}

fn free_in_memory() -> Option<u64> {
    let output = Command::new("df").args(["-Pk", MEMORY]).output().ok()?;
    free(&String::from_utf8_lossy(&output.stdout))
}

/// What `df -Pk` says of the one file system that it was asked about.
fn free(text: &str) -> Option<u64> {
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_read_from_what_the_system_says() {
        let memory = "MemTotal:  24684092 kB\nMemFree:  100 kB\nMemAvailable:   17000000 kB\n";
        assert_eq!(available(memory), Some(17_000_000));
        assert_eq!(available("MemTotal: 1 kB\n"), None);
        let disk = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                    tmpfs         24684092 482320  24201772       2% /dev/shm\n";
        assert_eq!(free(disk), Some(24_201_772));
        assert_eq!(free(""), None);
    }
}
