//! Differences for people on a terminal: grouped by object, the gravest object first.

use std::collections::BTreeMap;
use std::fmt::Write;

use schema_model::{ObjectKey, Severity};

use crate::entry::Entry;
use crate::shell::severity_style;

/// Entries by object; the objects with the gravest entries first, in them the gravest entry.
pub fn grouped(entries: &[Entry]) -> Vec<(&ObjectKey, Vec<&Entry>)> {
    let mut groups: BTreeMap<&ObjectKey, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        groups.entry(&entry.object).or_default().push(entry);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    for (_, entries) in &mut groups {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.severity));
    }
    let gravest = |entries: &[&Entry]| entries.iter().map(|entry| entry.severity).max();
    groups.sort_by_key(|(_, entries)| std::cmp::Reverse(gravest(entries)));
    groups
}

/// Each with its reason, and the code that it meets.
pub fn text(entries: &[Entry]) -> String {
    let mut text = String::new();
    for (_, entries) in grouped(entries) {
        if !text.is_empty() {
            text.push('\n');
        }
        for entry in entries {
            push(&mut text, entry);
        }
    }
    text
}

fn push(text: &mut String, entry: &Entry) {
    let style = severity_style(entry.severity);
    let word = Severity::word(entry.severity);
    writeln!(
        text,
        "{style}{word:<8}{style:#}  {}\n          {}",
        entry.text, entry.reason
    )
    .expect("writing into a String succeeds");
    for place in &entry.uses {
        writeln!(text, "          {place}").expect("writing into a String succeeds");
    }
}
