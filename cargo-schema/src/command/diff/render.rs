//! Differences in the forms that `cargo schema diff` prints.

use std::collections::BTreeMap;
use std::fmt::Write;

use schema_engine::Rename;
use schema_model::{Difference, Severity, notable};
use serde_json::{Value, json};

use super::Found;
use super::reason::reason;
use crate::command::change::Change;
use crate::shell::severity_style;
use crate::summary;

const WHY_RENAMED: &str = "code that uses the old name fails";

/// For people: the gravest first, each with its reason.
pub fn text(found: &Found) -> String {
    let mut text = String::new();
    for severity in Severity::ALL {
        for (line, why) in found
            .lines()
            .filter(|line| line.severity == severity)
            .map(Line::split)
        {
            let (style, word) = (severity_style(severity), severity.word());
            writeln!(text, "{style}{word:<8}{style:#}  {line}\n          {why}")
                .expect("writing into a String succeeds");
        }
    }
    writeln!(text, "compared: {}", found.compared.word()).expect("writing into a String succeeds");
    text
}

/// For a review: a heading for each object, a list of what differs.
pub fn markdown(found: &Found) -> String {
    let mut objects: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for line in found.lines() {
        objects.entry(line.object.clone()).or_default().push(line);
    }
    let mut text = format!(
        "# Schema differences\n\nCompared: {}.\n{}.\n",
        found.compared.word(),
        upper(&found.totals())
    );
    for (object, lines) in objects {
        write!(text, "\n## {}\n\n", escape(&object)).expect("writing into a String succeeds");
        for Line {
            severity,
            text: line,
            why,
            ..
        } in lines
        {
            writeln!(text, "- **{}**: {}: {why}", severity.word(), escape(&line))
                .expect("writing into a String succeeds");
        }
    }
    text
}

/// For programs.
pub fn json(found: &Found, change: &Change) -> Value {
    let renames = found.renames.iter().map(|rename| {
        json!({
            "address": rename.address.to_string(),
            "to": rename.to,
            "severity": Severity::High,
            "reason": WHY_RENAMED,
        })
    });
    let differences = found.differences.iter().map(|difference| {
        json!({
            "address": difference.address.to_string(),
            "verb": format!("{:?}", difference.verb).to_lowercase(),
            "from": difference.from,
            "to": difference.to,
            "severity": difference.severity,
            "reason": reason(difference),
        })
    });
    json!({
        "from_fingerprint": change.from.fingerprint().to_string(),
        "to_fingerprint": change.to.fingerprint().to_string(),
        "compared": found.compared,
        "renames": renames.collect::<Vec<_>>(),
        "differences": differences.collect::<Vec<_>>(),
        "notes": found.notes,
    })
}

/// One difference as people read it.
pub struct Line {
    severity: Severity,
    object: String,
    text: String,
    why: &'static str,
}

impl Line {
    fn split(self) -> (String, &'static str) {
        (self.text, self.why)
    }
}

impl From<&Rename> for Line {
    fn from(rename: &Rename) -> Self {
        Self {
            severity: Severity::High,
            object: rename.address.object.name.to_string(),
            text: rename.to_string(),
            why: WHY_RENAMED,
        }
    }
}

impl From<&Difference> for Line {
    fn from(difference: &Difference) -> Self {
        Self {
            severity: difference.severity,
            object: difference.address.object.name.to_string(),
            text: difference.to_string(),
            why: reason(difference),
        }
    }
}

impl Found {
    fn lines(&self) -> impl Iterator<Item = Line> {
        let renames = self.renames.iter().map(Line::from);
        renames.chain(notable(&self.differences).map(Line::from))
    }

    /// `1 rename, 3 differences: 1 critical, 2 low`.
    pub fn totals(&self) -> String {
        let totals = summary::totals(&self.differences);
        match self.renames.len() {
            0 => totals,
            renames => format!("{}, {totals}", summary::count(renames, "rename")),
        }
    }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Names come from the database, and must not become markup.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
