//! A difference as the commands show it: graded, with its reason and with the code that it meets.

mod reason;

use schema_engine::Rename;
use schema_model::{Address, Difference, ObjectKey, Severity, Verb, notable};
use serde_json::{Value, json};

use crate::accepted::Acceptable;
use crate::code::{Use, Uses};
use reason::reason;

/// A difference as the commands show it.
pub struct Entry {
    /// The object that differs.
    pub object: ObjectKey,
    /// Where exactly.
    pub address: Address,
    /// `added`, `dropped`, `altered` or `renamed`.
    pub verb: &'static str,
    /// How much it hurts, in view of the code.
    pub severity: Severity,
    /// What differs.
    pub text: String,
    /// What follows from it.
    pub reason: String,
    /// The code that stands for it.
    pub uses: Vec<Use>,
    /// What was there, and what is.
    pub values: [Option<Value>; 2],
}

/// The entries of a comparison.
pub fn entries(renames: &[Rename], differences: &[Difference], uses: &Uses) -> Vec<Entry> {
    let renames = renames.iter().map(|rename| Entry::of_rename(rename, uses));
    let differences = notable(differences).map(|difference| Entry::of(difference, uses));
    renames.chain(differences).collect()
}

impl Acceptable for Entry {
    fn address(&self) -> &Address {
        &self.address
    }

    fn text(&self) -> String {
        self.text.clone()
    }
}

impl Entry {
    fn of(difference: &Difference, uses: &Uses) -> Self {
        let met = match difference.verb {
            // Nothing in the program stands for what was not there.
            Verb::Added if difference.address.attribute.is_none() => uses.of_addition(difference),
            _ => uses.of_difference(difference),
        };
        let uses: Vec<Use> = met.into_iter().cloned().collect();
        let (severity, reason) = graded(difference, &uses);
        Self {
            object: difference.address.object.clone(),
            address: difference.address.clone(),
            verb: difference.verb.word(),
            severity,
            text: difference.to_string(),
            reason,
            uses,
            values: [difference.from.clone(), difference.to.clone()],
        }
    }

    /// A rename that the code has waited for: only what has not is in its way.
    pub fn of_awaited(rename: &Rename, uses: &Uses) -> Self {
        let entry = Self::of_rename(rename, uses);
        match entry.uses.is_empty() {
            true => Self {
                severity: Severity::Low,
                reason: "the code has waited for it with `renamed_from`".into(),
                ..entry
            },
            false => entry,
        }
    }

    fn of_rename(rename: &Rename, uses: &Uses) -> Self {
        let gone = Difference {
            address: rename.address.clone(),
            verb: Verb::Dropped,
            from: None,
            to: None,
            position: None,
            severity: Severity::High,
        };
        Self {
            object: rename.address.object.clone(),
            address: rename.address.clone(),
            verb: "renamed",
            severity: Severity::High,
            text: rename.to_string(),
            reason: "code that uses the old name fails".into(),
            uses: uses.of_difference(&gone).into_iter().cloned().collect(),
            values: [None, Some(rename.to.clone().into())],
        }
    }

    /// What differs as a whole: `table users`.
    pub fn heading(&self) -> String {
        format!("{} {}", self.object.kind.word(), self.object.name)
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let uses = self.uses.iter().map(|place| {
            json!({
                "file": place.file,
                "line": place.line,
                "column": place.column,
                "item": place.item,
                "field": place.field,
            })
        });
        json!({
            "address": self.address.to_string(),
            "verb": self.verb,
            "from": self.values[0],
            "to": self.values[1],
            "severity": self.severity,
            "text": self.text,
            "reason": self.reason,
            "uses": uses.collect::<Vec<_>>(),
        })
    }
}

/// The grade in view of the code: what a struct still maps must not go, and what is an `Option`
/// already may become nullable.
fn graded(difference: &Difference, uses: &[Use]) -> (Severity, String) {
    let reason = reason(difference).to_owned();
    let is_gone = difference.verb == Verb::Dropped && difference.address.attribute.is_none();
    let became_nullable = difference.address.attribute.as_deref() == Some("nullable")
        && difference.verb == Verb::Added;
    if uses.is_empty() {
        return (difference.severity, reason);
    }
    if difference.verb == Verb::Added && difference.address.attribute.is_none() {
        return graded_addition(difference);
    }
    if is_gone {
        return (
            Severity::Critical,
            format!("{reason}; this code still maps it"),
        );
    }
    if became_nullable && uses.iter().all(|place| place.is_option) {
        let reason = "it may be NULL now, and the fields that map it are `Option` already";
        return (Severity::Low, reason.into());
    }
    (difference.severity, reason)
}

/// What the code has to take in before it builds again, or before it can read every row.
fn graded_addition(difference: &Difference) -> (Severity, String) {
    let reason = reason(difference);
    let part = difference.address.part.as_ref();
    match part.map(|part| part.kind.as_str()) {
        Some("variant") => (
            difference.severity.max(Severity::High),
            "rows that hold it cannot be read before this enum has it".into(),
        ),
        _ => (
            difference.severity,
            format!("{reason}; this code needs a field for it to build"),
        ),
    }
}
