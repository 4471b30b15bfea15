//! A stamp of the inputs: when it is the same as last time, nothing has to be read again, and what
//! was warned of then is said again.
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

    /// The stamp with what is to be said again when nothing has changed, a line each.
    pub(crate) fn with_warnings(&self, warnings: &[&str]) -> String {
        let mut text = format!("{}{WARNINGS}\n", self.text);
        for warning in warnings {
            text.push_str(warning);
            text.push('\n');
        }
        text
    }

    /// The warnings in a text that [`with_warnings`](Self::with_warnings) gave; `None` when it was
    /// given for other inputs.
    pub(crate) fn warnings_in<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let rest = text.strip_prefix(&self.text)?;
        let rest = rest.strip_prefix(WARNINGS)?.strip_prefix('\n')?;
        Some(rest.lines().collect())
    }
}

/// Stands between the inputs and the warnings. No line of the inputs is like it: they end with the
/// state of a file, or are the settings.
const WARNINGS: &str = "warnings:";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_come_back_for_the_same_inputs_only() {
        let stamp = Stamp::of(&"a");
        let written = stamp.with_warnings(&["one", "two"]);
        assert_eq!(stamp.warnings_in(&written), Some(vec!["one", "two"]));
        assert_eq!(stamp.warnings_in(&stamp.with_warnings(&[])), Some(vec![]));
        assert_eq!(Stamp::of(&"b").warnings_in(&written), None);
        assert_eq!(stamp.warnings_in(stamp.text()), None);
    }
}
