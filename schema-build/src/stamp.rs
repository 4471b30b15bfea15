//! A stamp of the inputs: when it is the same as last time, nothing has to be read again.
//!
//! Like Cargo, it trusts the time and the size of a file.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The inputs of a build, described.
#[derive(Debug, Default)]
pub(crate) struct Stamp {
    text: String,
}

impl Stamp {
    /// A stamp of everything that is no file.
    pub(crate) fn of(settings: &impl std::fmt::Debug) -> Self {
        Self {
            text: format!("{} {settings:?}\n", env!("CARGO_PKG_VERSION")),
        }
    }

    /// Adds a file, or a folder with everything in it.
    pub(crate) fn add(&mut self, path: &Path) {
        if let Ok(entries) = fs::read_dir(path) {
            let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
            paths.sort();
            for path in paths {
                self.add(&path);
            }
            return;
        }
        // A file without a time is never the same.
        let state = fs::metadata(path).and_then(|data| Ok((data.len(), data.modified()?)));
        let state = state.map(|(length, time)| {
            let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
            (length, since.as_nanos())
        });
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{} {state:?}", path.display());
    }

    /// The stamp as text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}
