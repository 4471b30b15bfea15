//! Differences in the forms that `cargo schema diff` prints.

use std::fmt::Write;

use schema_model::Severity;
use serde_json::{Value, json};

use super::{Found, Sides, listed};
use crate::entry::Entry;
use crate::entry_text::grouped;
use crate::html::{self, Page};
use crate::project::Project;
use crate::{sarif, summary};

const WRITES: &str = "writing into a String succeeds";

/// For people: the gravest object first, each difference with its reason.
pub fn text(found: &Found) -> String {
    format!(
        "{}compared: {}\n",
        listed(&found.entries),
        found.compared.word()
    )
}

/// For a review: a heading for each object, a list of what differs.
pub fn markdown(found: &Found) -> String {
    let mut text = format!(
        "# Schema differences\n\nCompared: {}.\n{}.\n",
        found.compared.word(),
        upper(&totals(&found.entries))
    );
    markdown_entries(&mut text, &found.entries, "##");
    text
}

/// A section for each object.
pub fn markdown_entries(text: &mut String, entries: &[Entry], level: &str) {
    for (_, entries) in grouped(entries) {
        write!(text, "\n{level} {}\n\n", escape(&entries[0].heading())).expect(WRITES);
        for entry in entries {
            let word = entry.severity.word();
            writeln!(
                text,
                "- **{word}**: {}: {}",
                escape(&entry.text),
                entry.reason
            )
            .expect(WRITES);
            for place in &entry.uses {
                writeln!(text, "  - {}", escape(&place.to_string())).expect(WRITES);
            }
        }
    }
}

/// For programs.
pub fn json(found: &Found, sides: &Sides) -> Value {
    let accepted = found
        .accepted
        .iter()
        .map(|meant| json!({"address": meant.address.to_string(), "reason": meant.reason}));
    json!({
        "from_fingerprint": sides.fingerprints[0],
        "to_fingerprint": sides.fingerprints[1],
        "compared": found.compared,
        "differences": found.entries.iter().map(Entry::json).collect::<Vec<_>>(),
        "accepted": accepted.collect::<Vec<_>>(),
        "notes": found.notes,
    })
}

/// One page for a browser.
pub fn html(found: &Found, sides: &Sides) -> String {
    let mut page = Page::new("Schema differences");
    page.summary("from", &sides.names[0]);
    page.summary("to", &sides.names[1]);
    page.summary("compared", found.compared.word());
    page.severities(&found.entries);
    page.section("Differences", &html::entries(&found.entries));
    page.finish()
}

/// For code scanning.
pub fn sarif(found: &Found, project: &Project) -> String {
    let mut report = sarif::Report::default();
    for entry in &found.entries {
        sarif::push_entry(&mut report, entry, project);
    }
    format!("{:#}\n", report.document())
}

/// `3 differences: 1 critical, 2 low`.
pub fn totals(entries: &[Entry]) -> String {
    match entries.len() {
        0 => "no difference".into(),
        total => format!(
            "{}: {}",
            summary::count(total, "difference"),
            by_severity(entries)
        ),
    }
}

/// `1 critical, 2 low`.
pub fn by_severity(entries: &[Entry]) -> String {
    let by_severity = Severity::ALL.iter().filter_map(|severity| {
        let count = entries
            .iter()
            .filter(|entry| entry.severity == *severity)
            .count();
        (count > 0).then(|| format!("{count} {}", severity.word()))
    });
    by_severity.collect::<Vec<_>>().join(", ")
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Names come from the database, and must not become markup.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
