//! The findings of a check in the forms that it prints.

use std::fmt::Write;

use schema_model::Severity;
use serde_json::{Value, json};

use super::problem::Problem;
use super::{Drift, Found};
use crate::project::Project;
use crate::sarif::{self, Place, Report};
use crate::shell::{ERROR, NOTE, WARNING};
use crate::{entry_text, summary};

const WRITES: &str = "writing into a String succeeds";

/// For people: what the build would say, then the drift.
pub fn text(found: &Found) -> String {
    let mut text = String::new();
    for problem in &found.problems {
        let (style, word) = match problem.is_error {
            true => (ERROR, "error"),
            false => (WARNING, "warning"),
        };
        let Problem {
            message,
            file,
            start,
            ..
        } = problem;
        writeln!(text, "{style}{word}{style:#}: {message}").expect(WRITES);
        writeln!(
            text,
            "  {NOTE}-->{NOTE:#} {}:{}:{}",
            file.display(),
            start.0,
            start.1
        )
        .expect(WRITES);
        for line in &problem.help {
            writeln!(text, "  {line}").expect(WRITES);
        }
    }
    for drift in &found.drifts {
        if !text.is_empty() && !drift.entries.is_empty() {
            text.push('\n');
        }
        if let (Some(name), false) = (&drift.database, drift.entries.is_empty()) {
            writeln!(text, "database `{name}`:").expect(WRITES);
        }
        text.push_str(&entry_text::text(&drift.entries));
    }
    text
}

/// `12 checked structs and enums in 3 files: 1 error`.
pub fn code_totals(found: &Found) -> String {
    let errors = found
        .problems
        .iter()
        .filter(|problem| problem.is_error)
        .count();
    let warnings = found.problems.len() - errors;
    let mut totals = match errors {
        0 => "code and snapshot agree".to_owned(),
        errors => summary::count(errors, "error"),
    };
    if warnings > 0 {
        totals.push_str(&format!(", {}", summary::count(warnings, "warning")));
    }
    format!(
        "{} looked at: {totals}",
        summary::count(found.seen.items, "checked item")
    )
}

/// One document.
pub fn json(found: &Found) -> String {
    let problems = found.problems.iter().map(|problem| {
        json!({
            "code": problem.code,
            "level": if problem.is_error { "error" } else { "warning" },
            "file": problem.file.to_string_lossy(),
            "line": problem.start.0,
            "column": problem.start.1,
            "message": problem.message,
            "help": problem.help,
        })
    });
    let entries = |drift: &Drift| {
        let entries = drift.entries.iter();
        entries.map(crate::entry::Entry::json).collect::<Vec<_>>()
    };
    let own = found.drifts.iter().find(|drift| drift.database.is_none());
    let further = found.drifts.iter().filter(|drift| drift.database.is_some());
    let further = further.map(|drift| {
        json!({
            "name": drift.database,
            "compared": drift.compared,
            "differences": entries(drift),
        })
    });
    let document = json!({
        "items": found.seen.items,
        "files": found.seen.files,
        "left_to_the_compiler": found.seen.questions,
        "problems": problems.collect::<Vec<_>>(),
        "compared": own.map(|drift| drift.compared),
        "differences": own.map(entries),
        "databases": further.collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

/// Annotations of GitHub Actions, at the lines that have to change.
pub fn github(found: &Found) -> String {
    let mut text = String::new();
    for problem in &found.problems {
        let level = if problem.is_error { "error" } else { "warning" };
        let whole = problem.whole();
        writeln!(
            text,
            "::{level} file={},line={},col={},endLine={},title={}::{}",
            property(&problem.file.to_string_lossy()),
            problem.start.0,
            problem.start.1,
            problem.end.0,
            problem.code,
            data(&whole)
        )
        .expect(WRITES);
    }
    for entry in found.drifts.iter().flat_map(|drift| &drift.entries) {
        let level = if entry.severity >= Severity::High {
            "error"
        } else {
            "warning"
        };
        let message = format!("{}: {}", entry.text, entry.reason);
        match entry.uses.first() {
            Some(place) => writeln!(
                text,
                "::{level} file={},line={},title=drift::{}",
                property(&place.file),
                place.line,
                data(&message)
            ),
            None => writeln!(text, "::{level} title=drift::{}", data(&message)),
        }
        .expect(WRITES);
    }
    text
}

/// For code scanning.
pub fn sarif(found: &Found, project: &Project) -> String {
    let mut report = Report::default();
    for problem in &found.problems {
        let place = Place {
            file: problem.file.to_string_lossy().into_owned(),
            start: problem.start,
            end: Some(problem.end),
        };
        let level = if problem.is_error { "error" } else { "warning" };
        let message = problem.whole();
        report.push(problem.code, level, message, place);
    }
    for entry in found.drifts.iter().flat_map(|drift| &drift.entries) {
        sarif::push_entry(&mut report, entry, project);
    }
    let document: Value = report.document();
    format!("{document:#}\n")
}

/// A value in front of the message: `:` and `,` would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
