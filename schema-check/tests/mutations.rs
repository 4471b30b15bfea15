//! No drift is missed and none is made up: each module in `tests/mutations/<module>` has structs
//! that agree with its schema, and then everything in the schema is changed, one thing at a time.
//!
//! A change that breaks the program must be reported with the name of what was changed. What the
//! derive itself cannot tell becomes a question to the compiler; all of these questions are asked.
//!
//! In `schema.json`, `"test"` says what a change of a column does: `unused` columns may go, those
//! that are `optional` may become nullable, and those of `any_type` may change their type.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "mutations/support/change.rs"]
mod change;
#[path = "mutations/support/compiler.rs"]
mod compiler;
#[path = "mutations/support/module.rs"]
mod module;

use std::collections::BTreeSet;

use change::{Change, changes};
use compiler::{Answer, Compiler};
use module::{Module, Said};
use schema_check::Level;

#[test]
fn every_change_that_breaks_a_program_is_reported() {
    let modules = Module::all();
    assert!(modules.len() >= 12);
    let mut compiler = Compiler::new();
    let mut count = 0;
    for module in &modules {
        let before = module.examine(&module.schema);
        assert!(
            before.problems.is_empty(),
            "{}: {:#?}",
            module.name,
            before.problems
        );
        let mut asked = BTreeSet::new();
        for change in changes(module) {
            let after = module.examine(&change.schema);
            let answers = judge(module, &change, &before, &after);
            asked.extend(answers);
            count += 1;
        }
        compiler.add(module, asked);
    }
    assert!(count > 500, "{count} changes");
    compiler.ask();
}

/// Holds what is said of a changed schema against what the change does to the program; returns what
/// the compiler has to answer.
fn judge(module: &Module, change: &Change, before: &Said, after: &Said) -> Vec<Answer> {
    let place = format!("{}: {change}", module.name);
    let errors = after
        .problems
        .iter()
        .filter(|(level, _)| *level == Level::Error);
    let errors: Vec<&String> = errors.map(|(_, message)| message).collect();
    for message in &errors {
        assert!(change.breaks, "{place}: a false alarm: {message}");
        assert!(
            message.contains(&change.name),
            "{place}: not named in: {message}"
        );
    }
    if !errors.is_empty() {
        return Vec::new();
    }
    let questions = after.questions.iter();
    let questions: Vec<_> = questions
        .filter(|question| !before.questions.contains(question))
        .cloned()
        .collect();
    let answers: Vec<Answer> = match questions.is_empty() {
        true => Vec::new(),
        false => vec![Answer {
            questions,
            all: !change.breaks,
            place: place.clone(),
        }],
    };
    let unnoticed = change.breaks && answers.is_empty();
    assert!(!unnoticed, "{place}: nothing is said");
    answers
}
