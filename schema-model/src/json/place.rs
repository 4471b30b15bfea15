//! Where in the text an error stands. Only looked for when there is one.

use super::read::Step;
use super::tree::{Content, Json};
use super::{JsonError, TextError};

/// The error with its line and column.
pub(super) fn with_place(text: &str, json: &Json<'_>, error: &JsonError) -> TextError {
    let mut place = json;
    for step in error.steps() {
        match inside(place, step) {
            Some(inner) => place = inner,
            None => break,
        }
    }
    TextError::at(text.as_bytes(), place.at, error.message().into())
}

fn inside<'a>(json: &'a Json<'a>, step: &Step) -> Option<&'a Json<'a>> {
    match (&json.content, step) {
        (Content::List(items), Step::Item(index)) => items.get(*index),
        (Content::Object(fields), Step::Field(name)) => {
            let mut fields = fields.iter();
            fields.find_map(|(key, json)| (key == name).then_some(json))
        }
        _ => None,
    }
}
