//! What a build script tells Cargo: inputs, variables, warnings and errors.
//!
//! Lines are collected while the library works and written at the very end, so that nothing but
//! [`write`] prints.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// What was read and set so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Announcements {
    lines: Vec<String>,
    seen: BTreeSet<String>,
}

impl Announcements {
    /// A file or folder whose content decides what is built.
    ///
    /// Cargo takes a missing file for a changed one and would build again each time, so what does
    /// not exist is not announced.
    pub(crate) fn file(&mut self, path: &Path) {
        if path.exists() {
            self.push(format!("cargo::rerun-if-changed={}", path.display()));
        }
    }

    /// Makes Cargo run the build script at every build.
    pub(crate) fn always(&mut self, folder: &Path) {
        // Cargo takes a missing file for a changed one.
        let missing = folder.join("never-written");
        self.push(format!("cargo::rerun-if-changed={}", missing.display()));
    }

    /// An environment variable that was asked for, set or not.
    pub(crate) fn variable(&mut self, name: &str) {
        self.push(format!("cargo::rerun-if-env-changed={name}"));
    }

    /// Sets a variable for the compilation of the crate.
    pub(crate) fn set(&mut self, name: &str, value: &Path) {
        self.push(format!("cargo::rustc-env={name}={}", value.display()));
    }

    /// Something that the user should know, but that is no failure.
    pub(crate) fn warning(&mut self, text: &str) {
        for line in text.lines() {
            self.push(format!("cargo::warning={line}"));
        }
    }

    /// What the user was told so far.
    pub(crate) fn warnings(&self) -> Vec<&str> {
        let warnings = self.lines.iter();
        warnings
            .filter_map(|line| line.strip_prefix("cargo::warning="))
            .collect()
    }

    /// The lines in the order in which they were announced.
    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }

    fn push(&mut self, line: String) {
        // A line break would start a directive of its own.
        let line = line.replace(['\n', '\r'], " ");
        if self.seen.insert(line.clone()) {
            self.lines.push(line);
        }
    }
}

/// The directives that make Cargo show an error, one for each line of it.
pub(crate) fn error_lines(message: &str) -> Vec<String> {
    message
        .lines()
        .map(|line| format!("cargo::error={}", line.replace('\r', " ")))
        .collect()
}

/// Writes directives where Cargo reads them.
pub(crate) fn write(lines: &[String]) {
    let mut text = lines.join("\n");
    text.push('\n');
    // When Cargo has closed the pipe there is nobody left to tell.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_inside_its_directive() {
        let mut announcements = Announcements::default();
        announcements.warning("a\ncargo::rustc-link-arg=x\r\nb");
        announcements.set("NAME", Path::new("a\nb"));
        assert_eq!(
            announcements.lines(),
            [
                "cargo::warning=a",
                "cargo::warning=cargo::rustc-link-arg=x",
                "cargo::warning=b",
                "cargo::rustc-env=NAME=a b",
            ]
        );
        assert_eq!(error_lines("a\nb"), ["cargo::error=a", "cargo::error=b"]);
    }
}
