//! Differences and schemas as people read them.

use std::fmt::Display;

use schema_model::snapshot::Changes;
use schema_model::{Difference, Schema, Severity, notable};

use crate::shell::severity_style;

/// One line per difference, the gravest first.
pub fn differences(differences: &[Difference]) -> String {
    let mut text = String::new();
    for severity in Severity::ALL {
        for difference in notable(differences).filter(|d| d.severity == severity) {
            text.push_str(&line(severity, difference));
        }
    }
    text
}

/// One of these lines.
pub fn line(severity: Severity, what: impl Display) -> String {
    let style = severity_style(severity);
    let word = severity.word();
    format!("{style}{word:<8}{style:#}  {what}\n")
}

/// `3 differences: 1 critical, 2 low`.
pub fn totals(differences: &[Difference]) -> String {
    totals_of(Changes::of(differences))
}

/// The same of differences that were counted before.
pub fn totals_of(changes: Changes) -> String {
    let by_severity: Vec<_> = [
        (changes.critical, Severity::Critical),
        (changes.high, Severity::High),
        (changes.medium, Severity::Medium),
        (changes.low, Severity::Low),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, severity)| format!("{count} {}", severity.word()))
    .collect();
    match changes.total() {
        0 => "no difference".into(),
        total => format!("{}: {}", count(total, "difference"), by_severity.join(", ")),
    }
}

/// `5 tables, 1 view`.
pub fn contents(schema: &Schema) -> String {
    // Named one by one, so that a new list has to be thought about here.
    let Schema {
        dialect: _,
        server_version: _,
        search_path: _,
        options: _,
        namespaces,
        extensions,
        types,
        sequences,
        tables,
        views,
        routines,
        events,
        objects,
        unmodelled: _,
    } = schema;
    let parts: Vec<_> = [
        (tables.len(), "table"),
        (views.len(), "view"),
        (types.len(), "type"),
        (sequences.len(), "sequence"),
        (routines.len(), "routine"),
        (events.len(), "event"),
        (objects.len(), "other object"),
        (namespaces.len(), "namespace"),
        (extensions.len(), "extension"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, word)| count(number, word))
    .collect();
    if parts.is_empty() {
        "nothing".into()
    } else {
        parts.join(", ")
    }
}

/// `1 table`, `2 tables`.
pub fn count(number: usize, word: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {word}{plural}")
}
