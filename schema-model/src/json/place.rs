//! Where in the text an error stands. Only looked for when there is one.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::read::Step;
use super::{JsonError, TextError};

/// The error with its line and column.
pub(super) fn with_place(text: &str, error: JsonError) -> TextError {
    let before = &text[..offset(text, &error).unwrap_or(0)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    TextError {
        line: before.matches('\n').count() + 1,
        column: before.len() - line_start + 1,
        message: error.message().into(),
    }
}

/// Where the value begins that the error is about. `None` only for a text that is no JSON.
fn offset(text: &str, error: &JsonError) -> Option<usize> {
    let mut value: &RawValue = serde_json::from_str(text).ok()?;
    for step in error.steps() {
        let inner = match step {
            Step::Field(name) => {
                let fields: HashMap<String, &RawValue> = serde_json::from_str(value.get()).ok()?;
                fields.get(name).copied()
            }
            Step::Item(index) => {
                let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
                items.get(*index).copied()
            }
        };
        match inner {
            Some(inner) => value = inner,
            None => break,
        }
    }
    // The value is a part of the text, so the distance is not negative.
    (value.get().as_ptr() as usize).checked_sub(text.as_ptr() as usize)
}
