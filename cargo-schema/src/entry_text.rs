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

const WRITES: &str = "writing into a String succeeds";

/// Each with its reason, and the code that it meets. A reason that many have in a row is said once,
/// behind the last of them.
pub fn text(entries: &[Entry]) -> String {
    let groups = grouped(entries);
    let mut entries = groups.iter().flat_map(|(_, entries)| entries).peekable();
    let mut text = String::new();
    let mut last: Option<&Entry> = None;
    while let Some(entry) = entries.next() {
        let goes_on = last.is_some_and(|last| has_same_reason(last, entry));
        if last.is_some_and(|last| last.object != entry.object) && !goes_on {
            text.push('\n');
        }
        push(&mut text, entry);
        if !entries
            .peek()
            .is_some_and(|next| has_same_reason(entry, next))
        {
            push_reason(&mut text, entry, goes_on);
        }
        last = Some(entry);
    }
    text
}

/// Whether nothing but what differs tells two entries apart.
fn has_same_reason(entry: &Entry, next: &Entry) -> bool {
    let has_uses = !entry.uses.is_empty() || !next.uses.is_empty();
    entry.severity == next.severity && entry.reason == next.reason && !has_uses
}

fn push(text: &mut String, entry: &Entry) {
    let style = severity_style(entry.severity);
    let word = Severity::word(entry.severity);
    writeln!(text, "{style}{word:<8}{style:#}  {}", entry.text).expect(WRITES);
}

fn push_reason(text: &mut String, entry: &Entry, is_of_many: bool) {
    let each = if is_of_many { "each: " } else { "" };
    writeln!(text, "          {each}{}", entry.reason).expect(WRITES);
    for place in &entry.uses {
        writeln!(text, "          {place}").expect(WRITES);
    }
}
